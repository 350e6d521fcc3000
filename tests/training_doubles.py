"""Stand-ins for parts of a training, for tests of hooks."""
from mmengine.dataset import BaseDataset
from mmengine.runner import BaseLoop


class Part(BaseDataset):
    """A dataset of ``length`` images that are never loaded."""

    def __init__(self, length):
        super().__init__(lazy_init=True)
        self.length = length

    def full_init(self):
        pass

    def __len__(self):
        return self.length


class Loop(BaseLoop):
    """A training loop that has been built and does nothing."""

    def __init__(self):
        pass

    def run(self):
        pass
