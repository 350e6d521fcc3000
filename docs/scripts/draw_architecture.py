"""Draw the way of a batch: ``python docs/scripts/draw_architecture.py docs/architecture.svg``."""
import sys

import matplotlib

matplotlib.use('svg')
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch  # noqa: E402

BLUE, ORANGE, GREEN, GREY = '#cfe3f5', '#fbe0c3', '#d6ecd2', '#e6e6e6'
# Name: centre x, centre y, width, height, text, colour.
BOXES = {
    'labeled': (1.1, 4.1, 2.0, .9, 'labelled part\n(labels 1, 0, unknown)', BLUE),
    'unlabeled': (1.1, 2.5, 2.0, .9, 'unlabelled part\n(all labels unknown)', BLUE),
    'sampler': (3.5, 3.3, 1.8, .9, 'MixedBatchSampler\none batch of both', BLUE),
    'view1': (6.0, 4.1, 1.9, .9, 'view 1\nbackbone, neck', ORANGE),
    'view2': (6.0, 2.5, 1.9, .9, 'view 2\nbackbone, neck', ORANGE),
    'head': (8.5, 3.3, 2.0, 1.1, 'GCNHead\na classifier per view;\nthe label graph', ORANGE),
    'recognition': (11.3, 4.6, 2.7, .62, 'recognition (known labels)', GREEN),
    'multi_view': (11.3, 3.73, 2.7, .62, 'multi-view (classifiers)', GREEN),
    'co': (11.3, 2.87, 2.7, .62, 'co-regularization (all images)', GREEN),
    'self': (11.3, 2.0, 2.7, .62, 'self-training (targets)', GREEN),
}
ARROWS = [('labeled', 'sampler'), ('unlabeled', 'sampler'), ('sampler', 'view1'),
          ('sampler', 'view2'), ('view1', 'head'), ('view2', 'head'), ('head', 'recognition'),
          ('head', 'multi_view'), ('head', 'co'), ('head', 'self')]
# What the phases set: place along the bar, place of the box above, text.
SETTINGS = [(3.5, 2.82, 'unlabeled'), (6.0, 2.02, 'new_views'), (8.5, 2.72, 'graph'),
            (11.3, 1.66, 'ramp, targets')]


def draw(path: str) -> None:
    """Write the drawing to a file."""
    plt.rcParams.update({'svg.hashsalt': 'mlcr_mm', 'svg.fonttype': 'none', 'font.size': 9,
                         'font.family': 'DejaVu Sans'})
    figure, axes = plt.subplots(figsize=(12.8, 4.6))
    axes.set(xlim=(0, 12.8), ylim=(.1, 5.1))
    axes.axis('off')
    for x, y, width, height, text, color in BOXES.values():
        axes.add_patch(FancyBboxPatch((x - width / 2, y - height / 2), width, height, fc=color,
                                      ec='#444444', boxstyle='round,pad=0,rounding_size=.08'))
        axes.text(x, y, text, ha='center', va='center')
    for start, end in ARROWS:
        x1, y1, width1 = BOXES[start][:3]
        x2, y2, width2 = BOXES[end][:3]
        arrow(axes, (x1 + width1 / 2, y1), (x2 - width2 / 2, y2))
    axes.add_patch(FancyBboxPatch((.1, .3), 12.6, .6, fc=GREY, ec='#444444',
                                  boxstyle='round,pad=0,rounding_size=.08'))
    axes.text(6.35, .6, 'PhaseTrainLoop: train_cfg.phases say what is on, epoch by epoch '
              '(PhaseHook), and the learning rate (PhaseLR)', ha='center', va='center')
    for x, y, text in SETTINGS:
        arrow(axes, (x, .9), (x, y), linestyle='--')
        axes.text(x + .08, 1.2, text, va='center', family='monospace')
    figure.savefig(path, bbox_inches='tight', facecolor='white', metadata={'Date': None})


def arrow(axes: plt.Axes, start: tuple, end: tuple, **style: str) -> None:
    """An arrow between two places."""
    axes.add_patch(FancyArrowPatch(start, end, arrowstyle='-|>', mutation_scale=12,
                                   color='#444444', shrinkA=1, shrinkB=1, **style))


if __name__ == '__main__':
    draw(sys.argv[1])
