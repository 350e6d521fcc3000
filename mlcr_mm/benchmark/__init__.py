"""How long training, its data and its parts take, beside the bare networks and decoding."""
from .markdown_report import format_report
from .measurements import run_benchmark

__all__ = ['format_report', 'run_benchmark']
