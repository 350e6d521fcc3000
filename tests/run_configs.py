"""Configs that can be planned with but not trained, for tests of tools/reproduce.py's parts."""

CONFIG = '''
data_root = 'data/a'
model = dict(type='Net')
train_cfg = dict(max_epochs={epochs})
part = dict(data_root=data_root, type='Toy', fold=1, image_list='splits/test.txt', pipeline=[])
train_dataloader = dict(dataset=part)
test_dataloader = dict(dataset=part)
randomness = dict(seed=0)
'''
CROSS = '''
test_data_root = 'data/b'
test_dataloader = dict(dataset=dict(
    type='Other', data_root=test_data_root, uncoded=['AU5'], pipeline=[dict(type='Large')]))
'''


def write_run_configs(folder, *stems, epochs=4):
    folder.mkdir(exist_ok=True)
    for stem in stems:
        text = CROSS if stem.startswith('cross') else CONFIG.format(epochs=epochs)
        (folder / f'{stem}.py').write_text(text)
    return folder


def finish_training(training):
    training.folder.mkdir(parents=True)
    training.record.write_text('{}')
    training.checkpoint.write_text('')
