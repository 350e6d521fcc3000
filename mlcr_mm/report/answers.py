"""What a model says of a part, and what is true."""
from typing import Any, Dict, List, NamedTuple, Optional

import numpy as np
from mmengine.config import Config
from mmengine.model import BaseModel
from mmpretrain.structures import DataSample
from torch import Tensor
from torch.utils.data import Dataset

from mlcr_mm.datasets.parts import image_subjects
from mlcr_mm.evaluation import AUF1Metric
from mlcr_mm.evaluation.score_blocks import join_blocks
from mlcr_mm.evaluation.score_metric import ScoreMetric
from mlcr_mm.evaluation.scores import Scores
from mlcr_mm.figures.batch_results import collect_results
from mlcr_mm.figures.evaluation_data import build_test_loader


class Answers(NamedTuple):
    """A model's answers on N images.

    Attributes:
        scores (Scores): Names, labels, probabilities.
        metrics (dict[str, float]): Those of :class:`AUF1Metric`, as ``tools/test.py`` prints them.
        subjects (list[str | None]): Of each image; None where nothing tells it.
    """

    scores: Scores
    metrics: Dict[str, float]
    subjects: List[Optional[str]]

    @property
    def is_calibrated(self) -> bool:
        """bool: Whether the probabilities are not those of the logits as they are."""
        return not np.array_equal(self.scores.raw, self.scores.scores)

    @property
    def num_views(self) -> int:
        """int: V; 0 for a model of one network."""
        return len(self.scores.scores) - 1


def predict_part(config: Config, model: BaseModel, dataset: Dataset) -> Answers:
    """Run a model on a dataset once.

    Args:
        config (Config): Its ``test_dataloader`` says the size of the batches.
        model (BaseModel): In evaluation mode.
        dataset (Dataset): In test mode.

    Returns:
        Answers: In the order of the dataset.

    Raises:
        NotFiniteError: If the model gives NaN or infinity.
        ValueError: If no label has a known positive.
    """
    metric, blocks = AUF1Metric(), []
    metric.dataset_meta = dataset.metainfo
    runner: Any = model

    def keep(inputs: Tensor, samples: List[DataSample]) -> Dict[str, Tensor]:
        answers = [sample.to_dict() for sample in runner.predict(inputs, samples)]
        metric.process([], answers)
        blocks.append(ScoreMetric.collect(metric, answers))
        return {}

    collect_results(model, build_test_loader(config, dataset), keep)
    stacked = metric.stack(join_blocks(blocks))
    names = [str(dataset.get_data_info(index)['img_path']) for index in range(len(dataset))]
    scores = Scores(np.array(names), np.array(dataset.metainfo['classes']),
                    stacked.labels, stacked.scores, stacked.uncalibrated)
    return Answers(scores, metric.compute_metrics([metric.results]), image_subjects(dataset))
