"""The checkpoint that a command line names."""
import os
import sys

from mlcr_mm.files import trained_checkpoint


def choose_checkpoint(path: str) -> str:
    """The file that is meant; of a work directory, standard error says which one that is.

    Args:
        path (str): A file, an address, or the work directory of a training.

    Returns:
        str: See :func:`mlcr_mm.files.trained_checkpoint`, also for the errors.
    """
    file = trained_checkpoint(path)
    if file != os.path.expanduser(path):
        print(f'checkpoint: {file}', file=sys.stderr)
    return file
