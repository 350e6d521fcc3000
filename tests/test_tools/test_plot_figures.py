
import cv2
import pytest
from shared_data import FACSRENDER, needs_facsrender
from toy import LABELS, ROOT, write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import load_config


@pytest.fixture(scope='module')
def model(tmp_path_factory):
    folder = tmp_path_factory.mktemp('plot_figures')
    path = write_toy_config(folder, workers=0)
    config = load_config(str(path))
    return path, write_toy_checkpoint(config, folder / 'graph.pth', graph=True)


@pytest.mark.parametrize('arguments', [
    ['correlation', 'a={0}', 'b={0}:{1}'],
    ['inconsistency', 'with L_mv={0}:{1}', 'without L_mv={0}:{1}'],
    ['tsne', '{0}', '{1}', '--label', 'AU2', '--num-images', '5', '--seed', '1'],
    ['bars', 'MLCR={0}:{1}'],
    ['attention', '{0}', '{1}', '--label', 'AU4', '--index', '3', '5'],
], ids=lambda arguments: arguments[0])
def test_every_figure_has_its_size(model, run, tmp_path, arguments):
    out = tmp_path / 'figure.png'
    arguments = [argument.format(*model) for argument in arguments]
    device = [] if arguments[0] == 'correlation' else ['--device', 'cpu']
    assert run(*arguments, *device, '--out', out, '--size', '5', '3', '--dpi', '60') == 0
    image = cv2.imread(str(out))
    assert image.shape == (180, 300, 3) and image.std() > 5


@pytest.mark.parametrize('arguments', [
    ['correlation', 'b={0}:{1}'], ['inconsistency', '{0}:{1}'], ['bars', 'MLCR={0}:{1}'],
    ['tsne', '{0}', '{1}', '--label', 'AU2', '--num-images', '5'],
    ['attention', '{0}', '{1}', '--label', 'AU4', '--index', '3'],
], ids=lambda arguments: arguments[0])
def test_labels_in_another_order_are_refused(tmp_path, run, capsys, arguments):
    config = load_config(str(write_toy_config(tmp_path, workers=0)))
    checkpoint = write_toy_checkpoint(config, tmp_path / 'a.pth', graph=True, meta=True)
    other = write_toy_config(tmp_path, workers=0, classes=LABELS[::-1])
    arguments = [argument.format(other, checkpoint) for argument in arguments]
    assert run(*arguments, '--out', tmp_path / 'figure.png') == 1
    assert 'the same ones in another order' in capsys.readouterr().err
    assert not (tmp_path / 'figure.png').exists()


def test_bars_of_a_file(run, tmp_path, capsys):
    table = tmp_path / 'ablation.csv'
    table.write_text('row,label,mean,std,runs\nBaseline,AU1,50,1,3\nBaseline,average,50,1,3\n')
    assert run('bars', table, '--out', tmp_path / 'bars.pdf') == 0
    assert (tmp_path / 'bars.pdf').read_bytes().startswith(b'%PDF')
    assert 'Baseline: 50.0 +- 1.0 on average' in capsys.readouterr().out


def test_efficiency_of_files(run, tmp_path):
    for number in (100, 200):
        (tmp_path / f'{number}.csv').write_text(
            'method,source,average,average_sd,map,map_sd\nBaseline,ours,50,1,60,2\n')
    sources = [f'{number}={tmp_path / str(number)}.csv' for number in (100, 200)]
    assert run('efficiency', *sources, '--rows', 'Baseline', '--out', tmp_path / 'a.png', '--size',
               '5', '3', '--dpi', '60') == 0
    assert cv2.imread(str(tmp_path / 'a.png')).shape == (180, 300, 3)


def test_one_clear_error(model, run, tmp_path, capsys):
    config, checkpoint = model
    png = tmp_path / 'a.png'
    for arguments, message in (
        (['tsne', config, checkpoint, '--label', 'AU1', '--out', 'a.bmp'], 'a.bmp must end in'),
        (['tsne', config, checkpoint, '--label', 'AU9', '--out', png], "no label 'AU9'"),
        (['tsne', config, 'none.pth', '--label', 'AU1', '--out', png], 'none.pth'),
        (['inconsistency', config, '--out', png], 'not of the form NAME=CONFIG:CHECKPOINT'),
        (['bars', 'none.csv', '--out', png], 'none.csv'),
        (['efficiency', '5=none.csv', '--out', png], 'none.csv'),
        (['attention', config, checkpoint, '--label', 'AU1', '--out', png, '--cfg-options',
          'model.head.num_classes=4'], 'does not fit the model'),
    ):
        assert run(*arguments) == 1
        error = capsys.readouterr().err.strip().splitlines()[-1]
        assert error.startswith('error: ') and message in error
    assert not png.exists()


@needs_facsrender
def test_correlation_of_the_rendered_emotionet(run, tmp_path):
    assert run('correlation', ROOT / 'configs' / 'mlcr_emotionet_r18_96px.py', '--cfg-options',
               f'data_root={FACSRENDER / "emotionet"}', '--out', tmp_path / 'a.png') == 0
    assert cv2.imread(str(tmp_path / 'a.png')).shape[0] == round(150 * (12 * .4 + 1.6 + .2))


def test_names_with_dollar_signs_are_no_formulas(run, tmp_path):
    table = tmp_path / 'a.csv'
    table.write_text('row,label,mean,std\nm,cost_$5-$10,50,1\nm,$\\x$,50,1\nm,average,50,1\n')
    out = tmp_path / 'bars.svg'
    assert run('bars', table, '--out', out) == 0
    assert out.is_file()


def test_a_number_of_images_that_is_none(model, run, tmp_path, capsys):
    for figure, number in (('tsne', '1'), ('attention', '-3')):
        assert run(figure, *model, '--label', 'AU2', '--num-images', number,
                   '--out', tmp_path / 'a.png') == 2
        assert '--num-images: must be a whole number >=' in capsys.readouterr().err
