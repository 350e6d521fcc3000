from pathlib import Path

from shared_data import FACSRENDER, needs_facsrender

from mlcr_mm.datasets.databases.unbc_frame import read_intensities


def test_first_two_columns_count(tmp_path):
    path = tmp_path / 'a_facs.txt'
    path.write_text('   6.0e+00   3.0e+00   1.0e+00   0.0e+00\n\n 43 1\n6 2 0 0\n')
    assert read_intensities(str(path)) == {'AU6': 3., 'AU43': 1.}  # the higher one of two
    path.write_text('')
    assert read_intensities(str(path)) == {}


@needs_facsrender
def test_pain_scores_agree_with_the_files_beside():
    labels = FACSRENDER / 'unbc' / 'Frame_Labels'
    paths = sorted((labels / 'PSPI').rglob('*_facs.txt'))
    assert len(paths) == 300
    for path in paths:
        frame = read_intensities(str(labels / 'FACS' / path.relative_to(labels / 'PSPI')))
        au4, au6, au7, au9, au10, au43 = (
            frame.get(f'AU{number}', 0) for number in (4, 6, 7, 9, 10, 43))
        assert au4 + max(au6, au7) + max(au9, au10) + au43 == float(Path(path).read_text())
