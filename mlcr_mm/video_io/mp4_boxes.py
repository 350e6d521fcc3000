"""The outermost boxes of an MP4 file."""
import os
import struct


def last_box_is_cut(path: str) -> bool:
    """Whether the last box of an MP4 or MOV file reaches beyond the end of the file.

    A file that is written in fragments announces no number of frames: this is how it is seen that
    its writing, or its copying, broke off.

    Args:
        path (str): The file (ISO/IEC 14496-12, 4.2: size and type of a box).

    Returns:
        bool: False also for what is no chain of boxes.
    """
    end = os.stat(path).st_size
    place = 0
    with open(path, 'rb') as file:
        while place + 8 <= end:
            file.seek(place)
            header = file.read(16)
            size = struct.unpack_from('>I', header)[0]
            if size == 0:  # to the end of the file
                return False
            if size == 1:
                if len(header) < 16:
                    return True
                size = struct.unpack_from('>Q', header, 8)[0]
            if size < 8:
                return False
            place += size
    return place != end
