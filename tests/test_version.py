import re

import mlcr_mm
from mlcr_mm.version import __version__


def test_the_package_says_its_version():
    assert mlcr_mm.__version__ == __version__
    assert re.fullmatch(r'\d+\.\d+\.\d+', __version__)
