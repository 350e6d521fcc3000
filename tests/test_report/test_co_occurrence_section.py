import numpy as np

from mlcr_mm.report.co_occurrence_section import co_occurrence, co_occurrence_section


def test_shares_among_images_with_the_other_label(rng):
    codes = rng.integers(-1, 2, (30, 3))
    codes[:, 2][codes[:, 2] == 1] = 0
    found = co_occurrence(codes)
    for row in range(3):
        for column in range(3):
            images = [code for code in codes if code[column] == 1 and code[row] >= 0]
            expected = np.mean([code[row] == 1 for code in images]) if images else np.nan
            np.testing.assert_allclose(found[row, column], expected)
    assert np.isnan(found[:, 2]).all()


def test_one_picture_of_both(answers):
    assert len(co_occurrence_section(answers).pictures) == 1
