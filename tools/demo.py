"""Try a model on a page in the browser: ``python tools/demo.py MODEL.pth``."""
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mlcr_mm.apis import AUInferencer, choose_checkpoint, number_type, user_errors
from mlcr_mm.face_detection import DETECTORS
from mlcr_mm.inference.face_source import DEFAULT_DETECTOR, NO_DETECTOR

LOOPBACK = '127.0.0.1'


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(
        description=__doc__, epilog='Needs pip install "mlcr_mm[demo]". Only this machine can see '
        'the page, unless --host says otherwise; it has no password, and reports nothing to '
        'anybody.')
    parser.add_argument('checkpoint', nargs='?', metavar='MODEL.pth', help='model of '
                        'tools/train.py (or its work directory), tools/publish_model.py or '
                        'tools/export_onnx.py; if not given, a toy that comes with the package and '
                        'means nothing')
    parser.add_argument('--config', help='its config, if the checkpoint does not say it')
    parser.add_argument('--detector', default=DEFAULT_DETECTOR, metavar='NAME[=FILE]',
                        help=f'{", ".join(DETECTORS)}, or {NO_DETECTOR}: the pictures are aligned '
                        f'crops (default: {DEFAULT_DETECTOR})')
    parser.add_argument('--host', default=LOOPBACK, help='address to listen at (default: '
                        f'{LOOPBACK}, this machine alone)')
    parser.add_argument('--port', type=number_type(int, 1, 65535),
                        help='default: the first free one from 7860 on')
    parser.add_argument('--device', help='e.g. cpu, cuda:1; a GPU if there is one')
    return parser.parse_args()


@user_errors()
def main() -> int:
    """Serve the page until Ctrl-C."""
    args = parse_arguments()
    try:
        from mlcr_mm.demo import Recognizer, build_page, serve_page
    except ImportError as error:
        raise ImportError(
            f'the page needs gradio ({error}): pip install "mlcr_mm[demo]"') from error
    if args.checkpoint:
        args.checkpoint = choose_checkpoint(args.checkpoint)
    inferencer = AUInferencer(args.checkpoint, args.config, args.device, args.detector)
    name = Path(args.checkpoint).name if args.checkpoint else 'the toy that comes with mlcr_mm'
    page = build_page(Recognizer(inferencer), name)
    serve_page(page, args.host, args.port)
    return 0


if __name__ == '__main__':
    sys.exit(main())
