"""A small table of results, for tests of its formats."""
from mlcr_mm.reproduce.bootstrap import Difference
from mlcr_mm.reproduce.result_table import Line, ResultTable, Value


def make_table(num_labels=2):
    labels = [f'AU{number}' for number in range(1, num_labels + 1)]
    return ResultTable('Title', 'MLCR', labels, [
        Line('Baseline', 'ours', 3, {label: Value(51.25, 1.04) for label in labels},
             Value(51.25, .5), Difference(-2.04, -3., -1., .0123)),
        Line('Baseline', 'paper', None, {'AU1': Value(55.6)}, Value(62.3)),
        Line('MLCR', 'ours', 0, {}, Value()),
    ])
