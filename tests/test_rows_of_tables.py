"""The rows of the small tables are comparable, and each is what its name says."""
import pytest
from mmengine.config import Config
from toy import ROOT

from mlcr_mm.engine.phases import PhaseList
from mlcr_mm.reproduce import TABLES
from mlcr_mm.shipped import leaf_configs

LEAF = leaf_configs(ROOT / 'configs')
SIZES = {'demo': ('demo', ''), 'r18_96px': ('emotionet', '_r18_96px'), 'paper': ('emotionet', '')}
small = pytest.mark.parametrize('size', ['demo', 'r18_96px'])
every = pytest.mark.parametrize('size', list(SIZES))


def rows_of(size):
    """Row to config."""
    table, suffix = SIZES[size]
    return {row.name: Config.fromfile(LEAF[f'{row.config}{suffix}'])
            for row in TABLES[table].sections[0].rows}


def phases_of(config):
    return PhaseList(config.train_cfg.phases, config.train_cfg)


@every
def test_every_row_has_a_config_and_trains_as_long_as_mlcr(size):
    rows = rows_of(size)
    mlcr = rows.pop('MLCR')
    # MLCT's networks are those of the Baseline.
    assert rows.pop('MLCT').train_cfg.trained_by == str(
        LEAF[f'supervised_{"".join(SIZES[size])}'].relative_to(ROOT))
    for name, config in rows.items():
        assert phases_of(config).num_epochs == phases_of(mlcr).num_epochs, name
        assert config.train_dataloader.batch_size == mlcr.train_dataloader.batch_size, name
        assert config.optim_wrapper.optimizer == mlcr.optim_wrapper.optimizer, name
        for key in ('val_dataloader', 'test_dataloader', 'param_scheduler', 'randomness'):
            assert config[key] == mlcr[key], (name, key)
        backbone = {**mlcr.model.backbone, 'depth': config.model.backbone.depth}
        assert config.model.backbone == backbone and config.model.head.num_classes == 12, name
        assert (config.model.head.loss_recognition == mlcr.model.head.loss_recognition), name


@small
def test_only_self_training_starts_anew(size):
    anew = {name for name, config in rows_of(size).items() if name != 'MLCT'
            and any(phase.new_views for phase in phases_of(config))}
    assert anew == {'Self-training', 'MLCR'}


@every
def test_the_steps_from_the_baseline_to_mlcr(size):
    rows = rows_of(size)
    heads = {name: config.model.head for name, config in rows.items()}
    steps = [name for name in rows if name.startswith('Baseline +')]
    assert [name.split(' + ')[1:] for name in steps] == [
        ['L_cr'], ['L_cr', 'L_mv'], ['L_cr', 'L_mv', 'GCN'],
        ['L_cr', 'L_mv', 'GCN, symmetric graph']]
    for name in steps:
        assert heads[name].loss_co_regularization.loss_weight > 0
        assert heads[name].get('loss_self_training') is None
        assert (heads[name].loss_multi_view is None) == (name == 'Baseline + L_cr')
        starts = [phase.graph for phase in phases_of(rows[name])]
        assert starts == [False] * (len(starts) - 1) + ['GCN' in name]
    released, symmetric = (heads[name] for name in steps[2:])
    assert released.normalize == 'released' and released.gcn == dict(init='released')
    assert symmetric.normalize == 'symmetric' and symmetric.gcn.residual


@every
def test_self_training_is_without_co_regularization(size):
    config = rows_of(size)['Self-training']
    head = config.model.head
    assert head.loss_co_regularization is None and head.loss_multi_view is None
    assert head.loss_self_training.loss_weight > 0 and head.type == 'DualViewHead'
    first, second, *_ = phases_of(config)
    assert not first.unlabeled and second.targets['type'] == 'MeanOfViews' and not second.ramp


def test_the_ceiling_knows_the_labels_of_the_unlabelled_images_alone():
    rows = rows_of('demo')
    ceiling, baseline = rows['All images labelled'], rows['Baseline']
    parts = ceiling.train_dataloader.dataset
    assert parts.unlabeled.pop('tell_labels') and phases_of(ceiling)[0].unlabeled
    assert parts == baseline.train_dataloader.dataset and ceiling.model == baseline.model
