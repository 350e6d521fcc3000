from collections import Counter

from mlcr_mm.files import HEIF_SUFFIXES, IMAGE_SUFFIXES, describe_skipped, readable_suffixes


def install(monkeypatch, installed):
    monkeypatch.setattr('importlib.util.find_spec', lambda name: installed or None)


def test_photographs_of_phones_are_read_where_the_package_is(monkeypatch):
    install(monkeypatch, False)
    assert readable_suffixes() == IMAGE_SUFFIXES
    install(monkeypatch, True)
    assert readable_suffixes() == IMAGE_SUFFIXES + HEIF_SUFFIXES


def test_what_was_passed_over_by_suffix(monkeypatch):
    skipped = Counter({'.txt': 1, '.heic': 3})
    install(monkeypatch, False)
    assert describe_skipped(skipped) == '3 .heic (pip install pillow-heif to read them), 1 .txt'
    install(monkeypatch, True)
    assert describe_skipped(skipped) == '3 .heic, 1 .txt'
    assert describe_skipped(Counter()) == ''
