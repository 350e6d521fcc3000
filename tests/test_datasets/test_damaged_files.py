"""Annotation files damaged at random: a clear error that names the file, or nothing worse."""
import re

import numpy as np
import pytest
from annotation_files import CASES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ALWAYS_THE_SAME = settings(max_examples=60, deadline=None, derandomize=True, database=None,
                           suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def damages(draw):
    """What to do to a file: to a line of it, or to the whole."""
    kind = draw(st.sampled_from(['delimiter', 'cut line', 'insert', 'repeat', 'drop', 'mark',
                                 'crlf', 'cut file', 'bytes', 'replace field', 'empty line']))
    position = draw(st.floats(0, 0.999))
    text = draw(st.text(st.characters(codec='utf-8', exclude_characters='\r\n'), max_size=8))
    return kind, position, text, draw(st.binary(min_size=1, max_size=6))


def damage(lines, kind, position, text, raw):  # noqa: C901
    lines = list(lines)
    index = int(position * len(lines))
    line = lines[index]
    place = int(position * 977) % (len(line) + 1)
    if kind == 'delimiter':
        lines = [re.sub(r'[,\t ]+', ';', line) for line in lines]
    elif kind == 'cut line':
        lines[index] = line[:place]
    elif kind == 'insert':
        lines[index] = line[:place] + text + line[place:]
    elif kind == 'repeat':
        lines.insert(index, line)
    elif kind == 'drop':
        del lines[index]
    elif kind == 'replace field':
        fields = re.split(r'([,\t ]+)', line)
        fields[place % len(fields)] = text
        lines[index] = ''.join(fields)
    elif kind == 'empty line':
        lines.insert(index, '  ')
    content = ('\r\n' if kind == 'crlf' else '\n').join(lines).encode() + b'\n'
    if kind == 'mark':
        content = b'\xef\xbb\xbf' + content
    elif kind == 'cut file':
        content = content[:int(position * len(content))]
    elif kind == 'bytes':
        middle = int(position * len(content))
        content = content[:middle] + raw + content[middle:]
    return content


@pytest.mark.parametrize('case', CASES)
@ALWAYS_THE_SAME
@given(damages())
def test_damaged_file_is_refused_by_name_or_read_to_label_codes(tmp_path, case, how):
    cls, file, lines, kwargs, folder, names = CASES[case]
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(damage(lines, *how))
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for name in names:
        (tmp_path / folder / name).touch()
    try:
        labels = cls(data_root=str(tmp_path), max_missing_share=0.5, **kwargs).get_gt_scores()
    except (ValueError, FileNotFoundError) as error:
        assert str(tmp_path) in str(error) and len(str(error)) > len(str(path))
    else:
        assert labels.ndim == 2 and len(labels) <= len(names)
        assert np.isin(labels, [-1, 0, 1]).all()


@pytest.mark.parametrize('case', CASES)
@pytest.mark.parametrize('kind', ['mark', 'crlf', 'empty line'])
def test_harmless_differences_change_nothing(tmp_path, case, kind):
    cls, file, lines, kwargs, folder, names = CASES[case]
    path = tmp_path / file
    for parent in (path.parent, tmp_path / folder):
        parent.mkdir(parents=True, exist_ok=True)
    for name in names:
        (tmp_path / folder / name).touch()
    found = []
    for content in ('\n'.join(lines).encode(), damage(lines, kind, 0.7, '', b'')):
        path.write_bytes(content)
        found.append(cls(data_root=str(tmp_path), **kwargs).get_gt_scores())
    np.testing.assert_array_equal(*found)
