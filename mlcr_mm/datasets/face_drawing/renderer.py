"""From a sketch to pixels: projection, anti-aliased drawing, light, camera."""
from typing import Dict, Tuple

import cv2
import numpy as np

from .scene import Scene
from .sketch import BASE, CREASE, DETAIL, FACE, Bump, Shape, Sketch

_SHIFT = 4  # fractional bits of OpenCV's coordinates


def render(sketch: Sketch, scene: Scene, size: int) -> np.ndarray:
    """Draw a sketch.

    Args:
        sketch (Sketch): What to draw, in face units.
        scene (Scene): From where and in which light.
        size (int): S, pixels.

    Returns:
        np.ndarray: uint8 ``(S, S, 3)``, blue, green, red.
    """
    # Shapes are drawn on a larger canvas and averaged down; large crops need less of that.
    fine = size * (4 if size <= 64 else 3 if size <= 128 else 2)
    layers = _draw_shapes(sketch, scene, fine)
    albedo = cv2.resize(layers[DETAIL], (size, size), interpolation=cv2.INTER_AREA)
    albedo = albedo.astype(np.float32) * np.float32(1 / 255)
    face = cv2.resize(layers[FACE], (size, size), interpolation=cv2.INTER_AREA)
    face = face.astype(np.float32) * np.float32(1 / 255)
    shading = 1 + face * (_shading(sketch, scene, size) - 1)
    shading *= _creases(layers[CREASE], size)
    # Deep shade on skin is redder than grey.
    power = np.array([1.12, 1.05, 0.9], dtype=np.float32)
    image = albedo * shading.clip(0.12, 1.6)[..., None]**power
    return _photograph(image * scene.tint.astype(np.float32), scene, size)


def _project(points: np.ndarray, lift: np.ndarray, scene: Scene, size: int) -> np.ndarray:
    """Face units ``(n, 2)`` to pixels; a turn moves what lies nearer to the camera."""
    x, y = points.T
    depth = 0.55 * (1 - 0.9 * x**2 - 0.5 * y**2).clip(-0.6) + lift - 0.3
    turned = np.stack([
        x * np.cos(scene.turn[0]) + depth * np.sin(scene.turn[0]),
        y * np.cos(scene.turn[1]) + depth * np.sin(scene.turn[1])])
    cosine, sine = np.cos(scene.roll), np.sin(scene.roll)
    flat = scene.zoom * np.array([[cosine, -sine], [sine, cosine]]) @ turned
    return (0.5 * size * (1 + flat + scene.shift[:, None])).T


def _draw_shapes(sketch: Sketch, scene: Scene, fine: int) -> Dict[str, np.ndarray]:
    shapes = sketch.shapes
    counts = [len(shape.points) for shape in shapes]
    points = _project(
        np.concatenate([shape.points for shape in shapes]),
        np.repeat([shape.lift for shape in shapes], counts), scene, fine)
    points = np.round(points * (1 << _SHIFT) - (1 << _SHIFT - 1)).astype(np.int32)
    parts = dict(zip(map(id, shapes), np.split(points, np.cumsum(counts)[:-1])))
    unit = 0.5 * scene.zoom * fine
    ramp = np.linspace(0, 1, fine)[:, None]
    rows = (1 - ramp) * scene.background[0] + ramp * scene.background[1]
    base = np.repeat(rows[:, None].astype(np.uint8), fine, axis=1)
    layers = {BASE: base, CREASE: np.zeros((fine, fine), np.uint8),
              FACE: np.zeros((fine, fine), np.uint8)}
    for name in (BASE, CREASE, FACE):
        for shape in shapes:
            if shape.layer == name:
                _draw(layers[name], shape, parts[id(shape)], unit)
    softness = fine // 32 | 1
    layers[DETAIL] = cv2.blur(layers.pop(BASE), (softness, softness))
    for shape in shapes:
        if shape.layer == DETAIL:
            _draw(layers[DETAIL], shape, parts[id(shape)], unit)
    return layers


def _draw(canvas: np.ndarray, shape: Shape, points: np.ndarray, unit: float) -> None:
    colour = tuple(float(value) for value in shape.colour)
    if shape.width is None:
        cv2.fillPoly(canvas, [points], colour, cv2.LINE_8, _SHIFT)
    else:
        width = max(1, round(shape.width * unit))
        cv2.polylines(canvas, [points], False, colour, width, cv2.LINE_8, _SHIFT)


def _creases(canvas: np.ndarray, size: int) -> np.ndarray:
    """Factor ``(S, S)`` of wrinkles: a soft dark line with a bright lower edge."""
    softness = canvas.shape[0] // 50 | 1
    small = cv2.resize(cv2.blur(canvas, (softness, softness)), (size, size),
                       interpolation=cv2.INTER_AREA).astype(np.float32) * np.float32(1 / 255)
    step = max(1, round(size / 64))
    edge = np.zeros_like(small)
    edge[step:] = small[:-step]
    return 1 - 0.95 * small + 0.25 * edge * (1 - small)


def _shading(sketch: Sketch, scene: Scene, size: int) -> np.ndarray:
    """Light ``(S, S)`` on the hills of the face; 1 where the skin faces the camera."""
    slope_x, slope_y = _slopes(sketch.bumps, scene, size)
    right, down = scene.light
    facing = (1 - slope_x * right - slope_y * down) / np.sqrt(1 + slope_x**2 + slope_y**2)
    return (1 - scene.harshness) + scene.harshness * facing.clip(0, 1.9)


def _slopes(bumps: list, scene: Scene, size: int) -> Tuple[np.ndarray, np.ndarray]:
    """Slopes ``(S, S)`` of a sum of Gaussian hills: separable, so two matrix products."""
    table = np.array(bumps, dtype=float)  # (B, 5), columns as in Bump
    fields = Bump._fields
    centre = _project(table[:, :2], np.zeros(len(table)), scene, 2)  # 0..2
    grid = (np.arange(size) + 0.5) * (2 / size)
    width = table[:, fields.index('width')] * scene.zoom
    length = table[:, fields.index('length')] * scene.zoom
    height = table[:, fields.index('height')] * scene.zoom
    x = (grid - centre[:, :1]) / width[:, None]  # (B, S)
    y = (grid - centre[:, 1:]) / length[:, None]
    across, along = np.exp(-0.5 * x * x), np.exp(-0.5 * y * y)
    slope_x = (along * (-height / width)[:, None]).T @ (x * across)
    slope_y = (along * y * (-height / length)[:, None]).T @ across
    return slope_x.astype(np.float32), slope_y.astype(np.float32)


def _photograph(image: np.ndarray, scene: Scene, size: int) -> np.ndarray:
    if scene.blur * size > 0.2:
        image = cv2.GaussianBlur(image, (0, 0), scene.blur * size)
    image = 0.5 + scene.contrast * (image - 0.5)
    noise = np.random.default_rng(scene.grain).standard_normal(image.shape, dtype=np.float32)
    image += np.float32(scene.noise) * noise
    return (image * 255 + 0.5).clip(0, 255).astype(np.uint8)
