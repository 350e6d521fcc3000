"""Align the faces of images and videos: ``tools/align_faces.py IN OUT --detector centerface``."""
import sys
from argparse import ArgumentParser, Namespace

from mlcr_mm.align_folder import align_folder, landmark_source_factory
from mlcr_mm.align_folder.face_files import FORMATS, describe_skipped
from mlcr_mm.align_folder.run import PROBLEM_FILE
from mlcr_mm.alignment import DEFAULT_SIZE
from mlcr_mm.apis import number_type, user_errors
from mlcr_mm.face_detection import DETECTORS
from mlcr_mm.files import printable


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument('input', help='folder of images and videos (searched with sub-folders), '
                        'or one file')
    parser.add_argument('output', help='folder of the crops; the tree of folders is kept. Run the '
                        'same command again to continue')
    landmarks = parser.add_mutually_exclusive_group(required=True)
    landmarks.add_argument('--detector', metavar='NAME[=FILE]', help=f'{" or ".join(DETECTORS)}; '
                           'FILE is a model file to take instead of the usual one')
    landmarks.add_argument('--landmarks', metavar='FILE', help='five points per image: a CSV '
                           '(image,left_eye_x,left_eye_y,right_eye_x,...,nose_x,...,left_mouth_x,'
                           '...,right_mouth_y; left = left in the image), or a list of CelebA')
    parser.add_argument('--root', default='', help='folder that the names in --landmarks are '
                        'relative to; the input folder if not given')
    parser.add_argument('--landmark-pixels', choices=('displayed', 'stored'),
                        help='what --landmarks refer to where EXIF turns a photo: the pixels as a '
                        'viewer and OpenCV show them, or as they are stored and Pillow, dlib and '
                        'MediaPipe take them; the crop has the pixels that are named here '
                        '(default: displayed, and a line says how many photos that concerns)')
    parser.add_argument('--score', type=number_type(float, 0, 1),
                        help='least score of a detected face, 0 to 1 '
                        "(default: the detector's own, centerface 0.5, yunet 0.7)")
    parser.add_argument('--size', type=number_type(int, 1), default=DEFAULT_SIZE,
                        help=f'side of the crops in pixels (default: {DEFAULT_SIZE})')
    parser.add_argument('--format', choices=FORMATS, default='same', help='of the crops; "same" '
                        'keeps file names, and writes frames as JPEG (default: same)')
    parser.add_argument('--quality', type=number_type(int, 0, 100), default=95,
                        help='of JPEG, 0 to 100 (default: 95)')
    parser.add_argument('--every', type=number_type(int, 1), default=1, metavar='N',
                        help='every N-th frame of '
                        'videos, from the first; frame k, counted from 1, is written to '
                        'VIDEO/<k with 5 digits>.jpg (default: 1)')
    parser.add_argument('--workers', type=number_type(int, 0), default=0,
                        help='processes; 0 = all cores')
    return parser.parse_args()


@user_errors()
def main() -> int:
    """Align; 1 if there is no crop in the end, or most landmarks cannot be right."""
    args = parse_arguments()
    is_stored = bool(args.landmarks) and args.landmark_pixels == 'stored'
    make_source = landmark_source_factory(args.detector, args.landmarks, args.score, is_stored)
    summary = align_folder(
        args.input, args.output, make_source, args.landmarks or args.detector, args.root,
        args.size, args.format, args.quality, args.every, args.workers, not is_stored)
    rate = summary.written / max(summary.seconds, 1e-9)
    print(f'{summary.written} crops written in {summary.seconds:.1f} s ({rate:.0f} per second, '
          f'{summary.workers} processes), {summary.kept} were there, {summary.failed} failed')
    if summary.renewed:
        print(f'  {summary.renewed} of them anew, since their images or landmarks have changed')
    if summary.turned and not args.landmark_pixels:
        print(f'  {summary.turned} photos are turned by their EXIF entry, and the landmarks were '
              'taken for those of the turned pixels, as a viewer and OpenCV show them; look at '
              'some of these crops: if they lie on the side, remove them and give '
              '--landmark-pixels stored, if not, --landmark-pixels displayed')
    if summary.skipped:
        print(f'  skipped, since they are no images or videos: {describe_skipped(summary.skipped)}')
    for problem, count in summary.problems.most_common():
        example = summary.examples[problem]
        print(f'  {problem}: {count}, e.g. {printable(f"{example.image}: {example.detail}")}')
    if summary.problems:
        print(f'see {args.output}/{PROBLEM_FILE}')
    if 2 * summary.problems['implausible'] > summary.written + summary.kept + summary.failed:
        print('error: the landmarks of most images cannot be right; correct the file',
              file=sys.stderr)
        return 1
    return 0 if summary.written + summary.kept else 1


if __name__ == '__main__':
    sys.exit(main())
