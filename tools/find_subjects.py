"""Who is on which image: ``python tools/find_subjects.py FOLDER --out subjects.txt``."""
import os.path as osp
import sys
from argparse import ArgumentParser, Namespace
from statistics import median
from typing import Dict, Iterator, List, Optional

from mlcr_mm.apis import ExitCode, number_type, user_errors
from mlcr_mm.datasets.records.image_index import load_image_index
from mlcr_mm.datasets.records.image_list import read_image_list
from mlcr_mm.datasets.records.packed_samples import unpack_names
from mlcr_mm.datasets.records.subject_list import (
    read_subjects,
    refuse_unlistable,
    write_subjects,
)
from mlcr_mm.files import IMAGE_SUFFIXES, printable, refuse_overwriting
from mlcr_mm.parallel import available_cores
from mlcr_mm.subjects import (
    MAX_IMAGES,
    WEAK_AGREEMENT,
    WEAK_SILHOUETTE,
    FoundSubjects,
    find_subjects,
)


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(
        description=__doc__, epilog='Ends with 0 if all went well, 1 if some image cannot be read '
        '(it teaches nothing, and its subject stays unknown), 2 if nothing could be done.')
    parser.add_argument('folder', metavar='FOLDER', help='data_prefix of the dataset: its images '
                        f'are aligned faces, at most {MAX_IMAGES}')
    parser.add_argument('--out', required=True, metavar='FILE', help='list to write, a line '
                        '"image,subject" for each image: the subject_file of the dataset')
    parser.add_argument('--image-list', metavar='FILE', help='one image per line, relative to '
                        'FOLDER (default: all images in it)')
    parser.add_argument('--known', metavar='FILE', help='"image subject" per line, relative to '
                        'FOLDER: images whose subjects are known, e.g. the labelled ones. They '
                        'teach in what images of one person differ')
    parser.add_argument('--num-subjects', type=number_type(int, 1), metavar='K',
                        help='how many there are (default: as many as fit best)')
    parser.add_argument('--workers', type=number_type(int, 0), default=0,
                        help='processes; 0 = all cores')
    args = parser.parse_args()
    if not args.out:
        parser.error('--out is empty: name a file')
    if args.out.lower().endswith(IMAGE_SUFFIXES):
        parser.error(f'--out {args.out} is the name of an image: name a text file, e.g. '
                     'subjects.txt')
    return args


def list_images(folder: str, image_list: Optional[str]) -> List[str]:
    """Names of the images, relative to the folder."""
    if not osp.isdir(folder):
        raise FileNotFoundError(f'FOLDER {folder} does not exist, or is no folder')
    names = read_image_list(image_list) if image_list else list(
        unpack_names(*load_image_index(folder)))
    refuse_unlistable(names)
    return names


def read_known(path: Optional[str]) -> Dict[str, str]:
    """Images whose subjects are known; those without one are left out."""
    subjects = read_subjects(path) if path else {}
    known = {image: subject for image, subject in subjects.items() if subject is not None}
    if path and not known:
        raise ValueError(f'--known {path} names no subject; leave it out, or add lines "image '
                         'subject"')
    return known


def describe(found: FoundSubjects) -> str:
    """What was found, in a line or two."""
    text = (f'{sum(found.sizes)} images of {len(found.sizes)} subjects, '
            f'{median(found.sizes):g} of each (median), {found.sizes[-1]} to {found.sizes[0]}')
    if found.silhouette is not None:
        text += f'; mean silhouette {found.silhouette:.2f}'
    if found.agreement is None:
        return text
    return (f'{text}\nhow far to trust it: of the known subjects each half was found by what the '
            f'other teaches with an adjusted Rand index of {found.agreement:.2f} (1 is without '
            'error, 0 is chance)')


def warnings_about(found: FoundSubjects) -> Iterator[str]:
    """What speaks against using the list."""
    if found.silhouette is not None and found.silhouette < WEAK_SILHOUETTE:
        yield ('the images of a subject are hardly more alike than those of strangers; where each '
               'image may show another person, train without this list')
    if found.agreement is not None and found.agreement < WEAK_AGREEMENT:
        yield ('known subjects are not told apart well; compare the number of subjects with what '
               'you know of the images, or train without this list')


@user_errors(ExitCode.NOTHING_DONE)
def main() -> int:
    """Find subjects, and write the list."""
    args = parse_arguments()
    known, names = read_known(args.known), list_images(args.folder, args.image_list)
    refuse_overwriting([('--out', args.out)], [
        args.image_list, args.known, *(osp.join(args.folder, name) for name in (*names, *known))])
    found = find_subjects(args.folder, names, known, args.num_subjects,
                          args.workers or available_cores())
    write_subjects(args.out, found.subjects)
    print(f'{describe(found)}\nwritten: {args.out}')
    for warning in warnings_about(found):
        print(f'warning: {warning}', file=sys.stderr)
    for failure in found.failures:
        print(f'failed: {printable(failure)}', file=sys.stderr)
    return ExitCode.SOME_FAILED if found.failures else ExitCode.ALL_RIGHT


if __name__ == '__main__':
    sys.exit(main())
