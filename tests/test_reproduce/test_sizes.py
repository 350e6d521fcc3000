from mlcr_mm.reproduce.paper_tables import TABLES
from mlcr_mm.reproduce.sizes import describe_sizes, sizes_of
from mlcr_mm.shipped import CONFIGS, leaf_configs


def test_sizes_of_the_shipped_configs():
    leaves = leaf_configs(CONFIGS)
    assert sizes_of(leaves, TABLES['emotionet'])[:2] == ['paper', 'r18_96px']
    assert sizes_of(leaves, TABLES['bp4d']) == ['paper']


def test_another_row_is_no_size():
    stems = ['ablation_emotionet_cr_mv_gcn_r18', 'mlcr_emotionet_small', 'mlcr_emotionetx']
    assert sizes_of(stems, TABLES['cross-database']) == ['small']
    assert sizes_of(stems, TABLES['ablation']) == ['r18', 'small']


def test_advice():
    assert describe_sizes(['mlcr_demo'], TABLES['demo']) == 'choose another --size: paper'
    assert 'correct --configs' in describe_sizes(['mlcr_demo'], TABLES['bp4d'])
