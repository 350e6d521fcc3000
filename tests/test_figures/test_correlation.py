import numpy as np
import pytest
import reference
from toy import write_toy_checkpoint

from mlcr_mm.figures import Source, correlation_figure
from mlcr_mm.registry import DATASETS


def drawn(figure, panel=0):
    return np.asarray(figure.axes[panel].images[0].get_array())


def slow_adjacency(config):
    """From the CSV, by the loops of the reference."""
    dataset = DATASETS.build(config.train_dataloader.dataset).labeled
    table = [line.split(',') for line in open(dataset.ann_file).read().split()[1:]]
    values = {row[0]: [int(value) for value in row[1:]] for row in table}
    return reference.adjacency(np.array([values[name] for name in dataset.image_names()]))


def test_map_of_the_training_labels(config):
    figure = correlation_figure([Source('toy', config)])
    np.testing.assert_allclose(drawn(figure), slow_adjacency(config), atol=1e-6)
    assert [tick.get_text() for tick in figure.axes[0].get_xticklabels()] == ['AU1', 'AU2', 'AU4']


def test_map_of_a_checkpoint(config, checkpoint):
    expected = slow_adjacency(config)
    figure = correlation_figure([Source('a', config, checkpoint), Source('b', config)], (8, 4))
    for panel in range(2):
        np.testing.assert_allclose(drawn(figure, panel), expected, atol=1e-6)


def test_checkpoint_without_a_graph(config, tmp_path):
    checkpoint = write_toy_checkpoint(config, tmp_path / 'stage1.pth')
    with pytest.raises(ValueError, match='stage1.pth has no label graph yet'):
        correlation_figure([Source('a', config, checkpoint)])


def test_head_without_a_graph(baseline):
    with pytest.raises(ValueError, match='its head is a RecognitionHead'):
        correlation_figure([Source('a', *baseline)])


def test_names_must_differ(config):
    with pytest.raises(ValueError, match="two sources are called 'a'"):
        correlation_figure([Source('a', config)] * 2)
