"""The whole check of a config's datasets."""
import sys
from typing import Dict, List, NamedTuple, Optional

from mmengine.config import Config
from rich.console import Console

from mlcr_mm.files import refuse_overwriting

from .finding import Finding
from .findings import find_problems
from .image_scan import ImageScan, scan_images
from .parts import Part, build_parts
from .sheet import draw_sheet
from .tables import print_tables


class DatasetReport(NamedTuple):
    """Result of a check.

    Attributes:
        parts (list[Part]): The datasets.
        scans (dict[str, ImageScan]): Of the images; empty if they were not read.
        findings (list[Finding]): What is wrong, errors first.
    """

    parts: List[Part]
    scans: Dict[str, ImageScan]
    findings: List[Finding]

    @property
    def is_good(self) -> bool:
        """Whether nothing would make training wrong."""
        return not any(finding.is_error for finding in self.findings)


def check_datasets(config: Config, fast: bool = False, sheet: Optional[str] = None,
                   workers: int = 0) -> DatasetReport:
    """Check the datasets of a config and print what they hold.

    Args:
        config (Config): The config.
        fast (bool): Whether to skip reading the images. Defaults to False.
        sheet (str, optional): PNG file for a sheet of sample images. Defaults to None.
        workers (int): Processes that read images; 0 takes all cores. Defaults to 0.

    Returns:
        DatasetReport: What was found.

    Raises:
        OSError, ValueError, KeyError: If a dataset cannot be built, or the sheet would be written
            over one of its images; it names the file and remedy.
    """
    parts = build_parts(config)
    refuse_overwriting([('--sheet', sheet)], [path for part in parts if part.has_files
                                              for path in part.paths])
    scans = {}
    if not fast:
        scans = scan_images([path for part in parts if part.has_files for path in part.paths],
                            workers)
    # rich assumes 80 columns where the output goes to a file, which breaks the names.
    print_tables(parts, scans, Console(width=None if sys.stdout.isatty() else 120))
    if sheet:
        draw_sheet(sheet, parts)
    return DatasetReport(parts, scans, find_problems(parts, scans))
