import pytest

from mlcr_mm.alignment import alignment_record, check_alignment, read_alignment, write_alignment


def test_is_read_back_from_any_folder_below(tmp_path):
    record = alignment_record(224, 'landmarks.csv')
    write_alignment(str(tmp_path), record)
    (tmp_path / 'a' / 'b').mkdir(parents=True)
    assert read_alignment(str(tmp_path / 'a' / 'b')) == record
    assert record['size'] == 224 and record['template'] == 'seetaface'
    assert not list(tmp_path.glob('*.part'))


def test_no_note_and_a_broken_one(tmp_path):
    assert read_alignment(str(tmp_path)) is None
    (tmp_path / 'alignment.json').write_text('[1')
    with pytest.raises(ValueError, match='delete it'):
        read_alignment(str(tmp_path))


def test_only_the_geometry_must_agree():
    check_alignment(alignment_record(240, 'a'), alignment_record(240, 'b'), 'x')
    with pytest.raises(ValueError, match='crops is aligned otherwise: size 224 instead of 240'):
        check_alignment(alignment_record(224), alignment_record(240), 'crops')
