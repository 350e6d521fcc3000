import numpy as np
import pandas as pd

from mlcr_mm.ranking import Choice, write_ranking


def test_a_row_per_choice_in_order(candidates, tmp_path):
    path = tmp_path / 'sub' / 'next.csv'
    write_ranking(str(path), candidates, [Choice(7, np.nan), Choice(2, 1.5)],
                  ['AU1', 'x', 'entropy'])
    table = pd.read_csv(path)
    assert table['rank'].tolist() == [1, 2] and table.input.tolist() == ['07.png', '02.png']
    np.testing.assert_allclose(table[['AU01', 'label_x', 'label_entropy']].iloc[0],
                               candidates.rows[7].probabilities, rtol=1e-5)
    np.testing.assert_allclose(table.entropy, candidates.entropy[[7, 2]], atol=1e-6)
    np.testing.assert_allclose(table.disagreement, candidates.disagreement[[7, 2]], atol=1e-6)
    assert table.distance.isna().tolist() == [True, False] and table.distance[1] == 1.5
