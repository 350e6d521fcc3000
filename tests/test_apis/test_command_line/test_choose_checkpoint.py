from mlcr_mm.apis import choose_checkpoint


def test_says_which_file_a_work_directory_stands_for(tmp_path, capsys):
    file = tmp_path / 'epoch_3.pth'
    file.touch()
    assert choose_checkpoint(str(file)) == str(file)
    assert capsys.readouterr() == ('', '')
    assert choose_checkpoint(str(tmp_path)) == str(file)
    assert capsys.readouterr() == ('', f'checkpoint: {file}\n')
