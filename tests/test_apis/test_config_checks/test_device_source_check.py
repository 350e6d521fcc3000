import pytest

from mlcr_mm.apis import load_config

SWITCH = {'train_dataloader.dataset.pipeline.1.device_source': 120}


@pytest.mark.parametrize('config', ['mlcr_emotionet_r18_96px.py',
                                    'mean_teacher_emotionet_r18_96px.py'])
def test_one_setting_switches_it_on(config):
    pipeline = load_config(config, SWITCH).train_dataloader.dataset.pipeline
    assert pipeline[1].device_source == 120 and pipeline[1].size == 96


def test_models_of_other_preprocessors_say_what_to_set():
    config = 'supervised_emotionet_r18_96px.py'
    with pytest.raises(ValueError, match='set data_preprocessor.type=ViewDataPreprocessor'):
        load_config(config, SWITCH)
    load_config(config, {**SWITCH, 'data_preprocessor.type': 'ViewDataPreprocessor'})
