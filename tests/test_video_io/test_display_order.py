from fractions import Fraction

import numpy as np
import pytest
from videos import SIZE, picture_types, write_video

from mlcr_mm.video_io import VideoError, read_video

RATE = Fraction(1, 25)  # seconds: AVI has as many frames as units


@pytest.fixture
def pan():
    """Views of one picture, each a pixel further to the right."""
    height, width = SIZE
    picture = np.random.default_rng(0).integers(0, 256, (height, width + 40, 3), dtype=np.uint8)
    return [picture[:, k:k + width] for k in range(20)]


@pytest.mark.parametrize('suffix', ['.avi', '.wmv', '.mp4', '.mkv'])
def test_frames_that_are_predicted_from_later_ones(tmp_path, pan, suffix):
    path = write_video(tmp_path / f'a{suffix}', pan, codec='libx264', unit=RATE)
    assert 'B' in picture_types(path)
    frames = list(read_video(path))
    np.testing.assert_allclose([frame.timestamp for frame in frames], np.arange(20) / 25, atol=2e-3)
    likest = [np.argmin([np.abs(frame.image - image.astype(float)).mean() for image in pan])
              for frame in frames]
    assert likest == list(range(20))
    later = list(read_video(path, every=3, start=10))
    assert [frame.number for frame in later] == [12, 15, 18]
    assert later[0].timestamp == pytest.approx(.48, abs=2e-3)


def test_a_cut_video_of_such_frames_gives_all_that_came(tmp_path, pan):
    path = write_video(tmp_path / 'a.avi', pan, codec='libx264', unit=RATE)
    data = open(path, 'rb').read()
    open(path, 'wb').write(data[:len(data) * 3 // 4])
    times = []
    with pytest.raises(VideoError):
        for frame in read_video(path):
            times.append(frame.timestamp)
    assert len(times) > 3 and times == sorted(times)
