"""Draw labelled, unlabelled, test images: ``python tools/make_splits.py emotionet DATA_ROOT``."""
import os.path as osp
import sys
from argparse import ArgumentParser, Namespace
from typing import Dict, List

from mlcr_mm.apis import number_type, user_errors
from mlcr_mm.datasets.databases.protocols import (
    REPEATS,
    celeba_split,
    common_labels,
    emotionet_split,
    random_split,
    write_splits,
)
from mlcr_mm.datasets.databases.split_sources import (
    default_classes,
    emotionet_images,
    images_below,
)
from mlcr_mm.datasets.records.image_list import read_image_list
from mlcr_mm.datasets.records.subject_list import read_subjects


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__)
    databases = parser.add_subparsers(dest='database', required=True)
    emotionet = databases.add_parser('emotionet', help='labelled and test images from the '
                                     'annotated ones on disk, unlabelled ones from all others')
    emotionet.add_argument('root', metavar='DATA_ROOT', help='EmotioNet_FACS.csv and images/')
    celeba = databases.add_parser('celeba', help='all three parts from the images of CelebA')
    celeba.add_argument('root', metavar='DATA_ROOT', help='the splits go to DATA_ROOT/splits')
    celeba.add_argument('--images', metavar='DIR', default='Img/img_align_celeba',
                        help='folder of the images in DATA_ROOT (default: %(default)s)')
    listed = databases.add_parser('list', help='all three parts from a list of images of your own')
    listed.add_argument('images', metavar='FILE', help='one image per line')
    listed.add_argument('root', metavar='DATA_ROOT', help='the splits go to DATA_ROOT/splits')
    for command, labeled, test, unlabeled in ((emotionet, 15000, None, 50000),
                                              (celeba, 30000, 10000, 100000),
                                              (listed, None, None, None)):
        command.add_argument('--train', type=number_type(int, 1), default=labeled,
                             required=labeled is None,
                             help='number of labelled images (default: %(default)s)')
        if command is not emotionet:
            command.add_argument('--test', type=number_type(int, 1), default=test,
                                 required=test is None,
                                 help='number of test images (default: %(default)s)')
            command.add_argument('--subjects', metavar='FILE', help='"image subject" per line, as '
                                 'identity_CelebA.txt: no subject is in two parts then')
        command.add_argument('--unlabeled', type=number_type(int, 1), default=unlabeled,
                             required=unlabeled is None,
                             help='number of unlabelled images (default: %(default)s)')
        command.add_argument('--repeats', type=number_type(int, 1), default=REPEATS,
                             help='draws; the number of '
                             'the draw is its seed (default: %(default)s)')
        command.add_argument('--overwrite', action='store_true', help='replace split files')
    common = databases.add_parser('common', help='print the labels that two databases share: the '
                                  '`classes` of a cross-database config')
    common.add_argument('datasets', nargs=2, metavar='NAME', help='dataset class, e.g. BP4D')
    return parser.parse_args()


def draw(args: Namespace) -> List[Dict[str, List[str]]]:
    """Draw the splits of all repeats."""
    repeats = range(1, args.repeats + 1)
    if args.database == 'emotionet':
        annotated, others, missing = emotionet_images(args.root)
        print(f'{len(annotated)} annotated images, {missing} more whose file is missing, '
              f'{len(others)} images without annotation')
        return [emotionet_split(annotated, others, repeat, args.train, args.unlabeled)
                for repeat in repeats]
    subjects = args.subjects and read_subjects(args.subjects)
    if args.database == 'celeba':
        names = images_below(osp.join(args.root, args.images))
        return [celeba_split(names, repeat, subjects, args.train, args.test, args.unlabeled)
                for repeat in repeats]
    if not osp.isfile(args.images):
        raise FileNotFoundError(f'image list {args.images} does not exist; it has one image per '
                                'line')
    sizes = dict(train=args.train, test=args.test, unlabeled=args.unlabeled)
    names = read_image_list(args.images)
    return [random_split(names, sizes, repeat, subjects) for repeat in repeats]


@user_errors()
def main() -> int:
    """Write the split files."""
    args = parse_arguments()
    if args.database == 'common':
        print(common_labels(*(default_classes(name) for name in args.datasets)))
        return 0
    repeats = draw(args)
    files = write_splits(osp.join(args.root, 'splits'), repeats, args.overwrite)
    counts = ', '.join(f'{len(images)} {part}' for part, images in repeats[0].items())
    print(f'{len(repeats)} repeats of {counts}')
    print('\n'.join(files))
    return 0


if __name__ == '__main__':
    sys.exit(main())
