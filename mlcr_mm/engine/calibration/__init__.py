"""Calibration: shifts of the logits with which 0.5 is the right place to decide at."""
from .f1_thresholds import f1_thresholds
from .logit_calibration_hook import LogitCalibrationHook

__all__ = ['LogitCalibrationHook', 'f1_thresholds']
