"""Calibration: shifts with which 0.5 is the right place to decide at, and where they are not."""
from .calibrate_checkpoint import CALIBRATED_ANEW, calibrate_checkpoint, calibration_method
from .f1_thresholds import f1_thresholds
from .label_share_hook import LabelShareHook
from .logit_calibration_hook import LogitCalibrationHook

__all__ = [
    'CALIBRATED_ANEW', 'LabelShareHook', 'LogitCalibrationHook', 'calibrate_checkpoint',
    'calibration_method', 'f1_thresholds'
]
