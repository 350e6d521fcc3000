"""A small table of results, for tests of its formats."""
import pandas as pd

from mlcr_mm.reproduce.bootstrap import Difference
from mlcr_mm.reproduce.collect import RowResult
from mlcr_mm.reproduce.paper_tables import Row, Section
from mlcr_mm.reproduce.result_table import make_result_table


def make_table(num_labels=2):
    """The Baseline in three runs, MLCR in none, and the paper's numbers."""
    section = Section('Title', 'emotionet', (Row('Baseline', 'a'), Row('MLCR', 'b')), 'MLCR')
    labels = [f'AU{number}' for number in range(1, num_labels + 1)]
    f1 = pd.DataFrame([[50.21] * num_labels, [51.25] * num_labels, [52.29] * num_labels],
                      columns=labels)  # 51.25 +- 1.04
    measures = pd.DataFrame(dict(uncalibrated=[40., 41.], map=[60.5, float('nan')]))
    return make_result_table(section, [
        RowResult(f1, Difference(-2.04, -3., -1., .0123), 3, measures), RowResult(pd.DataFrame())])
