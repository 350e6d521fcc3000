from mlcr_mm.align_folder import CropLog, CropOrigin


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
        assert log.find(str(folder / name)) == ('2', f'/raw/{name}')
    assert log.find(str(folder / 'other.png')) is None


def test_what_a_crash_leaves_is_passed_over(tmp_path):
    log = CropLog(str(tmp_path))
    log.add(str(tmp_path / 'a.png'), CropOrigin('1', '/raw/a.png'))
    with open(log.path, 'ab') as file:
        file.write(b'\0\0\xff\n"half a li')
    assert CropLog(str(tmp_path)).find(str(tmp_path / 'a.png')) == ('1', '/raw/a.png')
