import pytest
import torch
from mmpretrain.structures import DataSample

from mlcr_mm.models.heads import targets
from mlcr_mm.models.heads.targets import (
    check_features,
    count_labeled,
    share_of_processes,
    stack_labels,
)


def test_labels_are_stacked_and_labelled_images_counted():
    rows = [[1., -1.], [-1., -1.], [0., 0.]]
    labels = stack_labels([DataSample().set_gt_score(torch.tensor(row)) for row in rows])
    assert labels.tolist() == rows
    assert count_labeled(labels).item() == 2


def test_wrong_width_says_what_to_write():
    features = torch.zeros(2, 8)
    assert check_features(features, 8, 'model.head.in_channels') is features
    with pytest.raises(ValueError, match='write model.head.in_channels=8'):
        check_features(features, 512, 'model.head.in_channels')


def test_missing_neck_says_what_to_write():
    with pytest.raises(ValueError, match='GlobalAveragePooling'):
        check_features(torch.zeros(2, 8, 3, 3), 8, 'model.head.in_channels')


@pytest.fixture
def shares_of(monkeypatch):
    """What each process gets for its count, if all call with the counts given."""

    def compute(*counts):

        def all_reduce(data, op):
            assert op == 'mean'
            data.fill_(sum(counts) / len(counts))

        monkeypatch.setattr(targets, 'get_world_size', lambda: len(counts))
        monkeypatch.setattr(targets, 'all_reduce', all_reduce)
        return [share_of_processes(count, torch.device('cpu')) for count in counts]

    return compute


@pytest.mark.parametrize('counts', [(3, 5), (0, 4), (1, 0, 0, 0), (2, 2), (7, 1, 4)])
def test_weighted_means_of_the_processes_are_the_mean_over_all(shares_of, counts):
    rows = [torch.rand(count) for count in counts]
    means = [share * (row.mean() if len(row) else 0)
             for share, row in zip(shares_of(*counts), rows)]
    torch.testing.assert_close(sum(means) / len(counts), torch.cat(rows).mean())


def test_no_process_has_any(shares_of):
    assert [float(share) for share in shares_of(0, 0)] == [0, 0]


def test_a_process_alone_has_all():
    assert share_of_processes(0, torch.device('cpu')) == share_of_processes(9, 'cpu') == 1
