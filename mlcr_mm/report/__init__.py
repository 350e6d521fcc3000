"""A training and what it learned as one HTML page that needs no network."""
from .run_report import write_report

__all__ = ['write_report']
