"""Small databases on disk in the forms in which the real ones are delivered."""
import cv2
import numpy as np

from mlcr_mm.datasets.databases.protocols import BP4D_FOLDS, DISFA_FOLDS, UNBC_FOLDS, fold_subjects
from mlcr_mm.labels import CELEBA_ATTRIBUTES

SUBJECTS, FRAMES = 2, 15  # per part of a fold, and per subject
DISFA_CODED = (1, 2, 4, 5, 6, 9, 12, 15, 17, 20, 25, 26)


def write_image(path, rng, size=(240, 240)):
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), rng.integers(0, 256, (*size, 3), dtype=np.uint8))


def write_emotionet(root, rng):
    """30 labelled, 40 unlabelled and 30 test images."""
    lines = ['URL,URL orig,' + ','.join(f"'AU {n}'" for n in range(1, 61))]
    parts = dict(train=30, unlabeled=40, test=30)
    for part, count in parts.items():
        names = [f'N_{part}/{index:03d}.png' for index in range(count)]
        (root / 'splits').mkdir(parents=True, exist_ok=True)
        (root / 'splits' / f'{part}.txt').write_text('\n'.join(names))
        for name in names:
            write_image(root / 'images' / name, rng)
            if part != 'unlabeled':
                values = map(str, rng.integers(0, 2, 60))
                lines.append(','.join([f"'http://host/{name}'", "'http://host/a'", *values]))
    (root / 'EmotioNet_FACS.csv').write_text('\n'.join(lines))


def subjects_of(folds):
    return [subject for split in ('train', 'test')
            for subject in fold_subjects(folds, 1, split)[:SUBJECTS]]


def write_bp4d(root, rng):
    """Subjects of the three folds: each fold tests on some that the others train on."""
    folder = root / 'AUCoding' / 'AU_OCC'
    folder.mkdir(parents=True)
    for subject in {name for fold in (1, 2, 3)
                    for name in fold_subjects(BP4D_FOLDS, fold, 'test')[:SUBJECTS]}:
        lines = [','.join(map(str, range(100)))]
        for frame in range(FRAMES):
            lines.append(','.join(map(str, [frame, *rng.integers(0, 2, 99)])))
            write_image(root / 'BP4D-training' / subject / 'T1' / f'{frame:04d}.jpg', rng)
        (folder / f'{subject}_T1.csv').write_text('\n'.join(lines))


def write_disfa(root, rng):
    for subject in subjects_of(DISFA_FOLDS):
        folder = root / 'ActionUnit_Labels' / subject
        folder.mkdir(parents=True)
        for number in DISFA_CODED:
            lines = [f'{frame + 1},{rng.integers(0, 6)}' for frame in range(FRAMES)]
            (folder / f'{subject}_au{number}.txt').write_text('\n'.join(lines))
        for frame in range(FRAMES):
            write_image(root / 'images' / subject / f'{frame}.png', rng)


def write_unbc(root, rng):
    for subject in subjects_of(UNBC_FOLDS):
        for frame in range(FRAMES):
            stem = f'{subject[-5:]}t1aaaff{frame:03d}'
            part = f'{subject}/{stem[:-3]}'
            write_image(root / 'Images' / part / f'{stem}.png', rng)
            labels = root / 'Frame_Labels' / 'FACS' / part / f'{stem}_facs.txt'
            labels.parent.mkdir(parents=True, exist_ok=True)
            labels.write_text(''.join(
                f'{number:.7e} {rng.integers(1, 6):.7e} 0 0\n'
                for number in (4, 6, 7, 9, 10, 12, 20, 25, 26) if rng.random() < .5))


def write_celeba(root, rng):
    names = [f'{index:06d}.jpg' for index in range(100)]
    lines = [str(len(names)), ' '.join(CELEBA_ATTRIBUTES)]
    for name in names:
        lines.append(' '.join([name, *map(str, rng.choice([-1, 1], 40))]))
        write_image(root / 'Img' / 'img_align_celeba' / name, rng, (218, 178))
    for folder in ('Anno', 'splits'):
        (root / folder).mkdir()
    (root / 'Anno' / 'list_attr_celeba.txt').write_text('\n'.join(lines))
    for part, start, end in (('train', 0, 30), ('unlabeled', 30, 70), ('test', 70, 100)):
        (root / 'splits' / f'{part}.txt').write_text('\n'.join(names[start:end]))


def write_custom(root, rng):
    """Images of several sizes, unknown labels, another number of labels."""
    for part, count in (('train', 20), ('test', 20)):
        lines = ['image,round,red']
        for index in range(count):
            name = f'{part}{index}.png'
            write_image(root / 'images' / name, rng, tuple(rng.integers(50, 300, 2)))
            lines.append(f"{name},{index % 2},{'' if index % 3 else 1}")
        (root / f'{part}.csv').write_text('\n'.join(lines))
    for index in range(40):
        write_image(root / 'unlabeled' / 'more' / f'{index}.jpg', rng, (120, 90))


WRITERS = dict(emotionet=write_emotionet, bp4d=write_bp4d, disfa=write_disfa, unbc=write_unbc,
               celeba=write_celeba, custom=write_custom)


def write_databases(folder):
    """All databases below a folder; the environment variables that name them."""
    for name, write in WRITERS.items():
        write(folder / name, np.random.default_rng(0))
    return {f'{name.upper()}_ROOT': str(folder / name) for name in WRITERS}
