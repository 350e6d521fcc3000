"""Evaluation on known labels."""
from .au_f1_metric import AUF1Metric

__all__ = ['AUF1Metric']
