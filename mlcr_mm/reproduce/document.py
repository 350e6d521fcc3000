"""The files of a table: numbers, how they were made, and by which runs."""
import json
from pathlib import Path
from typing import List, Sequence

from mlcr_mm.evaluation.decision import DECISION_PROBABILITY
from mlcr_mm.files import write_text

from .collect import collect
from .markdown import format_markdown, format_rows
from .paper_tables import Table
from .plan import Plan
from .result_table import join_tables, make_result_table
from .schedule import is_done

_RECORD = ('start', 'end', 'seconds', 'sessions', 'device', 'threads', 'jobs', 'torch')
_HEAD = ('run', 'start', 'end', 'training, s', 'sessions', 'device', 'threads', 'runs at a time',
         'PyTorch')


def write_tables(name: str, table: Table, plan: Plan, folder: Path, command: str,
                 errors: Sequence[str], num_resamples: int) -> List[Path]:
    """Write ``<name>.md`` and ``<name>.csv`` from the finished runs of a plan.

    Args:
        name (str): Of the files.
        table (Table): The table.
        plan (Plan): Its runs.
        folder (Path): Where the files go.
        command (str): What the user typed.
        errors (Sequence[str]): Of runs that failed.
        num_resamples (int): Of the bootstrap.

    Returns:
        list[Path]: The files.
    """
    results = []
    for index, section in enumerate(table.sections):
        cells = {number: tests for (where, number), tests in plan.cells.items() if where == index}
        results.append(make_result_table(section, collect(section, cells, num_resamples)))
    text = '\n'.join([
        f'# {name}\n', *(format_markdown(result) for result in results),
        _explain(results[0].reference, num_resamples), _list_gaps(plan, errors),
        '## Runs\n', f'`{command}`\n', _list_runs(plan)])
    csv = join_tables(results).to_csv(index=False, float_format='%.6g', lineterminator='\n')
    files = {folder / f'{name}.md': text, folder / f'{name}.csv': csv}
    for path, content in files.items():
        write_text(path, content)
    return list(files)


def _explain(reference: str, num_resamples: int) -> str:
    return (
        'Ours: mean ± standard deviation (n - 1) over the runs, last epoch; of two views the mean '
        'of their F1, in rows called "ensemble" the F1 of the mean of their probabilities. A label '
        f'is decided to be present from a probability of {DECISION_PROBABILITY} on, of calibrated '
        'logits; "uncalibrated": the average F1 of the logits as they are; "mAP": mean average '
        'precision, which needs no threshold. Labels without a known positive are left out. '
        'Paper: as printed (arXiv:1910.11012); an empty cell was not run, is not printed, or could '
        'not be read.\n\n'
        f'Difference to {reference}: of the average F1, in points, mean over the runs '
        f'(seeds, folds) that both rows have. Paired bootstrap: {num_resamples} times the test '
        'images are drawn with replacement, the same ones for both rows and for all runs on these '
        'images; [2.5 %, 97.5 %], and the two-sided p of no difference. This is about the choice '
        'of test images only; what another seed changes is in the standard deviation.\n')


def _list_gaps(plan: Plan, errors: Sequence[str]) -> str:
    gaps = [f'- no config `{config}`: its rows were not run' for config in plan.missing]
    gaps += [f'- failed: {error}' for error in errors]
    unfinished = [job[0].folder.name for job in plan.jobs if not is_done(job)]
    if unfinished:
        gaps.append(f"- not finished: {', '.join(unfinished)}")
    return '\n'.join(gaps) + '\n' if gaps else ''


def _list_runs(plan: Plan) -> str:
    rows = [_HEAD]
    for training, _ in plan.jobs:
        if training.is_done:
            record = json.loads(training.record.read_text())
            rows.append([training.folder.name, *(str(record[key]) for key in _RECORD)])
    return format_rows(rows)
