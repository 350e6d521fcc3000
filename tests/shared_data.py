"""The rendered faces beside the repository; tests that use them skip where they are absent."""
import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get('MLCR_SHARED', Path(__file__).parents[2] / 'shared'))
FACSRENDER = SHARED / 'data' / 'facsrender'

needs_facsrender = pytest.mark.skipif(
    not FACSRENDER.is_dir(), reason=f'{FACSRENDER} is not on this machine')
