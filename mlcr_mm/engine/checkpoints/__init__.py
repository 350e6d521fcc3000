"""Checkpoints: whether they fit, what a training takes over from them."""
from .checkpoint_guard_hook import CheckpointGuardHook
from .view_checkpoint import find_view_checkpoint, load_view_module

__all__ = ['CheckpointGuardHook', 'find_view_checkpoint', 'load_view_module']
