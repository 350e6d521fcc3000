import pytest


def lines(path):
    return path.read_text().split()


def test_emotionet(tmp_path, run, capsys):
    images = [f'N_1/N_1_{number}.jpg' for number in range(30)]
    rows = ['URL,URL orig,' + ','.join(f"'AU {n}'" for n in range(1, 61))]
    rows += [f"'http://h/{image}','x'" + ',0' * 60 for image in images[:12]]
    (tmp_path / 'EmotioNet_FACS.csv').write_text('\n'.join(rows))
    (tmp_path / 'images' / 'N_1').mkdir(parents=True)
    for image in images[2:]:  # two URLs are dead
        (tmp_path / 'images' / image).touch()
    arguments = ['emotionet', tmp_path, '--train', 7, '--unlabeled', 15]
    assert run(*arguments) == 0
    assert '10 annotated images, 2 more whose file is missing, 18 images without' in (
        capsys.readouterr().out)
    train, test = lines(tmp_path / 'splits/train.txt'), lines(tmp_path / 'splits/test.txt')
    assert sorted(train + test) == sorted(images[2:12]) and len(train) == 7
    assert set(lines(tmp_path / 'splits/repeat3/unlabeled.txt')) < set(images[12:])
    assert lines(tmp_path / 'splits/repeat1/train.txt') == train
    assert run(*arguments) == 1 and 'exists' in capsys.readouterr().err
    assert run(*arguments, '--overwrite') == 0
    assert lines(tmp_path / 'splits/train.txt') == train


def test_celeba_and_a_list_by_subject(tmp_path, run):
    folder = tmp_path / 'Img' / 'img_align_celeba'
    folder.mkdir(parents=True)
    names = [f'{number:06d}.jpg' for number in range(1, 61)]
    for name in names:
        (folder / name).touch()
    identity = tmp_path / 'identity.txt'
    identity.write_text('\n'.join(f'{name} {index // 4}' for index, name in enumerate(names)))
    sizes = ['--train', 13, '--test', 9, '--unlabeled', 20, '--repeats', 1]
    assert run('celeba', tmp_path, *sizes, '--subjects', identity) == 0
    parts = [lines(tmp_path / 'splits' / f'{part}.txt') for part in ('train', 'test', 'unlabeled')]
    assert [len(part) for part in parts] == [13, 9, 20]
    subjects = [{(int(name[:6]) - 1) // 4 for name in part} for part in parts]
    assert not (subjects[0] & subjects[1] or subjects[0] & subjects[2])
    assert not (tmp_path / 'splits' / 'repeat1').exists()

    (tmp_path / 'names.txt').write_text('\n'.join(names))
    assert run('list', tmp_path / 'names.txt', tmp_path / 'own', *sizes) == 0
    assert run('list', tmp_path / 'names.txt', tmp_path / 'own2', *sizes[:-2]) == 0
    for part in ('train', 'test', 'unlabeled'):  # the first repeat is the same draw
        assert lines(tmp_path / f'own/splits/{part}.txt') == lines(
            tmp_path / f'own2/splits/repeat1/{part}.txt')


def test_errors_are_one_sentence(tmp_path, run, capsys):
    assert run('celeba', tmp_path) == 1
    assert capsys.readouterr().err.startswith('error: ')
    assert run('common', 'EmotioNet', 'AUDataset') == 1
    assert run('common', 'EmotioNet', 'EmotioNet') == 0
    assert "'AU43')" in capsys.readouterr().out


@pytest.mark.parametrize('option', ['--repeats', '--train', '--test', '--unlabeled'])
@pytest.mark.parametrize('number', [0, -3])
def test_numbers_must_be_positive(tmp_path, run, capsys, option, number):
    assert run('celeba', tmp_path, option, number) == 2
    assert f"{option}: must be a whole number >= 1, got '{number}'" in capsys.readouterr().err


@pytest.mark.parametrize('arguments', [
    ['celeba', 'nowhere'], ['emotionet', 'nowhere'],
    ['list', 'nowhere', 'out', '--train', 1, '--test', 1, '--unlabeled', 1]])
def test_what_does_not_exist_is_named_in_words_of_the_tool(tmp_path, run, capsys, monkeypatch,
                                                            arguments):
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith('error: ') and 'nowhere' in error and 'does not exist' in error
    assert 'config' not in error and 'data_prefix' not in error


def test_names_that_a_list_cannot_hold_are_refused(tmp_path, run, capsys):
    folder = tmp_path / 'Img' / 'img_align_celeba'
    folder.mkdir(parents=True)
    for name in ('a.jpg', 'b.jpg', 'new\nline.jpg'):
        (folder / name).touch()
    assert run('celeba', tmp_path, '--train', 1, '--test', 1, '--unlabeled', 1) == 1
    assert "'new\\nline.jpg' cannot stand in" in capsys.readouterr().err
    assert not (tmp_path / 'splits').exists()
