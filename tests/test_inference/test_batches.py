import numpy as np
import pytest
from face_images import face_image, moved_points

from mlcr_mm.alignment import align_face
from mlcr_mm.inference import (
    FaceBatch,
    FacePreparer,
    FoundFace,
    Frame,
    FramedFaces,
    LabelScores,
)

POINTS = moved_points()


def preparer(num_faces):
    """Each frame has as many faces as its number in the list says; the last has a problem."""

    def source(frame):
        if frame.name == 'unknown':
            raise KeyError('no line for unknown')
        return [FoundFace(points=POINTS, face_id=index,
                          problem='border' if frame.name == 'border' else '')
                for index in range(num_faces[frame.number])]

    return FacePreparer(source, lambda crop, name: dict(inputs=crop, name=name), 60)


def frames(count, **changes):
    return [Frame('a', index, image=face_image(POINTS), **changes) for index in range(count)]


def batches(num_faces, batch_size, keep_images=False, **changes):
    items = frames(len(num_faces), **changes)
    return list(preparer(num_faces).batches(items, batch_size, keep_images))


def test_crops_are_those_of_the_training():
    (batch, ) = batches([1], 4)
    np.testing.assert_array_equal(batch.crops[0]['inputs'],
                                  align_face(face_image(POINTS), POINTS, 60))
    assert batch.crops[0]['name'] == 'a' and batch.frames[0].frame.image is None
    assert batches([1], 4, keep_images=True)[0].frames[0].frame.image is not None


def test_batches_go_across_frames():
    assert [len(batch.crops) for batch in batches([1] * 10, 4)] == [4, 4, 2]
    assert [len(batch.crops) for batch in batches([3, 0, 2, 5], 4)] == [5, 5]


@pytest.mark.parametrize('size', [0, -1, 2.5, None])
def test_sizes_of_batches_that_are_none(size):
    with pytest.raises(ValueError, match='batch_size must be a whole number >= 1'):
        next(FacePreparer(None, None, 96).batches([], size, False))


def test_frames_without_a_face_do_not_pile_up():
    assert [len(batch.frames) for batch in batches([0] * 10, 4)] == [4, 4, 2]


@pytest.mark.parametrize('changes, error', [
    (dict(error='broken'), 'broken'), (dict(name='unknown'), 'no line for unknown')])
def test_what_cannot_be_worked_on_is_told(changes, error):
    (batch, ) = batches([1], 4, **changes)
    assert batch.crops == [] and batch.frames[0].error == error


def test_a_face_with_a_problem_has_no_crop():
    (batch, ) = batches([2], 4, name='border')
    assert batch.crops == [] and len(batch.frames[0].faces) == 2 and batch.frames[0].error == ''


def test_results_are_those_of_the_faces_with_a_crop():
    faces = [FoundFace(face_id=0), FoundFace(face_id=1, problem='border'), FoundFace(face_id=2)]
    batch = FaceBatch([FramedFaces(Frame('a'), faces, ''), FramedFaces(Frame('b'), [], ''),
                       FramedFaces(Frame('c'), [], 'broken')], [{}, {}])
    scores = [LabelScores(np.full(3, value), None) for value in (.25, .75)]
    first, second, third = batch.results(scores)
    assert [row.probabilities is None for row in first.rows] == [False, True, False]
    assert first.rows[0].probabilities[0] == .25 and first.rows[2].probabilities[0] == .75
    assert len(second.rows) == 1 and not second.rows[0].success and second.rows[0].error == ''
    assert third.rows[0].error == 'broken'
