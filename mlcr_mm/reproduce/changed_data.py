"""Refuses runs that have read other labels or image lists than there are now."""
from pathlib import Path
from typing import List, Sequence, Tuple

from .plan import Plan
from .schedule import Job
from .training import Training


def refuse_changed(plan: Plan) -> Tuple[Plan, List[str]]:
    """Take out of a plan what was run with labels or lists that have changed since.

    Its numbers would stand beside those of other data. A run that is older than the records of its
    data is kept.

    Returns:
        tuple[Plan, list[str]]: The plan of what is left, and an error for each run or test that is
        not in it; it names the files.
    """
    errors: List[str] = []
    jobs: List[Job] = []
    refused: List[Training] = []
    for training, tests in _views_first(plan.jobs):
        name, files = training.folder.name, training.changed_files()
        lost = [view.folder.name for view in training.views if view in refused]
        if files:
            errors.append(f'{name}: {_describe(files, training.folder)}')
        elif lost:
            errors.append(f'{name}: it needs {lost[0]}')
        if files or lost:
            refused.append(training)
            continue
        changed = {test: test.changed_files() for test in tests}
        errors += [f'{name}, {test.folder.name}: {_describe(files, test.folder)}'
                   for test, files in changed.items() if files]
        jobs.append((training, [test for test in tests if not changed[test]]))
    kept = {test for _, tests in jobs for test in tests}
    cells = {row: {repeat: test for repeat, test in tests.items() if test in kept}
             for row, tests in plan.cells.items()}
    order = [training for training, _ in plan.jobs]
    jobs.sort(key=lambda job: order.index(job[0]))
    return plan._replace(cells=cells, jobs=jobs), errors


def _views_first(jobs: Sequence[Job]) -> List[Job]:
    return sorted(jobs, key=lambda job: bool(job[0].views))


def _describe(files: Sequence[str], folder: Path) -> str:
    return (f'changed since it ran: {", ".join(files)}; put back what it read, or delete {folder} '
            'to run it with what is there now')
