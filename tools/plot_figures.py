"""Draw the paper's figures from checkpoints: ``python tools/plot_figures.py FIGURE ...``."""
import sys
from argparse import ArgumentParser, Namespace
from typing import Dict

from matplotlib import rc_context
from matplotlib.figure import Figure

from mlcr_mm.apis import (
    OptionAction,
    careful_with_checkpoints,
    choose_checkpoint,
    load_config,
    number_type,
    user_errors,
)
from mlcr_mm.figures import (
    attention_figure,
    bars_figure,
    correlation_figure,
    efficiency_figure,
    inconsistency_figure,
    parse_source,
    tsne_figure,
)
from mlcr_mm.files import check_is_checkpoint
from mlcr_mm.visualization import Bars, check_figure_path, save_figure

_SOURCES = dict(nargs='+', metavar='NAME=CONFIG:CHECKPOINT')


def parse_arguments() -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(description=__doc__)
    figures = parser.add_subparsers(dest='figure', required=True)
    correlation = figures.add_parser('correlation', help='how labels depend on each other '
                                     '(Fig. 1b): the graph in a checkpoint or, without one, that '
                                     "of the config's training labels")
    correlation.add_argument('sources', nargs='+', metavar='NAME=CONFIG[:CHECKPOINT]',
                             help='one map each')
    inconsistency = figures.add_parser('inconsistency', help='share of the test decisions on which '
                                       'the two views differ (Fig. 3a)')
    inconsistency.add_argument('sources', help='those of one name are runs of one method',
                               **_SOURCES)
    tsne = figures.add_parser('tsne', help="t-SNE of both views' features (Fig. 3b)")
    bars = figures.add_parser('bars', help='F1 per label of several methods (Fig. 4)')
    bars.add_argument('sources', nargs='+', metavar='RESULTS.csv|NAME=CONFIG:CHECKPOINT',
                      help='tables of tools/reproduce.py, and checkpoints to test; those of one '
                      'name are runs of one method')
    efficiency = figures.add_parser('efficiency', help='F1 and mAP over the number of labelled '
                                    'images (not in the paper)')
    efficiency.add_argument('sources', nargs='+', metavar='NUMBER=RESULTS.csv', help='labelled '
                            'images, and the table of tools/reproduce.py for so many')
    for command in (bars, efficiency):
        command.add_argument('--rows', nargs='+', metavar='NAME', help='methods to draw, in this '
                             'order')
    attention = figures.add_parser('attention', help='where each view looks (Fig. 1a)')
    attention.add_argument('--index', type=number_type(int, 0), nargs='+',
                           help='numbers of test images to show '
                           'instead of some drawn at random')
    for command, number, least in ((tsne, 500, 2), (attention, 6, 1)):
        command.add_argument('config', help='config file')
        command.add_argument('checkpoint', help='checkpoint file')
        command.add_argument('--label', required=True, help='name of the label, e.g. AU25')
        command.add_argument('--num-images', type=number_type(int, least), default=number,
                             help='test images, half of '
                             'them with the label if there are as many (default: %(default)s)')
        command.add_argument('--seed', type=number_type(int, 0), default=0,
                             help='default: %(default)s')
    for command in figures.choices.values():
        command.add_argument('--out', required=True, help='file to write: .png, .pdf or .svg')
        command.add_argument('--size', type=number_type(float, .1), nargs=2, metavar=('WIDTH',
                             'HEIGHT'),
                             help='inches; default: what the labels need')
        command.add_argument('--dpi', type=number_type(int, 1), default=150,
                             help='pixels per inch (default: '
                             '%(default)s)')
        if command is not efficiency:
            command.add_argument('--cfg-options', nargs='+', action=OptionAction,
                                 metavar='KEY=VALUE', help='override settings of every config, '
                                 'e.g. data_root=DIR')
        if command not in (correlation, efficiency):
            command.add_argument('--device', help='cpu, cuda:0, ...; default: a GPU if there '
                                 'is one')
    return parser.parse_args()


def print_numbers(methods: Dict[str, Bars]) -> None:
    """Print the averages of a bar figure."""
    for name, bars in methods.items():
        deviation = f' +- {bars.average_std:.1f}' if bars.average_std > 0 else ''
        print(f'{name}: {bars.average:.1f}{deviation} on average')


def draw(args: Namespace) -> Figure:
    """Make the figure that the arguments describe."""
    options = dict(size=tuple(args.size)) if args.size else {}
    if args.figure == 'correlation':
        return correlation_figure(
            [parse_source(text, args.cfg_options, False) for text in args.sources], **options)
    if args.figure == 'efficiency':
        return efficiency_figure(args.sources, args.rows, **options)
    options['device'] = args.device
    if args.figure in ('tsne', 'attention'):
        args.checkpoint = choose_checkpoint(args.checkpoint)
        check_is_checkpoint(args.checkpoint)
        config = load_config(args.config, args.cfg_options)
        options.update(num_images=args.num_images, seed=args.seed)
        if args.figure == 'tsne':
            return tsne_figure(config, args.checkpoint, args.label, **options)
        return attention_figure(config, args.checkpoint, args.label, indices=args.index, **options)
    if args.figure == 'inconsistency':
        sources = [parse_source(text, args.cfg_options) for text in args.sources]
        figure, methods = inconsistency_figure(sources, **options)
    else:
        sources = [text if text.endswith('.csv') else parse_source(text, args.cfg_options)
                   for text in args.sources]
        figure, methods = bars_figure(sources, args.rows, **options)
    print_numbers(methods)
    return figure


@user_errors()
def main() -> int:
    """Draw and write the figure."""
    args = parse_arguments()
    check_figure_path(args.out)
    # Names are shown as they are, also those with dollar signs.
    with careful_with_checkpoints(), rc_context({'text.parse_math': False}):
        save_figure(draw(args), args.out, args.dpi)
    print(args.out)
    return 0


if __name__ == '__main__':
    sys.exit(main())
