"""One look at the datasets of a config before training."""
from .finding import Finding
from .findings import find_problems
from .image_scan import ImageScan, scan_images
from .parts import Part, build_parts
from .report import DatasetReport, check_datasets
from .sheet import draw_sheet
from .statistics import co_occurrence, count_labels
from .tables import print_tables

__all__ = [
    'DatasetReport', 'Finding', 'ImageScan', 'Part', 'build_parts', 'check_datasets',
    'co_occurrence', 'count_labels', 'draw_sheet', 'find_problems', 'print_tables', 'scan_images'
]
