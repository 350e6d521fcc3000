"""Where each network looks in a face."""
from typing import Any, Dict, List, NamedTuple, Sequence, Tuple

import numpy as np
import torch
import torch.nn.functional as F
from mmengine.dataset import default_collate
from mmengine.model import BaseModel

from mlcr_mm.models.class_activation import class_activation
from mlcr_mm.visualization import overlay


class FaceAttention(NamedTuple):
    """A face as the networks get it, and what each sees in it.

    Attributes:
        image (np.ndarray): RGB, uint8 ``(H, W, 3)``.
        maps (np.ndarray): Class activation maps ``(V, C, h, w)``: above 0 for the label.
        scores (np.ndarray): Probability per view and label, ``(V, C)``.
    """

    image: np.ndarray
    maps: np.ndarray
    scores: np.ndarray


@torch.no_grad()
def attend(model: BaseModel, crops: Sequence[Dict[str, Any]]) -> List[FaceAttention]:
    """Compute the maps of all labels.

    Args:
        model (BaseModel): See :func:`class_activation`.
        crops (Sequence[dict]): Prepared crops, which may differ in size.

    Returns:
        list[FaceAttention]: In the order of the crops.

    Raises:
        ValueError: If the model has no exact maps.
    """
    if not isinstance(model, BaseModel):
        raise ValueError('class activation maps need a PyTorch model, not an exported one')
    faces = []
    for crop in crops:
        data = model.data_preprocessor(default_collate([crop]), False)
        views = class_activation(model, data['inputs'])
        faces.append(FaceAttention(
            np.ascontiguousarray(crop['inputs'].cpu().numpy()[::-1].transpose(1, 2, 0)),
            np.stack([view.maps[0].float().cpu().numpy() for view in views]),
            np.stack([view.logits[0].float().sigmoid().cpu().numpy() for view in views])))
    return faces


def attention_pictures(faces: Sequence[FaceAttention], label: int,
                       side: int = 224) -> List[Tuple[np.ndarray, str]]:
    """Faces coloured by what speaks for a label and against it.

    Args:
        faces (Sequence[FaceAttention]): The faces.
        label (int): Index of the label.
        side (int): Pixels of the longer side. Defaults to 224.

    Returns:
        list[tuple[np.ndarray, str]]: RGB, uint8, and a caption; one per face and view. The maps of
        a view share one scale.
    """
    if not faces:
        return []
    highest = np.max([np.abs(face.maps[:, label]).max(axis=(1, 2)) for face in faces], axis=0)
    pictures = []
    for number, face in enumerate(faces):
        scale = side / max(face.image.shape[:2])
        size = [max(1, round(length * scale)) for length in face.image.shape[:2]]
        image = _resize(face.image.transpose(2, 0, 1), size).transpose(1, 2, 0)
        for view, (maps, scores) in enumerate(zip(face.maps, face.scores)):
            evidence = _resize(maps[label][None], size)[0] / (highest[view] or 1.)
            colored = overlay(np.clip(image, 0, 255), evidence)
            who = f'network {view + 1}' if len(face.maps) > 1 else 'network'
            pictures.append(((255 * np.clip(colored, 0, 1)).astype(np.uint8),
                             f'{number + 1}. {who}: {scores[label]:.2f}'))
    return pictures


def _resize(image: np.ndarray, size: Sequence[int]) -> np.ndarray:
    """Channels ``(K, h, w)`` to ``(K, *size)``."""
    tensor = torch.from_numpy(np.ascontiguousarray(image, dtype=np.float32))[None]
    return F.interpolate(tensor, tuple(size), mode='bilinear')[0].numpy()
