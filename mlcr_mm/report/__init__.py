"""A training and what it learned as one HTML page that needs no network."""
from .report import write_report

__all__ = ['write_report']
