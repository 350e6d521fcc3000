"""Losses that the phases of a training switch on and raise."""
from typing import Dict


class ScheduledLosses:
    """Lets a training schedule the losses of a head; a mixin for heads.

    A loss that nobody schedules is on, with its configured ``loss_weight``.
    """

    def schedule_loss(self, name: str, factor: float) -> None:
        """Set the weight of a loss to a share of the configured one.

        Args:
            name (str): Attribute of the head that holds the loss, e.g. 'loss_co_regularization'.
            factor (float): Share of the configured weight, >= 0. With 0 the loss is off: it is not
                computed, nor what it alone needs.

        Raises:
            ValueError: If the head has no such loss with a ``loss_weight``.
        """
        module = getattr(self, name, None)
        if not hasattr(module, 'loss_weight'):
            raise ValueError(f'the head {type(self).__name__} has no {name} with a loss_weight')
        configured: Dict[str, float] = self.__dict__.setdefault('_configured_weights', {})
        module.loss_weight = factor * configured.setdefault(name, module.loss_weight)
        self.__dict__.setdefault('_factors', {})[name] = factor

    def is_on(self, name: str) -> bool:
        """Whether a loss of the head is configured and not switched off."""
        return (getattr(self, name, None) is not None
                and self.__dict__.get('_factors', {}).get(name, 1.) > 0)
