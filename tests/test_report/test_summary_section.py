from pathlib import Path

from mmengine.config import Config

from mlcr_mm.report.run_files import RunFiles
from mlcr_mm.report.summary_section import summary_section


def test_files_part_and_metrics(answers):
    config = Config(dict(model=dict(type='DualViewClassifier'),
                         test_dataloader=dict(dataset=dict(type='BP4D'))))
    files = RunFiles(Path('a.py'), Path('x\n.pth'), [])
    facts, metrics = summary_section(files, config, 'val', answers, '9.9').tables
    facts = dict(facts.rows)
    assert facts['images'] == '60 of the val part (BP4D)' and '9.9' in facts['made']
    assert facts['checkpoint'] == 'x\\n.pth' and facts['model'].endswith('two networks')
    assert dict(metrics.rows)['F1, mean of the probabilities'] == '51.5'
    assert 'raw logits' not in str(metrics.rows)  # not among the metrics
