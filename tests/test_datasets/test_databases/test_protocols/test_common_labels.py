import pytest

from mlcr_mm.datasets.databases.protocols import common_labels
from mlcr_mm.labels import EMOTIONET_AUS

BP4D = [f'AU{number}' for number in (1, 2, 4, 6, 7, 10, 12, 14, 15, 17, 23, 24)]
UNBC = [f'AU{number}' for number in (4, 6, 7, 9, 10, 12, 20, 25, 26, 43)]


def test_the_labels_of_the_papers_table_4():
    assert common_labels(EMOTIONET_AUS, UNBC) == tuple(
        f'AU{number}' for number in (4, 6, 9, 12, 20, 25, 26, 43))
    assert common_labels(EMOTIONET_AUS, BP4D) == ('AU1', 'AU2', 'AU4', 'AU6', 'AU12', 'AU17')
    assert common_labels(['b', 'a'], ['a', 'b', 'c']) == ('b', 'a')


def test_nothing_in_common_is_refused():
    with pytest.raises(ValueError, match='no label is in both'):
        common_labels(EMOTIONET_AUS, ['Smiling'])
