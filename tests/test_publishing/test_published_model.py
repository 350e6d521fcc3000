import pytest
import torch
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.engine.calibration import CALIBRATED_ANEW
from mlcr_mm.engine.checkpoints import build_trained_model
from mlcr_mm.files import load_checkpoint_safely
from mlcr_mm.inference.checkpoint_config import config_of_checkpoint
from mlcr_mm.publishing import published_content


def test_folded_graph_and_one_network_predict_the_same(tmp_path):
    for method, graph in (('mlcr', True), ('mlcr', False), ('mean_teacher', False)):
        folder = tmp_path / f'{method}{graph}'
        folder.mkdir()
        config = load_config(str(write_toy_config(folder, workers=0, method=method)))
        path = write_toy_checkpoint(config, folder / 'x.pth', graph=graph, meta=True)
        content = load_checkpoint_safely(path)
        content['meta'].update(epoch=4, seed=7)
        published = published_content(content, path)
        slim = config_of_checkpoint(published, path)
        images = torch.randn(3, 3, 24, 24, generator=torch.Generator().manual_seed(0))
        with torch.no_grad():
            outputs = [
                build_trained_model(c, k, path, 'cpu')(images, mode='tensor')
                for c, k in ((config, content), (slim, published))]
        for before, after in zip(*map(_flat, outputs)):
            torch.testing.assert_close(after, before, rtol=0, atol=1e-5)
        assert published['meta']['training']['epoch'] == 4 and 'seed' not in published['meta']


@pytest.mark.parametrize('method, graph', [
    ('mlcr', True), ('mlcr', False), ('mean_teacher', False), ('fixmatch', False)])
def test_calibrated_model_has_its_shifts_in_the_biases(tmp_path, method, graph):
    config = load_config(str(write_toy_config(tmp_path, workers=0, method=method)))
    path = write_toy_checkpoint(config, tmp_path / 'x.pth', graph=graph, meta=True)
    content = load_checkpoint_safely(path)
    if method == 'mean_teacher':
        content['state_dict']['teacher.steps'].fill_(5)  # from now on it predicts
    shifts = [name for name in content['state_dict'] if name.endswith('logit_shift')]
    for name in shifts:
        content['state_dict'][name].uniform_(1, 3)
    published = published_content(content, path)
    assert shifts and not any(published['state_dict'][name].any() for name in shifts)
    slim = config_of_checkpoint(published, path)
    images = torch.randn(3, 3, 24, 24, generator=torch.Generator().manual_seed(0))
    before, after = (build_trained_model(*source, path, 'cpu').predict(images)
                     for source in ((config, content), (slim, published)))
    for old, new in zip(before, after):
        torch.testing.assert_close(new.pred_score, old.pred_score, rtol=0, atol=1e-6)
        # Whoever does not know of shifts has the calibrated probabilities.
        torch.testing.assert_close(new.uncalibrated_score, old.pred_score, rtol=0, atol=1e-6)
        assert (old.pred_score - old.uncalibrated_score).abs().max() > 1e-3


def test_metrics_of_other_decisions_do_not_go_with_a_model(checkpoint, tmp_path):
    log = tmp_path / '20260101_000000' / 'vis_data' / 'scalars.json'
    log.parent.mkdir(parents=True)
    log.write_text('{"mlcr/f1": 50.0, "step": 4}')
    content = load_checkpoint_safely(checkpoint)
    content['meta'].update(epoch=4, experiment_name='toy_20260101_000000')
    for is_anew, metrics in ((False, {'mlcr/f1': 50.}), (True, None)):
        content['meta'][CALIBRATED_ANEW] = is_anew
        published = published_content(content, str(tmp_path / 'epoch_4.pth'))
        assert published['meta']['training']['metrics'] == metrics


def test_a_model_that_is_not_calibrated_is_remarked_on(checkpoint, caplog):
    content = load_checkpoint_safely(checkpoint)
    shifts = content['state_dict']['head.logit_shift']
    published_content(content, 'a.pth')
    assert 'a.pth is not calibrated' in caplog.text
    caplog.clear()
    content['state_dict']['head.logit_shift'] = shifts + 0.5
    published_content(content, 'a.pth')
    assert not caplog.text


def _flat(output):
    if isinstance(output, torch.Tensor):
        return [output]
    return [tensor for item in output for tensor in _flat(item)]
