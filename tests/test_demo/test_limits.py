import pytest

from mlcr_mm.demo.limits import MAX_FILES, MAX_MEGABYTES, UploadError, check_uploads


def test_what_is_refused_and_why(tmp_path):
    (tmp_path / 'a.JPG').write_bytes(b'x')
    (tmp_path / 'list.txt').write_text('/etc/passwd')
    with open(tmp_path / 'film.mp4', 'wb') as file:
        file.truncate(int(MAX_MEGABYTES * 1e6) + 1)
    check_uploads([str(tmp_path / 'a.JPG')] * MAX_FILES)
    for names, message in (([], 'Choose a picture'), (['a.JPG'] * (MAX_FILES + 1), 'at most 8'),
                           (['a.JPG', 'list.txt'], 'list.txt is no picture or video'),
                           (['film.mp4'], 'film.mp4 is larger than 64 MB')):
        with pytest.raises(UploadError, match=message):
            check_uploads([str(tmp_path / name) for name in names])
