"""Recognise faces: ``python tools/infer.py INPUT... --checkpoint MODEL.pth --out FILE.csv``."""
import sys
from argparse import ArgumentParser, Namespace
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional, TextIO

from mlcr_mm.apis import (
    AUInferencer,
    ExitCode,
    choose_checkpoint,
    number_type,
    user_errors,
)
from mlcr_mm.face_detection import DETECTORS
from mlcr_mm.inference import FaceTable, OpenFaceTable, find_inputs, refuse_own_outputs
from mlcr_mm.inference.face_source import DEFAULT_DETECTOR, NO_DETECTOR
from mlcr_mm.inference.results import (
    InferSummary,
    annotate_results,
    follow_results,
    write_results,
)
from mlcr_mm.inference.resumed_table import Progress, check_redone, resume_csv
from mlcr_mm.inference.table_file import ANY_NAME, CsvTable, JsonTable

# Of the file, without and with --json; a pipe has none.
_SUFFIXES = (('.csv', '.txt', ''), ('.jsonl', '.json', ''))
TABLES = {'csv': FaceTable, 'openface': OpenFaceTable}


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(
        description=__doc__, epilog='Ends with 0 if all went well, 1 if some input failed (its row '
        'says why), 2 if nothing could be done. The columns: docs/inference.md.')
    parser.add_argument('inputs', nargs='+', metavar='INPUT', help='image, video, folder, pattern, '
                        'list of paths (.txt), or index of a camera')
    parser.add_argument('--checkpoint', help='model of tools/train.py (or its work directory), '
                        'tools/publish_model.py or tools/export_onnx.py; if not given, a toy that '
                        'comes with the package and means nothing')
    parser.add_argument('--config', help='its config, if the checkpoint does not say it')
    parser.add_argument('--out', help='file of the table; standard output if not given')
    parser.add_argument('--format', choices=TABLES, default='csv', help='columns: ours, or those '
                        'of OpenFace that we have (default: csv)')
    parser.add_argument('--json', action='store_true', help='write JSON Lines, one object per row')
    parser.add_argument('--resume', action='store_true', help='go on with the file of a run that '
                        'was cut off')
    parser.add_argument('--detector', default=DEFAULT_DETECTOR, metavar='NAME[=FILE]',
                        help=f'{", ".join(DETECTORS)}, or {NO_DETECTOR}: the images are aligned '
                        f'crops (default: {DEFAULT_DETECTOR})')
    parser.add_argument('--landmarks', metavar='FILE', help='five points per image instead of a '
                        'detector, as tools/align_faces.py takes them')
    parser.add_argument('--root', default='', help='folder that the names in --landmarks are '
                        'relative to; the input folder if not given')
    parser.add_argument('--min-confidence', type=number_type(float, 0, 1),
                        help='least score of a face, 0 to 1 '
                        "(default: the detector's own)")
    parser.add_argument('--every', type=number_type(int, 1), default=1, metavar='N',
                        help='every N-th frame of videos (default: 1)')
    parser.add_argument('--batch-size', type=number_type(int, 1), default=16,
                        help='faces at a time (default: 16)')
    parser.add_argument('--device', help='e.g. cpu, cuda:1; a GPU if there is one')
    parser.add_argument('--annotated', metavar='DIR', help='folder for pictures of the results')
    args = parser.parse_intermixed_args()  # inputs may come after options
    check_arguments(parser, args)
    return args


def check_arguments(parser: ArgumentParser, args: Namespace) -> None:
    """End with a message where options contradict each other."""
    if args.json and args.format != 'csv':
        parser.error('--json has columns of its own: leave --format out')
    if args.root and not args.landmarks:
        parser.error('--root is where the names of --landmarks begin: give both, or none')
    if args.landmarks and args.detector != DEFAULT_DETECTOR:
        parser.error('--landmarks are taken instead of a detector: give --landmarks or --detector')
    if args.min_confidence is not None and (args.landmarks or args.detector == NO_DETECTOR):
        parser.error('--min-confidence is a score of a detector, and there is none')
    if args.resume and (args.json or args.format != 'csv' or not args.out):
        parser.error('--resume needs --out FILE.csv in our own format')


@contextmanager
def open_output(path: Optional[str], append: bool) -> Iterator[TextIO]:
    """The file of the table, or standard output."""
    if path is None:
        sys.stdout.reconfigure(encoding='utf-8', errors=ANY_NAME, newline='')
        yield sys.stdout
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, 'a' if append else 'w', newline='', encoding='utf-8',
              errors=ANY_NAME) as file:
        yield file


def check_suffix(args: Namespace) -> None:
    """Refuse a name that promises another format."""
    suffixes = _SUFFIXES[args.json]
    if args.out and Path(args.out).suffix.lower() not in suffixes:
        kind = 'JSON Lines' if args.json else 'CSV'
        raise ValueError(f'--out {args.out}: what is written is {kind}, name it '
                         f'{" or ".join(filter(None, suffixes))}')


def run(args: Namespace) -> InferSummary:
    """Recognise all inputs."""
    if args.checkpoint:
        args.checkpoint = choose_checkpoint(args.checkpoint)
    inputs = list(find_inputs(args.inputs))
    refuse_own_outputs(args.inputs, inputs, [('--out', args.out)],
                       [args.checkpoint, args.config, args.landmarks,
                        args.detector.partition('=')[2]],
                       ('--annotated', args.annotated))
    check_suffix(args)
    inferencer = AUInferencer(args.checkpoint, args.config, args.device, args.detector,
                              args.min_confidence, args.landmarks, args.root)
    table = TABLES[args.format](inferencer.classes)
    writer = JsonTable(inferencer.classes, inferencer.notice) if args.json else CsvTable(table)
    before = None
    if args.resume:
        before = resume_csv(Path(args.out), table, {item.path for item in inputs}, args.every)
    done = before or Progress(set(), {}, [], [], [], 0)
    # What was half done comes first: its rows are the last ones until it is finished.
    inputs = sorted((item for item in inputs if item.path not in done.done),
                    key=lambda item: item.path not in done.first)
    for frame, faces in done.frames:
        inferencer.source.restore(frame, faces)
    with open_output(args.out, append=before is not None) as file:
        if before is None:
            writer.begin(file)
        results = inferencer.stream(inputs, args.batch_size, every=args.every, first=done.first,
                                    keep_images=args.annotated is not None)
        results = check_redone(results, done.redone, table, file)
        results = write_results(results, writer, file)
        if args.annotated is not None:
            results = annotate_results(results, args.annotated, inferencer.classes)
        summary = follow_results(results, inputs, inferencer.device)
    return summary.after(done.failures, done.worked)


@user_errors(ExitCode.NOTHING_DONE)
def main() -> int:
    """Recognise; the exit code says whether all inputs could be worked on."""
    args = parse_arguments()
    try:
        summary = run(args)
    except KeyboardInterrupt:
        print('stopped; the rows so far are written, and --resume goes on', file=sys.stderr)
        return ExitCode.STOPPED
    print(f'{summary.faces} faces in {summary.frames} images and frames, {summary.without_face} '
          f'without a face, in {summary.seconds:.1f} s', file=sys.stderr)
    if summary.without_face and not summary.faces:
        print('no face was found; for images that are crops already, or no faces: --detector none',
              file=sys.stderr)
    for failure in summary.failures:
        print(f'failed: {failure}', file=sys.stderr)
    if summary.failed > len(summary.failures):
        print(f'... and {summary.failed - len(summary.failures)} more', file=sys.stderr)
    if not summary.failed:
        return ExitCode.ALL_RIGHT
    return ExitCode.SOME_FAILED if summary.has_done_something else ExitCode.NOTHING_DONE


if __name__ == '__main__':
    sys.exit(main())
