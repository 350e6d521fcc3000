import pytest

from mlcr_mm.datasets import EmotioNet


def row(image, values, separator='\t'):
    fields = [str(values.get(number, 0)) for number in range(1, 61)]
    return separator.join([f'http://host/{image}', 'http://origin/a.jpg', *fields])


def write(root, name, rows):
    (root / name).write_text('\n'.join(rows) + '\n')
    for text in rows:
        path = root / 'images' / '/'.join(text.split()[0].split('/')[-2:])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_no_header_and_au_k_in_column_k_plus_1(tmp_path):
    write(tmp_path, 'dataFile_1000.txt', [row('N_1/N_1_1.jpg', {1: 1, 43: 999}),
                                          row('N_1/N_1_2.jpg', {12: 1})])
    dataset = EmotioNet(data_root=str(tmp_path), ann_file='dataFile_1000.txt',
                        classes=['AU43', 'AU12', 'AU1'])
    assert dataset.get_gt_scores().tolist() == [[-1, 0, 1], [0, 1, 0]]  # the first line counts


def test_several_files(tmp_path):
    for number in (1002, 1000, 1001):
        write(tmp_path, f'dataFile_{number}.txt', [row(f'N_1/N_1_{number}.jpg', {1: 1})])
    dataset = EmotioNet(data_root=str(tmp_path), ann_file='dataFile_*.txt')
    assert [name[-8:-4] for name in dataset.image_names()] == ['1000', '1001', '1002']
    write(tmp_path, 'dataFile_1003.txt', [row('N_1/N_1_1000.jpg', {})])
    with pytest.raises(ValueError, match='dataFile_1003.txt, line 1: image .* annotated twice'):
        EmotioNet(data_root=str(tmp_path), ann_file='dataFile_*.txt')
    with pytest.raises(FileNotFoundError, match='nothing_.*does not exist'):
        EmotioNet(data_root=str(tmp_path), ann_file='nothing_*.txt')


@pytest.mark.parametrize('bad, message', [
    (row('N_1/N_1_9.jpg', {})[:-2], 'line 2: 61 fields where an automatic file has 62.*tabs'),
    (row('N_1/N_1_9.jpg', {}, ','), 'line 2: 1 fields'),
    (row('N_1/N_1_9.jpg', {12: 'x'}), "line 2: label AU12 is 'x'"),
])
def test_bad_lines_are_named(tmp_path, bad, message):
    write(tmp_path, 'dataFile_1000.txt', [row('N_1/N_1_1.jpg', {})])
    with open(tmp_path / 'dataFile_1000.txt', 'a') as file:
        file.write(bad + '\n')
    with pytest.raises(ValueError, match=f'dataFile_1000.txt, {message}'):
        EmotioNet(data_root=str(tmp_path), ann_file='dataFile_1000.txt')
