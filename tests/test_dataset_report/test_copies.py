from report_data import found, make_part, make_scan

from mlcr_mm.dataset_report import ImageScan

TEST = make_part('test', role='test')


def test_near_copies_are_a_note_with_both_names():
    parts = [make_part(), make_part('more', [(-1, -1)]), TEST]
    alike, other = bytes(32), b'\xff' * 32
    changes = {'/train/1.jpg': ImageScan(b'1', (24, 24), '', (), alike),
               '/test/0.jpg': ImageScan(b'2', (24, 24), '', (), alike[:-1] + b'\x0f'),
               '/test/1.jpg': ImageScan(b'3', (24, 24), '', (), other),
               '/more/0.jpg': ImageScan(b'4', (24, 24), '', (), alike)}
    notes = found(parts, make_scan(parts, **changes))
    assert [is_error for is_error, _ in notes] == [False, False]  # not between the two for training
    assert notes[0][1].startswith('1 images of test look like one of train (')
    assert '/test/0.jpg and /train/1.jpg' in notes[0][1]
    assert '/test/0.jpg and /more/0.jpg' in notes[1][1]
    # The same content is an error of its own, and no near-copy as well.
    changes['/test/0.jpg'] = changes['/train/1.jpg']
    texts = [text for _, text in found(parts, make_scan(parts, **changes))]
    assert 'same content' in texts[0] and not any('and /train/1' in text for text in texts)


def test_parts_that_were_not_read_are_compared_by_path():
    drawn = make_part('drawn', has_files=False)
    assert found([make_part(), drawn], make_scan([make_part()])) == []
