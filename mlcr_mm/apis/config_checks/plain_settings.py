"""Keys of the dicts of a config that have no ``type``, because the runner reads them itself."""
from typing import Any, FrozenSet, List, Mapping, Sequence, Set

from mmengine.optim import AmpOptimWrapper, OptimWrapper
from mmengine.runner import (
    EpochBasedTrainLoop,
    IterBasedTrainLoop,
    LogProcessor,
    TestLoop,
    ValLoop,
)
from mmengine.runner.utils import set_random_seed
from mmengine.utils.dl_utils import set_multi_processing
from mmengine.visualization import Visualizer
from mmpretrain.models import ClsDataPreprocessor
from torch.utils.data import DataLoader

from mlcr_mm.engine import CPUAutocastOptimWrapper
from mlcr_mm.models import ViewDataPreprocessor

from .accepted_arguments import (
    TAKEN_BEFORE,
    Names,
    accepted_arguments,
    arguments_of_type,
    classes_of_type,
)

_LOADER = (DataLoader, 'num_batch_per_epoch', 'disable_subprocess_warning')
# --amp sets the type after the options are read.
_MIXED_PRECISION = (AmpOptimWrapper, CPUAutocastOptimWrapper)
_PREPROCESSOR = (ClsDataPreprocessor, ViewDataPreprocessor)
_PLAIN = {
    ('auto_scale_lr', ): ('enable', 'base_batch_size'),
    ('data_preprocessor', ): _PREPROCESSOR,
    ('env_cfg', ): ('cudnn_benchmark', 'mp_cfg', 'dist_cfg', 'resource_limit'),
    ('env_cfg', 'mp_cfg'): (set_multi_processing, ),
    ('log_processor', ): (LogProcessor, ),
    ('model', 'data_preprocessor'): _PREPROCESSOR,
    ('optim_wrapper', ): (OptimWrapper, *TAKEN_BEFORE['OPTIM_WRAPPERS'], *_MIXED_PRECISION),
    ('randomness', ): (set_random_seed, ),
    ('test_cfg', ): (TestLoop, ),
    ('test_dataloader', ): _LOADER,
    ('train_cfg', ): (EpochBasedTrainLoop, IterBasedTrainLoop, 'by_epoch'),
    ('train_dataloader', ): _LOADER,
    ('val_cfg', ): (ValLoop, ),
    ('val_dataloader', ): _LOADER,
    ('visualizer', ): (Visualizer, ),
}
# In other dicts a class of any registry may stand.
_REGISTRY_OF = dict(dataset='DATASETS', labeled='DATASETS', unlabeled='DATASETS',
                    pipeline='TRANSFORMS', custom_hooks='HOOKS', vis_backends='VISBACKENDS')
_CHANGED = ('policies', 'vision_encoder')
_BUILT = ('init_cfg', 'train_cfg', 'val_cfg', 'test_cfg', 'model_wrapper_cfg')


def settings_at(path: Sequence[str], node: Mapping) -> Names:
    """The keys that a dict of a config can have.

    Args:
        path (Sequence[str]): Where it is, e.g. ``('train_dataloader', 'dataset')``.
        node (Mapping): The dict itself.

    Returns:
        frozenset[str] | None: None where it cannot be known.
    """
    if 'type' in node and node['type'] != 'OptimWrapper':
        words = [word for word in path if not word.isdigit()]
        # Whoever has these takes more out of them than the class is built with.
        if words[-1] in _CHANGED or (words[-1].endswith('_cfg') and words[-1] not in _BUILT):
            return None
        return arguments_of_type(node['type'], _REGISTRY_OF.get(words[-1]))
    names: Set[str] = set()
    for item in _PLAIN.get(tuple(path), (None, )):
        known: FrozenSet[str] = frozenset([item])
        if not isinstance(item, str):
            known = accepted_arguments(item)
            if known is None:
                return None
        names |= known
    return frozenset(names)


def readers_of(path: Sequence[str], node: Mapping) -> List[Any]:
    """The classes and functions that are called with a dict of a config.

    Args:
        path (Sequence[str]): Where it is.
        node (Mapping): The dict itself.

    Returns:
        list[Any]: Any of them may be meant; empty where it cannot be known.
    """
    if 'type' in node and node['type'] != 'OptimWrapper':
        words = [word for word in path if not word.isdigit()]
        if words[-1] in _CHANGED:
            return []
        if not isinstance(node['type'], str):  # the class itself
            return [node['type']] if isinstance(node['type'], type) else []
        return list(classes_of_type(node['type'], _REGISTRY_OF.get(words[-1])).values())
    return [item for item in _PLAIN.get(tuple(path), ()) if not isinstance(item, str)]
