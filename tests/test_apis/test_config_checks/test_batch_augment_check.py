import pytest

from mlcr_mm.apis import load_config

KEY = 'data_preprocessor.batch_augments.augments'
MIXUP = {f'{KEY}.type': 'MultiLabelMixup', f'{KEY}.alpha': 0.5}


@pytest.mark.parametrize('config', ['mlcr_demo.py', 'supervised_demo.py', 'self_training_demo.py',
                                    'mean_teacher_demo.py', 'mlcr_emotionet_r18_96px.py'])
def test_two_options_switch_it_on(config):
    augments = load_config(config, MIXUP).data_preprocessor.batch_augments.augments
    assert augments == dict(type='MultiLabelMixup', alpha=0.5)


@pytest.mark.parametrize('place', [KEY, 'model.train_cfg.augments'])
@pytest.mark.parametrize('kind', ['Mixup', 'CutMix'])
def test_what_knows_no_unknown_labels_is_refused(place, kind):
    options = {f'{place}.type': kind, f'{place}.alpha': 0.5}
    with pytest.raises(ValueError, match=f"'{kind}'.*write MultiLabelMixup"):
        load_config('supervised_demo.py', options)


def test_one_of_several_is_refused():
    augments = [dict(type='MultiLabelMixup', alpha=0.5), dict(type='CutMix', alpha=1.)]
    with pytest.raises(ValueError, match='CutMix'):
        load_config('supervised_demo.py', {'data_preprocessor.batch_augments': dict(
            augments=augments, probs=[0.5, 0.5])})


@pytest.mark.parametrize('config', ['cap_demo.py', 'co_training_demo.py'])
def test_models_with_pseudo_labels_refuse_it(config):
    with pytest.raises(ValueError, match='does not mix the pseudo-labels'):
        load_config(config, MIXUP)


@pytest.mark.parametrize('config', ['mlcr_demo.py', 'mean_teacher_demo.py'])
def test_the_other_place_is_named_where_a_model_has_none(config, tmp_path):
    advice = 'model.train_cfg.augments: .* mixes images by data_preprocessor=.*MultiLabelMixup'
    with pytest.raises(ValueError, match=advice):
        load_config(config, {'model.train_cfg.augments': dict(type='Mixup', alpha=0.2)})
    path = tmp_path / 'mine.py'
    path.write_text(f"_base_ = __import__('mlcr_mm').config_path('{config}')\n"
                    "model = dict(train_cfg=dict(augments=[dict(type='Mixup', alpha=0.2)]))\n")
    with pytest.raises(ValueError, match=advice):
        load_config(str(path))
