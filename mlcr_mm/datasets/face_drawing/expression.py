"""What a face does: intensities of the 12 AUs that occur together as in real expressions."""
from typing import Dict, Tuple

import numpy as np

from mlcr_mm.labels import ABSENT, EMOTIONET_AUS, PRESENT

AUS = EMOTIONET_AUS
AU_NAMES = ('inner brow raiser', 'outer brow raiser', 'brow lowerer', 'upper lid raiser',
            'cheek raiser', 'nose wrinkler', 'lip corner puller', 'chin raiser', 'lip stretcher',
            'lips part', 'jaw drop', 'eyes closed')
#: The weakest intensity that is drawn: below, a person could not judge the label.
VISIBLE = 0.3
_CLOSED = 0.8  # lids that are not closed are no AU43, so there is no weak AU43

# Expression: its share, and the chance of each AU in it.
_EXPRESSIONS: Tuple[Tuple[float, Dict[str, float]], ...] = (
    (0.16, dict()),
    (0.13, dict(AU6=.85, AU12=1., AU25=.4)),
    (0.10, dict(AU6=.9, AU12=1., AU25=1., AU26=.9, AU43=.25)),
    (0.13, dict(AU1=.95, AU2=.95, AU5=.8, AU25=.75, AU26=.6)),
    (0.12, dict(AU4=1., AU5=.5, AU17=.6, AU25=.1)),
    (0.12, dict(AU9=1., AU4=.65, AU25=.3, AU6=.35, AU17=.25)),
    (0.10, dict(AU1=.9, AU2=.6, AU4=.6, AU5=.75, AU20=1., AU25=.55, AU26=.15)),
    (0.10, dict(AU1=.85, AU4=.65, AU17=.75, AU20=.25)),
    (0.08, dict(AU43=1., AU26=.3, AU4=.2)),
)
_SINGLE_CHANCE = 0.05
_EXCLUDES = (('AU43', 'AU5'), ('AU12', 'AU20'))  # the first wins: the face can do only one


def sample_intensities(rng: np.random.Generator) -> np.ndarray:
    """Draw what a face does.

    An expression (now and then two) switches on its AUs, and any AU may join by itself.

    Args:
        rng (np.random.Generator): The only source of chance.

    Returns:
        np.ndarray: float32 ``(12,)`` in the order of ``AUS``, each 0 or in [``VISIBLE``, 1].
    """
    shares = np.array([share for share, _ in _EXPRESSIONS])
    chance = np.full(len(AUS), _SINGLE_CHANCE)
    for _ in range(2 if rng.random() < 0.1 else 1):
        _, members = _EXPRESSIONS[rng.choice(len(shares), p=shares / shares.sum())]
        for name, member_chance in members.items():
            index = AUS.index(name)
            chance[index] = max(chance[index], member_chance)
    active = rng.random(len(AUS)) < chance
    strength = rng.uniform(0.35, 1)  # one person's AUs of one moment are about equally strong
    intensities = (strength + rng.normal(0, 0.18, len(AUS))).clip(VISIBLE, 1)
    closed = AUS.index('AU43')
    intensities[closed] = rng.uniform(_CLOSED, 1)
    if active[AUS.index('AU26')]:
        active[AUS.index('AU25')] = True  # a dropped jaw parts the lips
    for winner, loser in _EXCLUDES:
        if active[AUS.index(winner)]:
            active[AUS.index(loser)] = False
    return np.where(active, intensities, 0).astype(np.float32)


def labels_from_intensities(intensities: np.ndarray) -> np.ndarray:
    """Label codes: present from ``VISIBLE`` on, else absent.

    Args:
        intensities (np.ndarray): ``(..., 12)`` in 0..1.

    Returns:
        np.ndarray: float32 of the same shape.
    """
    # float32 of 0.3 may lie just below 0.3.
    return np.where(intensities >= VISIBLE - 1e-6, PRESENT, ABSENT).astype(np.float32)
