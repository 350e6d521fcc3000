"""Reading files that come from elsewhere without running what they may hold."""
from .literal_config import read_literal_config
from .safe_checkpoint import load_checkpoint_safely
from .verified_download import fetch_verified

__all__ = ['fetch_verified', 'load_checkpoint_safely', 'read_literal_config']
