from au_change import change, check_region


def test_nose_wrinkler_changes_its_region_only():
    check_region('AU9')


def test_wrinkles_lie_on_the_bridge():
    assert change('AU9')[22:32, 26:38].max() > 20
