import pytest
from mmengine.config import Config

from mlcr_mm.apis import prepare_resume


@pytest.fixture
def config(tmp_path):
    return Config(dict(work_dir=str(tmp_path), load_from='old.pth', resume=False))


def test_a_run_without_a_checkpoint_starts_as_it_did(config):
    prepare_resume(config)
    assert config.load_from == 'old.pth' and config.resume is False


def test_the_latest_checkpoint_or_the_named_one(config, tmp_path):
    (tmp_path / 'last_checkpoint').write_text('epoch_3.pth')
    prepare_resume(config)
    assert config.load_from == 'epoch_3.pth' and config.resume is True
    prepare_resume(config, 'epoch_1.pth')
    assert config.load_from == 'epoch_1.pth' and config.resume is True
