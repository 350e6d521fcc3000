"""Where a picture changes when a face does an AU: shared by the tests of the face's parts."""
import numpy as np

from mlcr_mm.datasets.face_drawing import (
    AUS,
    Movement,
    draw_face,
    sample_subject,
    studio_scene,
    symmetric,
)

# Rows and columns of a 64-pixel crop in which a person looks for the AU.
REGIONS = dict(
    AU1=(4, 32, 8, 56), AU2=(4, 32, 6, 58), AU4=(8, 34, 10, 54), AU5=(16, 36, 8, 56),
    AU6=(18, 48, 2, 62), AU9=(14, 56, 10, 54), AU12=(26, 60, 4, 60), AU17=(38, 64, 12, 52),
    AU20=(36, 60, 4, 60), AU25=(40, 62, 10, 54), AU26=(28, 64, 4, 60), AU43=(18, 36, 8, 56))


def still():
    return symmetric(np.zeros(len(AUS)))


def doing(**strengths) -> Movement:
    return symmetric(np.array([strengths.get(au, 0.) for au in AUS]))


def person(seed=0):
    return sample_subject(np.random.default_rng(seed))


def change(au, strength=1., seed=0):
    """Absolute change of the grey value, (64, 64)."""
    scene = studio_scene()
    before = draw_face(person(seed), still(), scene).astype(float)
    after = draw_face(person(seed), doing(**{au: strength}), scene).astype(float)
    return np.abs(after - before).mean(axis=2)


def check_region(au):
    """Clear change inside the region for several people, none outside."""
    top, bottom, left, right = REGIONS[au]
    for seed in range(4):
        difference = change(au, seed=seed)
        inside = difference[top:bottom, left:right]
        assert (inside > 12).sum() >= 12, (au, seed)
        weak = change(au, 0.8 if au == 'AU43' else 0.3, seed)[top:bottom, left:right]
        assert (weak > 5).sum() >= 6, (au, seed)
        difference[top:bottom, left:right] = 0
        assert difference.max() <= 6, (au, seed)
