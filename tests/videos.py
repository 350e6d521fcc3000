"""Writing small videos with true time stamps and a rotation flag."""
import struct
from fractions import Fraction

import numpy as np
import pytest

UNIT = Fraction(1, 1000)  # seconds
SIZE = (64, 96)


def grey_levels(count):
    """Frame k has the level 10 k on the left, and is white on the right."""
    images = []
    for level in range(count):
        image = np.full((*SIZE, 3), 255, np.uint8)
        image[:, :48] = 10 * level
        images.append(image)
    return images


def write_video(path, images, times=None, rate=25, options=None, codec='mpeg4',
                coding=None, unit=UNIT):
    """Encode BGR images; ``times`` in seconds, by default a constant frame rate."""
    av = pytest.importorskip('av')
    with av.open(str(path), 'w', options=options or {}) as container:
        stream = container.add_stream(codec, rate=rate, options=coding or {})
        stream.height, stream.width = images[0].shape[:2]
        stream.pix_fmt = 'yuv420p'
        stream.bit_rate = 4_000_000
        stream.codec_context.time_base = unit
        times = [index / rate for index in range(len(images))] if times is None else times
        for image, time in zip(images, times):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(image), format='bgr24')
            frame.time_base, frame.pts = unit, round(time / unit)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return str(path)


def picture_types(path):
    """I, P and B of the frames of a video, in the order in which they are shown."""
    av = pytest.importorskip('av')
    with av.open(path) as container:
        return ''.join('?IPB'[frame.pict_type] for frame in container.decode(video=0))


def flag_rotation(path):
    """Ask players of an MP4 file to turn it by 90 degrees clockwise, as phones do."""
    data = bytearray(open(path, 'rb').read())
    place = data.index(b'tkhd') + 4 + 4 + 4 * 5 + 8 + 8  # version, times, track, layer and volume
    one = 1 << 16
    data[place:place + 36] = struct.pack('>9i', 0, one, 0, -one, 0, 0, 0, 0, 1 << 30)
    open(path, 'wb').write(data)


def trim_video(path, source, seconds):
    """Leave out the start by an edit list, as phones and ``ffmpeg -ss -c copy`` do."""
    av = pytest.importorskip('av')
    with av.open(source) as whole, av.open(str(path), 'w') as container:
        video = whole.streams.video[0]
        stream = container.add_stream_from_template(video)
        offset = int(seconds / video.time_base)
        for packet in whole.demux(video):
            if packet.dts is not None:
                packet.dts -= offset
                packet.pts -= offset
                packet.stream = stream
                container.mux(packet)
    return str(path)
