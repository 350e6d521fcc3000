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
        results.append(make_result_table(
            section, collect(section, cells, plan.partners, num_resamples)))
    text = '\n'.join([
        f'# {name}\n', *(format_markdown(result) for result in results),
        _explain(results[0].reference, num_resamples), _list_gaps(plan, errors),
        '## Runs\n', f'`{command}`\n', _list_runs(plan)])
    # More digits than any table shows: what is rounded from the file is what is rounded here.
    csv = join_tables(results).to_csv(index=False, float_format='%.9g', lineterminator='\n')
    files = {folder / f'{name}.md': text, folder / f'{name}.csv': csv}
    for path, content in files.items():
        write_text(path, content)
    return list(files)


def _explain(reference: str, num_resamples: int) -> str:
    return (
        'Ours: mean ± standard deviation (n - 1) over the runs, in percent, last epoch. F1: the '
        f"average over the labels, of the model's decisions (threshold {DECISION_PROBABILITY} on "
        'its probabilities, which are calibrated where the config says so); of two views the mean '
        'of their F1. Raw: from the logits as they are. Ensemble: of the mean probability of two '
        'networks, the two views or, of a method with one network, the networks of two seeds. mAP: '
        'the mean average precision. Labels without a known positive are left out. Paper: as '
        'printed (arXiv:1910.11012); an empty cell was not run, is not printed, or could not be '
        'read.\n\n'
        f'Minus {reference}: of the same number, in points, mean over the runs (seeds, folds) that '
        f'both rows have; of ensembles, minus the ensemble of two networks of {reference}. Paired '
        f'bootstrap: {num_resamples} times the test images are drawn with replacement, the same '
        'ones for both rows and for all runs on these images, and so are n - 1 of the n runs on '
        'them (with n draws the interval would be too narrow); [2.5 %, 97.5 %], and the two-sided '
        'p of no difference. Where a row has one run on the same test images, the interval is '
        'about the images only. Ensembles that have a network in common (seeds 0 + 1, 1 + 2, '
        '2 + 0) vary less than others would: their deviations, and their part of an interval, are '
        'enlarged accordingly.\n')


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
            rows.append([training.folder.name, *(str(record.get(key, '')) for key in _RECORD)])
    return format_rows(rows)
