import pytest

from mlcr_mm.datasets import AUDataset
from mlcr_mm.datasets.records.subject_rule import SubjectRule

NAMES = ['s0/1.jpg', 's0/2.jpg', 's1/1.jpg', 'other.jpg']


def test_a_pattern_finds_the_subject_in_the_name():
    expected = ['s0', 's0', 's1', None]
    assert SubjectRule(r'^(s\d)/', None, None).subjects_of(NAMES) == expected
    assert SubjectRule(None, None, r'^(s\d)/').subjects_of(NAMES) == expected
    assert SubjectRule(r'/(\d)', None, r'^(s\d)/').subjects_of(NAMES) == ['1', '2', '1', None]
    assert SubjectRule('(a)', None, None).subjects_of([]) == []
    assert SubjectRule('^(s?)', None, None).subjects_of(NAMES) == ['s', 's', 's', None]


def test_without_a_rule_nothing_is_known():
    assert SubjectRule(None, None, None).subjects_of(NAMES) == [None] * 4


def test_a_file_says_it_for_every_image(tmp_path):
    file = tmp_path / 'who.txt'
    with pytest.raises(FileNotFoundError, match='list of subjects .*who.txt does not exist'):
        SubjectRule(None, str(file), None).subjects_of(NAMES)
    file.write_text('\n'.join(f'{name} {index}' for index, name in enumerate(['x.jpg', *NAMES])))
    assert SubjectRule(None, str(file), '(zz)').subjects_of(NAMES) == ['1', '2', '3', '4']
    with pytest.raises(ValueError, match='who.txt has no line for the image s2/1.jpg; add one'):
        SubjectRule(None, str(file), None).subjects_of([*NAMES, 's2/1.jpg'])


@pytest.mark.parametrize('pattern, file, message', [
    ('s', None, "subject_pattern='s' has no group; put the part"),
    ('(', None, r"subject_pattern='\(' is no regular expression: missing \)"),
    (('(s', ')'), None, "subject_pattern must be a text, got .*; on the command line"),
    (None, 5, 'subject_file must be a text, got 5'),
    ('(s)', 'who.txt', 'give either subject_pattern or subject_file'),
])
def test_a_rule_that_cannot_work_is_refused(pattern, file, message):
    with pytest.raises(ValueError, match=message):
        SubjectRule(pattern, file, None)
    with pytest.raises(ValueError, match=message):
        AUDataset('labels.csv', lazy_init=True, subject_pattern=pattern, subject_file=file)


def test_a_pattern_that_fits_no_image_is_refused():
    with pytest.raises(ValueError, match=r"subject_pattern='\(person\)' finds no subject in .*, "
                                         "e.g. 's0/1.jpg'"):
        SubjectRule('(person)', None, None).subjects_of(NAMES)
