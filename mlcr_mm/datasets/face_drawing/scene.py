"""How the picture is taken: pose, light, background, things in the way, camera."""
from dataclasses import dataclass
from typing import Optional

import numpy as np

from .curves import spline
from .sketch import Sketch


@dataclass(frozen=True)
class Scene:
    """Conditions of one image that have nothing to do with AUs.

    Attributes:
        turn (np.ndarray): ``(2,)`` yaw and pitch in radians, > 0 to the right and down.
        roll (float): Radians in the image plane.
        zoom (float): Face units to half the crop.
        shift (np.ndarray): ``(2,)`` in half crops.
        light (np.ndarray): ``(2,)`` where the light comes from, right and down; 0 is the camera.
        harshness (float): 0..1, share of directed light.
        tint (np.ndarray): ``(3,)`` factor on B, G, R.
        background (np.ndarray): ``(2, 3)`` colours of its upper and lower end, 0..255.
        occluder (np.ndarray, optional): ``(n, 2)`` curve in face units along which a thing covers
            the face.
        occluder_colour (np.ndarray): ``(3,)`` B, G, R in 0..255.
        occluder_offsets (Sequence): Steps ``(x, y)`` between its parallel parts, face units: the
            fingers of a hand, the locks of a strand.
        occluder_width (float): Of each part, face units.
        contrast (float): Factor about mid grey.
        blur (float): Standard deviation as a part of the crop.
        noise (float): Standard deviation in 0..1.
        grain (int): Seed of the noise.
    """

    turn: np.ndarray
    roll: float
    zoom: float
    shift: np.ndarray
    light: np.ndarray
    harshness: float
    tint: np.ndarray
    background: np.ndarray
    occluder: Optional[np.ndarray]
    occluder_colour: np.ndarray
    occluder_offsets: np.ndarray
    occluder_width: float
    contrast: float
    blur: float
    noise: float
    grain: int


def studio_scene() -> Scene:
    """Frontal, evenly lit, nothing in the way: for sheets and tests."""
    return Scene(
        turn=np.zeros(2), roll=0., zoom=0.9, shift=np.zeros(2), light=np.array([-0.35, -0.5]),
        harshness=0.5, tint=np.ones(3), background=np.array([[176, 172, 164], [140, 134, 126]]),
        occluder=None, occluder_colour=np.zeros(3), occluder_offsets=np.zeros((0, 2)),
        occluder_width=0., contrast=1., blur=0.,
        noise=0., grain=0)


def sample_scene(rng: np.random.Generator, difficulty: float = 1.) -> Scene:
    """Draw the conditions of one image.

    Args:
        rng (np.random.Generator): The only source of chance.
        difficulty (float): Scales all of them; 0 is a studio. Defaults to 1.

    Returns:
        Scene: Small head turns, any light, now and then a hand or a strand of hair.
    """
    occluder, colour, offsets, width = None, np.zeros(3), np.zeros((0, 2)), 0.
    if rng.random() < 0.12 * difficulty:
        side = rng.choice((-1, 1))
        start = np.array([side * rng.uniform(0.75, 1.1), rng.uniform(-0.9, 0.9)])
        end = np.array([side * rng.uniform(0.35, 0.6), rng.uniform(-0.6, 0.8)])
        hand = rng.random() < 0.6
        if not hand:  # a strand of hair falls from above
            start, end = start * (0.5, 0) - (0, 1.1), end * (1, 0.5) + (0, 0.1)
        middle = 0.5 * (start + end) + rng.normal(0, 0.12, 2)
        occluder = spline([start, middle, end])
        width = 0.12 if hand else 0.025
        colour = np.array([0.62, 0.76, 1.]) * rng.uniform(90, 230) if hand else np.full(3, 34.)
        across = np.array([start[1] - end[1], end[0] - start[0]]) / np.linalg.norm(end - start)
        offsets = np.arange(4)[:, None] * (1.1 if hand else 2.8) * width * across
    return Scene(
        turn=rng.normal(0, (0.2, 0.1)).clip(-0.45, 0.45) * difficulty,
        roll=rng.normal(0, 0.06) * difficulty,
        zoom=0.9 + rng.normal(0, 0.03) * difficulty,
        shift=rng.normal(0, 0.03, 2) * difficulty,
        light=rng.normal((0, -0.4), (0.6, 0.35)),
        harshness=rng.uniform(0.25, 0.75),
        tint=1 + rng.normal(0, 0.035, 3) * difficulty + rng.normal(0, 0.1) * difficulty,
        background=(rng.uniform(40, 215, (2, 1)) + rng.normal(0, 22, 3)).clip(0, 255),
        occluder=occluder, occluder_colour=colour, occluder_offsets=offsets,
        occluder_width=width,
        contrast=1 + rng.normal(0, 0.13) * difficulty,
        blur=abs(rng.normal(0, 0.005)) * difficulty,
        noise=rng.uniform(0.005, 0.022) * difficulty,
        grain=int(rng.integers(0, 2**31)))


def draw_occluder(sketch: Sketch, scene: Scene) -> None:
    """Draw the thing in the way, if there is one."""
    if scene.occluder is None:
        return
    for offset in scene.occluder_offsets:
        part = scene.occluder + offset
        sketch.line(part, scene.occluder_colour * 0.6, scene.occluder_width, lift=0.25)
        sketch.line(part, scene.occluder_colour, 0.7 * scene.occluder_width, lift=0.25)
