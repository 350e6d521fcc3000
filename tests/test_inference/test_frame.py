from inference_rows import face_row

from mlcr_mm.inference import FaceRow, FoundFace, Frame


def test_decisions():
    assert face_row().decisions.tolist() == [False, True, True]
    empty = FaceRow(Frame('a.jpg'))
    assert empty.decisions is None and not empty.success


def test_the_problem_is_that_of_the_input_or_of_the_face():
    assert FaceRow(Frame('a'), error='unreadable').problem == 'unreadable'
    assert FaceRow(Frame('a'), FoundFace(problem='border')).problem == 'border'
    assert face_row().problem == FaceRow(Frame('a')).problem == ''
