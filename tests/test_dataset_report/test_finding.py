from mlcr_mm.dataset_report import Finding


def test_errors_and_notes_are_told_apart():
    assert str(Finding(True, 'a')) == 'ERROR: a' and str(Finding(False, 'a')) == 'note: a'
