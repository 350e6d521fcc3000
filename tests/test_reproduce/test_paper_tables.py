from mlcr_mm.apis import load_config
from mlcr_mm.reproduce.paper_results import LABELS, RESULTS
from mlcr_mm.reproduce.paper_tables import TABLES
from mlcr_mm.shipped import CONFIGS, leaf_configs

SECTIONS = [section for table in TABLES.values() for section in table.sections]


def test_sections_are_consistent():
    for section in SECTIONS:
        names = [row.name for row in section.rows]
        assert len(set(names)) == len(names) and section.reference in names
        assert section.published in LABELS and section.published in RESULTS


def test_every_published_method_has_a_row():
    names = {section.published: set() for section in SECTIONS}
    for section in SECTIONS:
        names[section.published] |= {row.name for row in section.rows}
    for table, rows in RESULTS.items():
        assert set(rows) <= names[table]


def test_the_last_step_of_the_ablation_is_mlcr():
    first, second = (load_config(f'{name}.py').to_dict()
                     for name in ('ablation_emotionet_cr_mv_gcn', 'mlcr_emotionet'))
    assert first == second


def test_test_configs_exist():
    tests = [section.test for section in SECTIONS if section.test]
    assert tests and set(tests) <= set(leaf_configs(CONFIGS))
