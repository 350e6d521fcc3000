"""Which images to label next: ``python tools/rank_unlabeled.py INPUT... --checkpoint FILE``."""
import sys
from argparse import ArgumentParser, Namespace
from typing import List, Optional

import numpy as np

from mlcr_mm.apis import (
    AUInferencer,
    ExitCode,
    choose_checkpoint,
    number_type,
    user_errors,
)
from mlcr_mm.face_detection import DETECTORS
from mlcr_mm.files import can_write
from mlcr_mm.inference import Input, find_inputs, read_frames, refuse_own_outputs
from mlcr_mm.inference.face_source import DEFAULT_DETECTOR, NO_DETECTOR
from mlcr_mm.inference.inputs import CAMERA
from mlcr_mm.inference.results import InferSummary, follow_results
from mlcr_mm.ranking import (
    STRATEGIES,
    Candidates,
    choose_faces,
    collect_candidates,
    draw_contact_sheet,
    write_ranking,
)
from mlcr_mm.ranking.face_choice import needs_features


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(
        description=__doc__, epilog='Ends with 0 if all went well, 1 if some input failed, 2 if '
        'nothing could be done.')
    parser.add_argument('inputs', nargs='+', metavar='INPUT', help='images without labels: image, '
                        'video, folder, pattern, or list of paths (.txt)')
    parser.add_argument('--checkpoint', required=True, help='model of tools/train.py, or its '
                        'work directory')
    parser.add_argument('--config', help='its config, if the checkpoint does not say it')
    parser.add_argument('--out', required=True, metavar='CSV', help='list to write, best first')
    parser.add_argument('--sheet', metavar='PNG', help='picture of the first 100 of them')
    parser.add_argument('--count', type=number_type(int, 1), default=100,
                        help='how many to choose (default: 100)')
    parser.add_argument('--by', choices=STRATEGIES, default='disagreement+diverse',
                        help='what makes a face worth a label: the two networks disagree, the '
                        'prediction is uncertain, it is unlike the others, or two of these '
                        '(default: %(default)s)')
    parser.add_argument('--labeled', nargs='+', default=[], metavar='INPUT', help='images that '
                        'have labels already, which diversity keeps away from')
    parser.add_argument('--detector', default=DEFAULT_DETECTOR, metavar='NAME[=FILE]',
                        help=f'{", ".join(DETECTORS)}, or {NO_DETECTOR}: the images are aligned '
                        f'crops (default: {DEFAULT_DETECTOR})')
    parser.add_argument('--every', type=number_type(int, 1), default=1, metavar='N',
                        help='every N-th frame of videos (default: 1)')
    parser.add_argument('--batch-size', type=number_type(int, 1), default=16,
                        help='faces at a time (default: 16)')
    parser.add_argument('--device', help='e.g. cpu, cuda:1; a GPU if there is one')
    args = parser.parse_intermixed_args()  # inputs may come after options
    if args.sheet and not can_write(args.sheet):
        parser.error(f'--sheet {args.sheet}: it is written as .png or .jpg')
    if args.labeled and not needs_features(args.by):
        parser.error(f'--labeled has no meaning for --by {args.by}: take one with diverse')
    return args


def list_inputs(arguments: List[str]) -> List[Input]:
    """The files that the arguments stand for.

    Raises:
        ValueError: If one is a camera.
    """
    inputs = list(find_inputs(arguments))
    cameras = [item.path for item in inputs if item.kind == CAMERA]
    if cameras:
        raise ValueError(f'camera {cameras[0]} cannot be ranked, its pictures are gone afterwards; '
                         'record a video')
    return inputs


def look_at(inferencer: AUInferencer, inputs: List[Input], args: Namespace,
            found: Candidates) -> InferSummary:
    """Run the networks on inputs, with a bar that shows how far it is."""
    results = collect_candidates(inferencer, inputs, found, needs_features(args.by),
                                 args.batch_size, args.every)
    return follow_results(results, inputs, inferencer.device)


def features_of_labeled(inferencer: AUInferencer, args: Namespace) -> Optional[np.ndarray]:
    """Features of the images that have labels, ``(M, D)``.

    Raises:
        ValueError: If one of them cannot be used.
    """
    if not args.labeled:
        return None
    labeled = Candidates()
    summary = look_at(inferencer, list_inputs(args.labeled), args, labeled)
    if summary.failed or not labeled:
        raise ValueError(f'--labeled: {(summary.failures or ["there is no face"])[0]}')
    return labeled.features


def run(args: Namespace) -> InferSummary:
    """Rank, and write the list and the sheet."""
    args.checkpoint = choose_checkpoint(args.checkpoint)
    inputs, candidates = list_inputs(args.inputs), Candidates()
    refuse_own_outputs(
        args.inputs + args.labeled, inputs + list_inputs(args.labeled),
        [('--out', args.out), ('--sheet', args.sheet)],
        [args.checkpoint, args.config, args.detector.partition('=')[2]])
    inferencer = AUInferencer(args.checkpoint, args.config, args.device, args.detector)
    covered = features_of_labeled(inferencer, args)
    summary = look_at(inferencer, inputs, args, candidates)
    if not candidates:
        return summary
    choices = choose_faces(candidates, args.by, args.count, covered)
    write_ranking(args.out, candidates, choices, inferencer.classes)
    if args.sheet:
        chosen = {candidates.rows[choice.index].frame.input for choice in choices}
        frames = read_frames([item for item in inputs if item.path in chosen], args.every)
        draw_contact_sheet(args.sheet, candidates, choices, frames)
    print(f'{len(choices)} of {len(candidates)} faces by {args.by}: {args.out}')
    return summary


@user_errors(ExitCode.NOTHING_DONE)
def main() -> int:
    """Rank; the exit code says whether all inputs could be looked at."""
    args = parse_arguments()
    summary = run(args)
    for failure in summary.failures:
        print(f'failed: {failure}', file=sys.stderr)
    if summary.failed > len(summary.failures):
        print(f'... and {summary.failed - len(summary.failures)} more', file=sys.stderr)
    if summary.without_face:
        print(f'{summary.without_face} images and frames without a face are not ranked; for '
              'images that are crops already, or no faces: --detector none', file=sys.stderr)
    if not summary.faces:
        return ExitCode.NOTHING_DONE
    return ExitCode.SOME_FAILED if summary.failed else ExitCode.ALL_RIGHT


if __name__ == '__main__':
    sys.exit(main())
