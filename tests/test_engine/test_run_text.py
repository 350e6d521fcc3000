from types import SimpleNamespace

from training_doubles import LabeledPart, Loader, Loop, make_runner, semi_supervised

from mlcr_mm.engine.run_text import describe_run


def text(dataset, val_dataset=None, classes=('AU1', 'AU2')):
    dataset._metainfo = dict(classes=classes)  # metainfo is a copy
    runner = make_runner(dataset=dataset)
    runner.train_dataloader = Loader(dataset=dataset)
    runner.experiment_name, runner.work_dir = 'mine', 'work_dirs/mine'
    runner.val_loop = val_dataset and Loop(val_dataset)
    runner.train_loop = SimpleNamespace(val_interval=5)
    return describe_run(runner).splitlines()


def test_says_what_is_trained_on_what():
    validation = LabeledPart()
    validation.data_root = 'data/mine'
    lines = text(semi_supervised(), validation)
    weights = sum(weight.numel() for weight in make_runner().model.parameters()) / 1e6
    assert lines == [
        'training mine',
        '  model       DualViewClassifier of ResNet and ResNet, DualViewHead, '
        f'{weights:.1f} million weights',
        '  labels      AU1, AU2',
        '  labelled    4 images of LabeledPart',
        '  unlabelled  6 images of UnlabeledPart',
        '  validation  4 images of LabeledPart in data/mine, every 5 epochs',
        '  results     work_dirs/mine',
    ]


def test_many_labels_are_counted():
    lines = text(semi_supervised(), classes=[f'AU{number}' for number in range(40)])
    assert lines[2].endswith('AU10, AU11, ... (40 in all)')


def test_other_datasets_are_one_part():
    lines = text(LabeledPart(), classes=())
    assert [line.split()[0] for line in lines] == ['training', 'model', 'training', 'results']
