import re

import pytest
from toy import write_toy_checkpoint

from mlcr_mm.apis import load_config
from mlcr_mm.report import write_report
from mlcr_mm.report.run_report import use_part

TITLES = ['Summary', 'Training', 'F1 per label', 'Precision and recall', 'Reliability',
          'Co-occurrence', 'Disagreement of the two networks', 'The worst errors', 'By subject']


def test_a_page_that_loads_nothing(work_dir):
    target = write_report(str(work_dir), device='cpu', num_resamples=20)
    page = target.read_text()
    assert target == work_dir / 'report.html'
    assert re.findall('<h2>(.*?)</h2>', page) == TITLES
    assert len(re.findall('<img ', page)) >= 8
    for address in re.findall(r'(?:src|href)="(.*?)"', page):
        assert address.startswith(('data:image/', '#s'))


def test_labels_may_be_called_anything(work_dir, tmp_path):
    data = tmp_path / 'data' / 'labels.csv'
    data.write_text(data.read_text().replace('AU2', 'a $b$ <i>&"'))
    names = "['AU1', 'a $b$ <i>&\"', 'AU4']"
    config = work_dir / 'toy.py'
    config.write_text(config.read_text().replace("'AU2'", "'a $b$ <i>&\"'"))
    assert names.split(', ')[1] in config.read_text()
    with pytest.raises(ValueError, match=r"epoch_4.pth has the labels \['AU1', 'AU2', 'AU4'\], the "
                       'dataset of the config has others'):
        write_report(str(work_dir), device='cpu', num_resamples=20)
    write_toy_checkpoint(load_config(str(config)), work_dir / 'epoch_4.pth', meta=True)
    page = write_report(str(work_dir), str(tmp_path / 'r.html'), device='cpu',
                        num_resamples=20).read_text()
    assert 'a $b$ &lt;i&gt;&amp;&#34;' in page and '<i>' not in page


def test_the_part_takes_the_place_of_the_test(work_dir):
    config = load_config(str(work_dir / 'toy.py'))
    config.val_dataloader.dataset.image_list = 'train.txt'
    assert use_part(config, 'val').test_dataloader.dataset.image_list == 'train.txt'
    assert config.test_dataloader.dataset.image_list == 'test.txt'
    config.val_dataloader = None
    with pytest.raises(ValueError, match='has no val_dataloader'):
        use_part(config, 'val')
