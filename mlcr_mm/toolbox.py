"""Imports mmpretrain without what it and mmcv say to everybody, which reads as an error."""
import contextlib
import io
import warnings

#: Beginnings of harmless warnings, word by word: others of the same kind are shown.
HARMLESS = (
    'Fail to import ``MultiScaleDeformableAttention``',  # for detection; mmcv-lite has no ops
)
NO_ONEDL_DATASETS = 'Could not import OneDL'  # mmpretrain prints it, at level DEBUG


def _import() -> None:
    for message in HARMLESS:
        warnings.filterwarnings('ignore', message=message, category=UserWarning, module='mmcv')
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        import mmpretrain.datasets  # noqa: F401
    for line in printed.getvalue().splitlines():
        if line != NO_ONEDL_DATASETS:
            print(line)


_import()
