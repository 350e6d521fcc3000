"""From a checkpoint of training to a file to give away."""
from .published_config import published_config
from .published_model import publish_checkpoint, published_content

__all__ = ['publish_checkpoint', 'published_config', 'published_content']
