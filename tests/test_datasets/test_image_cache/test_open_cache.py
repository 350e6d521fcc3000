import errno
import logging
import multiprocessing
import os
import threading
import time
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from mlcr_mm.datasets.image_cache import Decoding, open_cache, open_dataset_cache, open_image_cache


@pytest.fixture
def paths(tmp_path):
    rng = np.random.default_rng(0)
    for number in range(100):  # more than one window
        cv2.imwrite(str(tmp_path / f'{number}.png'), rng.integers(0, 256, (6, 6, 3), np.uint8))
    (tmp_path / '3.png').write_bytes(b'damaged')
    return [str(tmp_path / f'{number}.png') for number in range(100)]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / 'deep' / 'cache'


def files(folder):
    return sorted(path.suffix for path in folder.iterdir())


def strictly(*_):
    raise AssertionError('decoded again')


def test_images_are_decoded_once(paths, folder, monkeypatch):
    cache = open_image_cache(str(folder), paths, Decoding())
    monkeypatch.setattr(Decoding, 'load', strictly)
    for found in (cache, open_image_cache(str(folder), paths, Decoding())):
        assert len(found) == 100 and found[3] is None
        np.testing.assert_array_equal(found[99], cv2.imread(paths[99]))
    assert files(folder) == ['.images', '.lock']
    assert len({open_cache._digest(paths, Decoding(least_side=side)) for side in (None, 4)}) == 2
    assert len({open_cache._digest(paths[:count], Decoding()) for count in (99, 100)}) == 2


def test_a_file_that_changed_makes_a_new_one_in_its_place(paths, folder):
    old = open_image_cache(str(folder), paths, Decoding())
    cv2.imwrite(paths[7], np.full((9, 9, 3), 200, np.uint8))
    new = open_image_cache(str(folder), paths, Decoding())
    assert old[7].shape == (6, 6, 3) and (new[7] == 200).all()  # a training goes on with its own
    os.utime(paths[8], ns=(0, 0))
    os.remove(paths[9])
    assert open_image_cache(str(folder), paths, Decoding())[9] is None
    assert files(folder) == ['.images', '.lock']


def test_a_damaged_one_is_made_anew(paths, folder, caplog):
    open_image_cache(str(folder), paths, Decoding())
    path, = folder.glob('*.images')
    path.write_bytes(path.read_bytes()[:-30])
    with caplog.at_level(logging.INFO):
        assert len(open_image_cache(str(folder), paths, Decoding())) == 100


def test_what_is_stopped_leaves_nothing_behind(paths, folder, monkeypatch):

    def stopped(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(open_cache, 'track', lambda items, *_, **__: (
        item if number < 80 else stopped(item) for number, item in enumerate(items)))
    with pytest.raises(KeyboardInterrupt):
        open_image_cache(str(folder), paths, Decoding())
    assert files(folder) == ['.lock']
    monkeypatch.undo()
    assert len(open_image_cache(str(folder), paths, Decoding())) == 100


def test_a_disk_that_is_too_small_is_one_sentence_before_it_is_full(paths, folder, monkeypatch):
    monkeypatch.setattr(open_cache.shutil, 'disk_usage', lambda _: SimpleNamespace(free=1000))
    with pytest.raises(OSError, match=r'needs about 1.06e-05 GB, 1e-06 GB are free\): free some'):
        open_image_cache(str(folder), paths, Decoding())
    assert files(folder) == ['.lock']


def test_a_disk_that_gets_full_is_one_sentence(paths, folder, monkeypatch):

    def full(file, *_):
        file.write(b'some')
        raise OSError(errno.ENOSPC, 'No space left on device')

    monkeypatch.setattr(open_cache, 'write_images', full)
    with pytest.raises(OSError, match=r'written \(No space left on device\).*another cache_dir'):
        open_image_cache(str(folder), paths, Decoding())
    assert files(folder) == ['.lock']


def _open(folder, paths):
    assert len(open_image_cache(folder, paths, Decoding())) == len(paths)


def test_processes_do_not_make_the_same_one_twice(paths, folder, monkeypatch):
    context = multiprocessing.get_context('fork')
    made = context.Value('i', 0)
    real = open_cache.write_images

    def count(*args):
        made.value += 1
        time.sleep(0.2)
        real(*args)

    monkeypatch.setattr(open_cache, 'write_images', count)
    processes = [context.Process(target=_open, args=(str(folder), paths)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 3 and made.value == 1


def test_who_has_to_wait_is_told(paths, folder, monkeypatch):
    said = []
    monkeypatch.setattr(open_cache, 'print_log', lambda text, **_: said.append(text))
    os.makedirs(folder)
    lock = open_cache._locked(str(folder / 'x'))
    waiting = threading.Thread(target=lambda: open_cache._locked(str(folder / 'x')).__enter__())
    waiting.start()
    while not said:
        time.sleep(0.01)
    lock.__exit__(None, None, None)
    waiting.join()
    assert 'another process makes the image cache' in said[0]


@pytest.mark.parametrize('names, folder, loader', [
    (None, 'images', 'decodes'), (['a.jpg'], 's3://bucket', 'decodes'), (['a.jpg'], 'images', '')])
def test_only_files_that_are_loaded_by_us_are_cached(names, folder, loader):
    step = type('Step', (), dict(decoding=Decoding() if loader else None))()
    with pytest.raises(ValueError, match='local image files.*leave cache_dir out here'):
        open_dataset_cache('cache', folder, names, step)
