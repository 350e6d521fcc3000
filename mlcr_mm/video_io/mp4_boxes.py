"""The outermost boxes of an MP4 file."""
import os.path as osp
import struct

_FRAGMENT = b'moof'  # says where its frames lie in the box after it


def last_fragment_is_cut(path: str) -> bool:
    """Whether an MP4 or MOV file that is written in fragments ends within one.

    Such a file announces none of its frames, or only those before the first fragment: this is how
    it is seen that its writing, or its copying, broke off. A cut between two fragments is not.

    Args:
        path (str): The file (ISO/IEC 14496-12, 4.2: size and type of a box).

    Returns:
        bool: False also for what has no fragments, is no chain of boxes, or no file on a disk.
    """
    if not osp.isfile(path):
        return False
    end, place, kind, has_fragments = osp.getsize(path), 0, b'', False
    with open(path, 'rb') as file:
        while place + 8 <= end:
            file.seek(place)
            header = file.read(16)
            size, kind = struct.unpack_from('>I4s', header)
            has_fragments |= kind == _FRAGMENT
            if size == 0:  # to the end of the file
                return False
            if size == 1:
                if len(header) < 16:
                    return has_fragments
                size = struct.unpack_from('>Q', header, 8)[0]
            if size < 8:
                return False
            place += size
    return has_fragments and (place != end or kind == _FRAGMENT)
