"""Files: written whole or not at all, read so that damage is noticed and nothing in them runs."""
from .atomic import replacing, write_bytes, write_link, write_text
from .exif_turn import exif_turns
from .folder_walk import visible_names, walk_folder
from .image import can_write, read_image, write_image
from .image_decoder import (
    MAX_PIXELS,
    BrokenImageError,
    DecodedImage,
    decode,
    decode_image,
    read_file,
)
from .image_suffixes import (
    HEIF_SUFFIXES,
    IMAGE_SUFFIXES,
    describe_skipped,
    readable_suffixes,
)
from .last_checkpoint import last_checkpoint
from .literal_config import is_component_name, read_literal_config, values_of
from .overwriting import refuse_overwriting
from .printable import printable
from .safe_checkpoint import check_is_checkpoint, load_checkpoint_safely
from .safetensors_file import (
    metadata_texts,
    metadata_values,
    read_safetensors,
    write_safetensors,
)
from .trained_checkpoint import trained_checkpoint
from .training_start import training_start
from .verified_download import fetch_verified
from .whole_checkpoint import (
    CheckpointFileError,
    is_cut,
    is_whole,
    newest_whole_checkpoint,
    saved_checkpoints,
    which_is_whole,
)

__all__ = [
    'HEIF_SUFFIXES', 'IMAGE_SUFFIXES', 'MAX_PIXELS', 'BrokenImageError', 'CheckpointFileError',
    'DecodedImage', 'can_write', 'check_is_checkpoint', 'decode', 'decode_image',
    'describe_skipped', 'exif_turns', 'fetch_verified', 'is_component_name', 'is_cut',
    'is_whole', 'last_checkpoint', 'load_checkpoint_safely', 'metadata_texts',
    'metadata_values', 'newest_whole_checkpoint', 'printable', 'read_file', 'read_image',
    'read_literal_config', 'read_safetensors', 'readable_suffixes', 'refuse_overwriting',
    'replacing', 'saved_checkpoints', 'trained_checkpoint', 'training_start', 'values_of',
    'visible_names', 'walk_folder', 'which_is_whole', 'write_bytes', 'write_image', 'write_link',
    'write_safetensors', 'write_text'
]
