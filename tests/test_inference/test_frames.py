import cv2
import numpy as np
import pytest
from image_files import pillow
from videos import write_video

from mlcr_mm.inference import CropSource, Frame, find_inputs, read_frames
from mlcr_mm.inference.frames import as_inputs, check_names


@pytest.fixture
def picture():
    return np.full((40, 60, 3), (10, 100, 200), np.uint8)


def read(*arguments, **kwargs):
    return list(read_frames(find_inputs(map(str, arguments)), **kwargs))


def test_images_and_videos_one_after_the_other(tmp_path, picture):
    cv2.imwrite(str(tmp_path / 'a.png'), picture)
    write_video(tmp_path / 'b.mp4', [picture] * 3)
    frames = read(tmp_path)
    assert [(frame.number, frame.timestamp, frame.name) for frame in frames] == [
        (0, None, 'a.png'), (0, 0, 'b/00001.jpg'), (1, .04, 'b/00002.jpg'),
        (2, .08, 'b/00003.jpg')]
    np.testing.assert_array_equal(frames[0].image, picture)
    assert not any(frame.error for frame in frames)


def test_names_are_relative_to_the_root(tmp_path, picture):
    (tmp_path / 'd').mkdir()
    cv2.imwrite(str(tmp_path / 'd' / 'a.png'), picture)
    assert read(tmp_path / 'd')[0].name == 'a.png'
    assert read(tmp_path / 'd' / 'a.png', root=str(tmp_path))[0].name == 'd/a.png'


def test_names_follow_the_working_directory(tmp_path, picture, monkeypatch):
    for folder in ('x', 'y/z'):
        (tmp_path / folder / 'd').mkdir(parents=True)
        cv2.imwrite(str(tmp_path / folder / 'd' / 'a.png'), picture)
    for folder, expected in (('x', 'x/d/a.png'), ('y/z', 'y/z/d/a.png')):
        monkeypatch.chdir(tmp_path / folder)
        assert read('d/a.png', root=str(tmp_path))[0].name == expected


def test_what_cannot_be_read_is_a_frame_with_the_reason(tmp_path, picture):
    (tmp_path / 'text.jpg').write_text('no image')
    (tmp_path / 'text.mp4').write_text('no video')
    write_video(tmp_path / 'z.avi', [picture] * 3)
    frames = read(tmp_path, tmp_path / 'gone.png')
    assert [bool(frame.error) for frame in frames] == [True] * 2 + [False] * 3 + [True]
    assert 'cannot be decoded as an image' in frames[0].error
    assert 'cannot be decoded as a video' in frames[1].error
    assert frames[-1].error == 'the file does not exist'
    assert all(frame.image is None for frame in frames if frame.error)


def test_a_wanted_first_frame(tmp_path, picture):
    path = write_video(tmp_path / 'b.mp4', [picture] * 6)
    assert [frame.number for frame in read(path, first={path: 3}, every=2)] == [4]
    cv2.imwrite(str(tmp_path / 'a.png'), picture)
    assert len(read(tmp_path / 'a.png', first={str(tmp_path / 'a.png'): 0})) == 1


def test_frames_pass_as_they_are(picture):
    frame = Frame('x', image=picture)
    assert list(read_frames([frame])) == [frame]


class Camera:
    """cv2.VideoCapture of a camera that gives three pictures."""

    def __init__(self, index):
        self.left = 3 * (index == 0)
        self.is_released = False

    def grab(self):
        self.left -= 1
        return self.left >= 0

    def retrieve(self):
        return True, np.zeros((4, 4, 3), np.uint8)

    def release(self):
        self.is_released = True


def test_a_camera(monkeypatch):
    monkeypatch.setattr(cv2, 'VideoCapture', Camera)
    frames = read('0')
    assert [frame.number for frame in frames] == [0, 1, 2]
    times = [frame.timestamp for frame in frames]
    assert times[0] == 0 and times == sorted(times)
    assert read('1')[0].error == 'camera 1 gives no picture'


def test_what_python_users_hand_over(tmp_path, picture):
    path = tmp_path / 'a.png'
    cv2.imwrite(str(path), picture)
    frame = Frame('x', image=picture)
    first, second, third = as_inputs([path, picture, frame])
    assert first.path == str(path) and second.input == 'array 1' and third is frame
    assert as_inputs(picture)[0].image is picture and as_inputs(str(tmp_path)) == [
        first._replace(folder=str(tmp_path))]


def test_crops_may_be_decoded_smaller_and_keep_their_size(tmp_path):
    picture = np.random.default_rng(0).integers(0, 256, (81, 60, 3), np.uint8)
    for name in ('a.jpg', 'a.png'):
        cv2.imwrite(str(tmp_path / name), picture)
    small, whole = read(tmp_path, least_side=30)
    assert small.image.shape == (41, 30, 3) and small.size == (81, 60)
    assert whole.image.shape == (81, 60, 3) and whole.size is None
    assert CropSource()(small)[0].box == CropSource()(whole)[0].box == (0, 0, 60, 81)


@pytest.mark.parametrize('shape, kind', [
    ((9, 9, 3), np.float32), ((9, 9, 3), np.uint16), ((9, 9, 4), np.uint8), ((9, 9), np.uint8),
    ((2, 9, 9, 3), np.uint8), ((0, 9, 3), np.uint8)])
def test_arrays_that_are_no_images_are_refused(shape, kind):
    with pytest.raises(ValueError, match='array 0 is .*; an image is uint8 .H, W, 3., blue'):
        as_inputs([np.zeros(shape, kind)])


def test_a_wanted_first_frame_that_is_gone(tmp_path, picture):
    path, gone = write_video(tmp_path / 'a.mp4', [picture] * 3), str(tmp_path / 'gone.mp4')
    frame, = read(path, first={path: 3})
    assert frame[:2] == (path, 3) and frame.error == 'the video has no frame 3'
    frame, = read(gone, first={gone: 3})
    assert 'does not exist' in frame.error


def test_names_that_a_landmark_file_cannot_tell_apart(tmp_path, picture):
    for name in ('a/1.png', 'b/1.png', 'b/f.mp4', 'f.mp4'):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    inputs = [*find_inputs([str(tmp_path / name) for name in 'ab'])]
    with pytest.raises(ValueError, match='a/1.png and .*b/1.png .* landmarks of 1.png: set root'):
        check_names(inputs)
    check_names(inputs, str(tmp_path))
    check_names([*find_inputs([str(tmp_path)]), Frame('array 0'), Frame('array 1')])
    with pytest.raises(ValueError, match='landmarks of f: set root'):
        check_names(find_inputs([str(tmp_path / 'b/f.mp4'), str(tmp_path / 'f.mp4')]))


@pytest.mark.parametrize('every', [0, -2, 1.5, True, '2'])
def test_steps_that_are_none_are_refused(tmp_path, every):
    with pytest.raises(ValueError, match=f'every must be a whole number >= 1, got {every!r}'):
        list(read_frames(as_inputs(str(tmp_path / 'a.mp4')), every))


def test_a_camera_by_its_number(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert [item.kind for item in as_inputs(0)] == ['camera']
    assert [item.path for item in as_inputs([0, 1, 'a.png'])] == ['0', '1', 'a.png']


def test_the_stored_pixels_of_a_photo(tmp_path, picture):
    picture[:20] = 0
    (tmp_path / 'a.jpg').write_bytes(pillow(picture, 'JPEG', orientation=3))
    turned, stored = (read(tmp_path, oriented=oriented)[0].image for oriented in (True, False))
    np.testing.assert_array_equal(turned, stored[::-1, ::-1])
    assert stored[:10].max() < 20
