"""Updates of the mean teacher."""
from typing import Optional

from mmengine.hooks import Hook
from mmengine.hooks.hook import DATA_BATCH
from mmengine.runner import Runner

from mlcr_mm.models import MeanTeacherClassifier
from mlcr_mm.registry import HOOKS

from .step_skipper import SKIPPED
from .unwrap import unwrap_model


@HOOKS.register_module()
class MeanTeacherHook(Hook):
    """Updates the teacher of a ``MeanTeacherClassifier`` after each step of the optimizer.

    Raises:
        TypeError: If the model is another one.
    """

    # Why a hook and not the model's train_step: distributed training does not call that one. It
    # needs no state: the teacher and the number of its updates are in the state dict, and a
    # checkpoint is saved after the update (the checkpoint hook has a lower priority).

    def before_train(self, runner: Runner) -> None:
        """Start the teacher; the weights of the student have been drawn or loaded."""
        model = unwrap_model(runner.model)
        if not isinstance(model, MeanTeacherClassifier):
            raise TypeError("MeanTeacherHook needs model=dict(type='MeanTeacherClassifier'), got "
                            f'{type(model).__name__}')
        model.start_teacher()

    def after_train_iter(self,
                         runner: Runner,
                         batch_idx: int,
                         data_batch: Optional[DATA_BATCH] = None,
                         outputs: Optional[dict] = None) -> None:
        """Update the teacher if this iteration has changed the student."""
        # While gradients accumulate the student rests; the same weights again would count twice.
        # The same if FiniteHook, which comes before, has left out the step.
        if runner.optim_wrapper.should_update() and not runner.message_hub.get_info(SKIPPED):
            unwrap_model(runner.model).update_teacher()
