from mlcr_mm.dataset_report import Finding


def test_errors_sort_before_notes_by_what_they_are():
    findings = [Finding(False, 'a note'), Finding(True, 'an error')]
    assert [finding.text for finding in sorted(findings, key=lambda item: not item.is_error)] == [
        'an error', 'a note']
