import pytest

from mlcr_mm.engine.phases.phase_list import PhaseList, check_begun, check_resume


def phases_of(**epochs):
    return PhaseList(list(epochs), {name: dict(epochs=number) for name, number in epochs.items()})


def test_phases_follow_each_other_in_the_order_of_the_names():
    settings = dict(graph=dict(epochs=1, graph=True), labeled=dict(epochs=2), views=dict(epochs=3))
    phases = PhaseList(('labeled', 'views', 'graph'), settings)
    assert [(phase.name, phase.start, phase.end) for phase in phases] == [
        ('labeled', 0, 2), ('views', 2, 5), ('graph', 5, 6)]
    assert (len(phases), phases.num_epochs, phases[-1].graph) == (3, 6, True)
    assert [phases.at(epoch).name for epoch in range(8)] == [
        *['labeled'] * 2, *['views'] * 3, *['graph'] * 3]
    assert phases.lengths() == [['labeled', 2], ['views', 3], ['graph', 1]]


def test_settings_of_phases_that_are_left_out_are_not_read():
    phases = PhaseList(['views'], dict(views=dict(epochs=1), graph='no phase at all'))
    assert phases.num_epochs == 1


@pytest.mark.parametrize('names', ['views', [], None, [1], dict(views=1)])
def test_phases_must_be_a_list_of_names(names):
    with pytest.raises(ValueError, match=r"train_cfg.phases must be a list of names such as \["):
        PhaseList(names, dict(views=dict(epochs=1)))


def test_names_that_do_not_fit_are_named():
    settings = dict(views=dict(epochs=1), graph=dict(epochs=1))
    with pytest.raises(ValueError, match="names 'views' twice: give the second one a name"):
        PhaseList(['views', 'graph', 'views'], settings)
    with pytest.raises(ValueError, match="names 'veiws', but there is no train_cfg.veiws; did you "
                       r'mean views: write train_cfg.veiws=dict\(epochs=...\)'):
        PhaseList(['veiws'], settings)
    with pytest.raises(ValueError, match="'z', but there is no train_cfg.z: write"):
        PhaseList(['z'], settings)


OLD = dict(labeled=4, views=6, graph=2)


@pytest.mark.parametrize('epoch, new', [
    (0, dict(anything=3)),  # nothing is over yet
    (4, OLD),
    (5, OLD),
    (5, dict(labeled=4, views=20, graph=2)),  # the present phase is lengthened,
    (7, dict(labeled=4, views=3, graph=2)),  # or shortened to what is done
    (7, dict(labeled=4, views=6)),  # a later one is left out,
    (7, dict(labeled=4, views=6, graph=9, more=1)),  # lengthened, appended
    (7, dict(labeled=4, views=6, other=2)),
    (4, dict(labeled=9, views=6)),  # at its end, a phase may still go on
    (12, dict(labeled=4, views=6, graph=2, more=1)),
])
def test_the_future_may_change(epoch, new):
    check_resume(phases_of(**new), epoch, phases_of(**OLD).lengths(), 'a.pth')


@pytest.mark.parametrize('epoch, new', [
    (5, dict(labeled=3, views=7, graph=2)),  # a finished phase had another length
    (5, dict(labeled=5, views=6, graph=2)),
    (5, dict(pretraining=4, views=6, graph=2)),  # or another name
    (5, dict(labeled=4, others=6, graph=2)),  # so had the present one
    (3, dict(others=4)),
    (8, dict(labeled=4, views=3, graph=2)),  # it has had more epochs already
    (5, dict(labeled=4)),  # it is gone
    (12, dict(labeled=4, views=6)),
    (12, dict(labeled=4, views=6, graph=1)),
    (5, dict(first=1, labeled=4, views=6)),  # something was put before
])
def test_the_past_may_not(epoch, new):
    with pytest.raises(ValueError, match=rf'a.pth has {epoch} epochs of the phases labeled \(4\), '
                       r'views \(6\), graph \(2\) behind it.*load_from, without --resume'):
        check_resume(phases_of(**new), epoch, phases_of(**OLD).lengths(), 'a.pth')


@pytest.mark.parametrize('change', [
    dict(first=dict(epochs=2)), dict(second=dict(epochs=3, new_views=True)),
    dict(second=dict(epochs=3, graph=True))])
def test_what_a_phase_does_at_its_beginning_cannot_change_once_it_has_begun(change):
    settings = dict(first=dict(epochs=2, unlabeled=False), second=dict(epochs=3))
    before = PhaseList(['first', 'second'], settings).beginnings()
    after = PhaseList(['first', 'second'], {**settings, **change})
    name = next(iter(change))
    check_begun(after, 0 if name == 'first' else 2, before, 'a.pth')  # it has not begun
    with pytest.raises(ValueError, match=f'train_cfg.{name}.* a.pth was trained with'):
        check_begun(after, 3, before, 'a.pth')
    check_begun(PhaseList(['first', 'second'], settings), 5, before, 'a.pth')
