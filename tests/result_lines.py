"""A small table of results, for tests of its formats."""
import pandas as pd

from mlcr_mm.reproduce.bootstrap import Difference
from mlcr_mm.reproduce.collect import RowResult
from mlcr_mm.reproduce.measures import MEASURES
from mlcr_mm.reproduce.paper_tables import Row, Section
from mlcr_mm.reproduce.result_table import make_result_table

NOTHING = RowResult(pd.DataFrame(), pd.DataFrame(columns=MEASURES), {})


def result(f1, differences=(), **values):
    """A result by the F1 of its runs; a measure that is not given is that F1."""
    table = pd.DataFrame(f1)
    return RowResult(table, pd.DataFrame({
        name: values.get(name, table.mean(axis=1)) for name in MEASURES}), dict(differences))


def make_table(num_labels=2):
    """The Baseline in none, MLCR in three runs, and the paper's numbers."""
    section = Section('Title', 'emotionet', (Row('Baseline', 'a'), Row('MLCR', 'b')), 'Baseline')
    f1 = [{f'AU{number}': value for number in range(1, num_labels + 1)}
          for value in (50.21, 51.25, 52.29)]  # 51.25 +- 1.04
    mlcr = result(f1, dict(f1=Difference(2.04, 1., 3., .0123), map=Difference(.5, -.25, 1.25, .2)),
                  f1_uncalibrated=[40., 41., 42.], f1_ensemble=[60., 60., float('nan')])
    return make_result_table(section, [NOTHING, mlcr])
