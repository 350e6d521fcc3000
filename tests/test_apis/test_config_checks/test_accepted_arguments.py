from mlcr_mm.apis.config_checks.accepted_arguments import accepted_arguments, arguments_of_type


class Base:

    def __init__(self, a, b=1):
        pass


class HandsOn(Base):

    def __init__(self, *args, c=2, **kwargs):
        self.d = kwargs.pop('d', None)
        super().__init__(*args, **kwargs)


class Keeps(Base):

    def __init__(self, c=2, **kwargs):
        self.rest = kwargs
        super().__init__(**kwargs)


class Without(HandsOn):
    """Its base's arguments."""


def function(a, *, b=None):
    pass


def test_arguments_of_a_class_and_of_the_bases_that_it_hands_on_to():
    assert accepted_arguments(Base) == {'a', 'b'}
    assert accepted_arguments(HandsOn) == accepted_arguments(Without) == {'a', 'b', 'c', 'd'}
    assert accepted_arguments(function) == {'a', 'b'}


def test_none_where_it_cannot_be_known():
    assert accepted_arguments(Keeps) is accepted_arguments(lambda **rest: rest) is None
    assert arguments_of_type('NoSuchType') is arguments_of_type('TimmClassifier') is None
    assert accepted_arguments(3) is None


def test_arguments_by_the_name_in_a_registry():
    names = arguments_of_type('WholeCheckpointHook')
    assert {'max_keep_ckpts', 'out_dir', 'backend_args', 'priority'} <= names
    assert arguments_of_type(Base) == {'a', 'b'}
    assert arguments_of_type('WholeCheckpointHook', 'DATASETS') is None
    assert arguments_of_type('BN') is None  # mmcv takes requires_grad out
