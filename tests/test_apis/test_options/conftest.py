import pytest


@pytest.fixture
def path(tmp_path):
    path = tmp_path / 'a.py'
    path.write_text('''
data_root = 'data/a'
other_data_root = 'data/b'
part = dict(data_root=data_root)
loader = dict(dataset=dict(datasets=[part, dict(data_root=other_data_root)]), batch_size=4)
''')
    return str(path)
