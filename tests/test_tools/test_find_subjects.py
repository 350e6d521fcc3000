"""On photographs of two persons; what the parts do is tested beside them."""
import pytest
from subject_photographs import write_crops

from mlcr_mm.datasets import UnlabeledFaces
from mlcr_mm.datasets.records.subject_list import read_subjects

pytest.importorskip('dlib')


def test_a_dataset_reads_what_was_found(tmp_path, run, capsys):
    persons = write_crops(tmp_path / 'faces')
    (tmp_path / 'faces/broken.png').write_bytes(b'no image')
    out = tmp_path / 'lists/subjects.txt'
    assert run(tmp_path / 'faces', '--out', out, '--workers', 2) == 1
    printed = capsys.readouterr()
    assert '12 images of 2 subjects, 6 of each (median), 6 to 6; mean silhouette 0.' in printed.out
    assert f'written: {out}' in printed.out and 'broken.png' in printed.err
    assert 'warning' not in printed.err
    found = read_subjects(str(out))
    assert found.pop('broken.png') is None
    assert len({(persons[name], subject) for name, subject in found.items()}) == 2

    dataset = UnlabeledFaces(data_root=str(tmp_path), data_prefix='faces', pipeline=[],
                             subject_file='lists/subjects.txt')
    assert dataset.image_subjects().count(None) == 1
    assert set(dataset.image_subjects()) == {None, *found.values()}


def test_a_list_known_subjects_and_a_number(tmp_path, run, capsys):
    persons = write_crops(tmp_path, 4)
    known = [f'{name} {person}' for name, person in persons.items() if '3' not in name]
    (tmp_path / 'known.txt').write_text('\n'.join([*known, 'a3.png,']))
    (tmp_path / 'list.txt').write_text('g3.png\na3.png\na0.png\n')
    arguments = [tmp_path, '--image-list', tmp_path / 'list.txt', '--known',
                 tmp_path / 'known.txt', '--num-subjects', 2]
    assert run(*arguments, '--out', tmp_path / 'out.txt') == 0
    assert 'Rand' not in capsys.readouterr().out  # two known persons cannot be divided
    assert read_subjects(str(tmp_path / 'out.txt')) == {
        'g3.png': 'found_0000', 'a3.png': 'found_0001', 'a0.png': 'astronaut'}
    for file in ('known.txt', 'list.txt', 'g3.png', 'g0.png'):
        assert run(*arguments, '--out', tmp_path / file) == 2
        said = capsys.readouterr().err
        assert 'would overwrite the input' in said or 'is the name of an image' in said


@pytest.mark.parametrize('arguments, match', [
    (['{tmp}/no', '--out', '{tmp}/o.txt'], 'FOLDER {tmp}/no does not exist'),
    (['{tmp}', '--out', ''], '--out is empty'),
    (['{tmp}', '--out', '{tmp}/new.jpg'], 'new.jpg is the name of an image'),
    (['{tmp}', '--out', '{tmp}/o.txt', '--num-subjects', 0],
     '--num-subjects: must be a whole number >= 1'),
    (['{tmp}', '--out', '{tmp}/o.txt', '--known', '{tmp}/known.txt'], 'names no subject'),
    (['{tmp}', '--out', '{tmp}/o.txt', '--image-list', '{tmp}/list.txt'], '1 of 1 images do not'),
    (['{tmp}', '--out', '{tmp}/o.txt'], 'cannot stand in a list'),
])
def test_errors_are_one_sentence(tmp_path, run, capsys, arguments, match):
    (tmp_path / 'known.txt').write_text('a.png,\n')
    (tmp_path / 'list.txt').write_text('a.png\n')
    (tmp_path / ' a.png').touch()
    assert run(*(str(argument).replace('{tmp}', str(tmp_path)) for argument in arguments)) == 2
    assert match.replace('{tmp}', str(tmp_path)) in capsys.readouterr().err
    assert not (tmp_path / 'o.txt').exists()
