from mmengine.config import Config

from mlcr_mm.engine import FiniteHook
from mlcr_mm.engine.checkpoints.configured_hooks import configured_hooks, hooks_named


def test_hooks_of_both_places_are_found_by_name():
    one, two = dict(type='FiniteHook', max_skipped=3), dict(type='my_package.hooks.FiniteHook')
    built = FiniteHook()
    config = Config(dict(default_hooks=dict(a=one, b=dict(type='Other')),
                         custom_hooks=[two, built]))
    assert len(configured_hooks(config)) == 4 and configured_hooks(config)[-1] is built
    assert hooks_named(config, 'FiniteHook') == [one, two]
    assert configured_hooks(Config(dict(default_hooks=None))) == hooks_named(Config(), 'A') == []
