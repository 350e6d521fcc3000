from mlcr_mm.visualization.label_panels import label_panels


def test_one_panel_per_label_and_no_more():
    names = [f'AU{number}' for number in range(7)]
    figure, panels = label_panels(names, 'recall', 'precision')
    assert [axes.get_title() for axes, _ in zip(panels, names)] == names
    assert [axes.get_visible() for axes in figure.axes] == [True] * 7 + [False] * 3
    assert figure.get_supxlabel() == 'recall' and figure.get_supylabel() == 'precision'
