import torch

from mlcr_mm.benchmark.machine import describe_machine, peak_memory


def test_versions_and_threads_are_those_in_use():
    machine = describe_machine()
    assert machine['versions']['torch'] == torch.__version__
    assert machine['threads'] == torch.get_num_threads() and 'cores' in machine['processor']


def test_memory_grows_with_what_is_held():
    before = peak_memory()['process']
    held = torch.ones(int(before * 2**20 / 4) + 10 * 2**18)  # more than all before
    assert peak_memory()['process'] > before + 5 and held[0] == 1
