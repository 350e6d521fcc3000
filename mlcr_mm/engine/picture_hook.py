"""Pictures of what a model says of its images."""
from typing import Any, Optional, Sequence, Union

import cv2
import numpy as np
from mmengine.dist import get_dist_info
from mmengine.hooks import Hook
from mmengine.runner import Runner
from mmpretrain.engine.hooks import VisualizationHook
from mmpretrain.structures import DataSample
from torch import Tensor

from mlcr_mm.datasets.wrapped import inner_datasets
from mlcr_mm.evaluation.decision import decide
from mlcr_mm.files import printable, write_image
from mlcr_mm.models.view_data_preprocessor import NUM_IMAGE_DIMS
from mlcr_mm.registry import HOOKS

from .unwrap import unwrap_model

_DPI = 100
_MAX_BYTES = 200  # of a place in a file's name; file systems take names of 255 bytes


@HOOKS.register_module()
class PictureHook(VisualizationHook):
    """Draws every n-th test image, in its colours, beside truth and probability of each label.

    mmpretrain's hook writes blue faces (it takes the channels of the input for red, green, blue),
    gives images of one name in two folders one file, and writes its text over the image. Here the
    file is called by the number of the image in the test set and its name; of a test set that wraps
    several, by its number in the order of the test.

    Args:
        **kwargs: Those of :class:`mmpretrain.engine.VisualizationHook`.
    """

    def before_test(self, runner: Runner) -> None:
        """See whether the inputs are blue, green, red, and how the labels are called."""
        preprocessor = getattr(unwrap_model(runner.model), 'data_preprocessor', None)
        self._is_bgr = getattr(preprocessor, 'to_rgb', True)
        dataset = runner.test_loop.dataloader.dataset
        self._classes = dataset.metainfo['classes']
        self._wraps_several = len(inner_datasets(dataset)) > 1
        self._seen = 0  # images, by this process

    def after_val_iter(self, runner: Runner, *args: Any, **kwargs: Any) -> None:
        """Nothing: pictures are of tests."""
        Hook.after_val_iter(self, runner, *args, **kwargs)

    def _draw_samples(self, batch_idx: int, data_batch: dict,
                      data_samples: Sequence[DataSample], step: int = 0) -> None:
        if not self.enable:
            return
        rank, world_size = get_dist_info()
        for image, sample in zip(_first_view(data_batch['inputs']), data_samples):
            number = int(sample.get('sample_idx', 0))
            if self._wraps_several:  # each of them counts from 0
                number = self._seen * world_size + rank
            self._seen += 1
            if number % self.interval == 0:
                self._draw(image.permute(1, 2, 0).cpu().numpy().astype(np.uint8), sample, number)

    def _draw(self, image: np.ndarray, sample: DataSample, number: int) -> None:
        path = printable(str(sample.get('img_path', '')))
        place = '_'.join(path.replace('\\', '/').split('/')[-2:])
        name = f'{number:06d}_{_shortened(place)}'
        picture = _render(image[..., ::-1] if self._is_bgr else image, self._classes, sample, path)
        if self.show:
            self._visualizer.show(picture, win_name=name,
                                  wait_time=self.draw_args.get('wait_time', 0))
        if self.out_dir is not None:
            write_image(f'{self.out_dir}/{name}.png', cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        elif not self.show:
            self._visualizer.add_image(name, picture)


def _first_view(inputs: Union[Tensor, Sequence]) -> Union[Tensor, Sequence[Tensor]]:
    """Images ``(C, H, W)``, of ``default_collate`` or ``pseudo_collate``, of one view or more."""
    is_batch = isinstance(inputs, Tensor) or (
        isinstance(inputs[0], Tensor) and inputs[0].ndim == NUM_IMAGE_DIMS)
    return inputs if is_batch else inputs[0]


def _shortened(name: str) -> str:
    """The end of a name that would be too long for a file."""
    return name.encode()[-_MAX_BYTES:].decode(errors='ignore')


def _render(image: np.ndarray, classes: Sequence[str], sample: DataSample,
            title: Optional[str]) -> np.ndarray:
    """RGB, uint8 ``(H, W, 3)``."""
    # Here, since every training imports this file and few of them draw.
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from mlcr_mm.visualization import draw_score_sheet

    scores = sample.pred_score.detach().cpu().numpy()
    figure = draw_score_sheet(np.ascontiguousarray(image), classes, scores,
                              sample.gt_score.cpu().numpy(), decide(scores), title or '')
    figure.set_dpi(_DPI)
    canvas = FigureCanvasAgg(figure)
    with rc_context({'text.parse_math': False}):
        canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3].copy()
