import os

from mlcr_mm.align_folder import CropLog, CropOrigin
from mlcr_mm.align_folder.crop_log import file_state


def test_the_last_origin_holds(tmp_path):
    folder = tmp_path / 'out'
    names = ['a.png', 'b/c, "d".png', 'line\nbreak.png', 'no utf-8 \udcff.png']
    assert CropLog(str(folder)).find(str(folder / names[0])) is None
    log = CropLog(str(folder))
    for key in ('1', '2'):
        for name in names:
            log.add(str(folder / name), CropOrigin(key, f'/raw/{name}'))
    log = CropLog(str(folder))
    for name in names:
        assert log.find(str(folder / name)) == ('2', f'/raw/{name}', '')
    assert log.find(str(folder / 'other.png')) is None


def test_what_a_crash_leaves_is_passed_over(tmp_path):
    log = CropLog(str(tmp_path))
    log.add(str(tmp_path / 'a.png'), CropOrigin('1', '/raw/a.png'))
    with open(log.path, 'ab') as file:
        file.write(b'\0\0\xff\n"half a li')
    assert CropLog(str(tmp_path)).find(str(tmp_path / 'a.png')) == ('1', '/raw/a.png', '')


def test_a_line_that_a_full_disk_cut_takes_no_other_with_it(tmp_path):
    for name in ('a.png', 'b, "c".png', 'd.png'):
        log = CropLog(str(tmp_path))
        log.add(str(tmp_path / name), CropOrigin('1', f'/raw/{name}', '7-7'))
        with open(log.path, 'ab') as file:
            file.write(b'"e, f.png",1,/ra')
    log = CropLog(str(tmp_path))
    assert [log.find(str(tmp_path / name)) for name in ('a.png', 'b, "c".png', 'd.png')] == [
        ('1', f'/raw/{name}', '7-7') for name in ('a.png', 'b, "c".png', 'd.png')]
    assert len(log.paths()) == 3


def test_lines_without_a_state_are_of_an_earlier_version(tmp_path):
    (tmp_path / 'crops.csv').write_text('crop,landmarks,source\na.png,1,/raw/a.png\n')
    log = CropLog(str(tmp_path))
    log.add(str(tmp_path / 'b.png'), CropOrigin('1', '/raw/b.png', '7-7'))
    log = CropLog(str(tmp_path))
    assert log.find(str(tmp_path / 'a.png')) == ('1', '/raw/a.png', '')
    assert log.find(str(tmp_path / 'b.png')) == ('1', '/raw/b.png', '7-7')


def test_the_state_of_a_file_changes_with_it(tmp_path):
    path = tmp_path / 'a'
    assert file_state(str(path)) == ''
    path.write_text('a')
    states = [file_state(str(path))]
    os.utime(path, ns=(0, 5))
    states.append(file_state(str(path)))
    path.write_text('ab')
    os.utime(path, ns=(0, 5))
    states.append(file_state(str(path)))
    assert states[1:] == ['1-5', '2-5'] and len(set(states)) == 3
