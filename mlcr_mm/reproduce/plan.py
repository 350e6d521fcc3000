"""Which trainings and tests a table needs."""
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from mlcr_mm.shipped import CONFIGS, leaf_configs

from .choices import Choices, check_choices
from .evaluation import Evaluation
from .paper_tables import Row, Section, Table
from .sizes import describe_sizes
from .training import Training

_GROUP = 3  # seeds that lend each other their networks


class Plan(NamedTuple):
    """Runs of a table.

    Attributes:
        cells: Per section and row (by index) its tests by repeat, in order; a row that is not to be
            run is missing.
        partners: Repeat to the one whose networks complete its ensembles.
        jobs: The trainings with their tests, those of the first repeat first.
        missing: Names of the configs that do not exist.
    """

    cells: Dict[Tuple[int, int], Dict[str, Evaluation]]
    partners: Dict[str, str]
    jobs: List[Tuple[Training, List[Evaluation]]]
    missing: List[str]


def view_seeds(seed: int) -> Tuple[int, int]:
    """Seeds of the two networks that a training with this seed starts from: its own and another.

    Seeds go in groups of three, 0 with 1, 1 with 2, 2 with 0, so that no further network has to be
    trained for the seeds 0, 1, 2.
    """
    first = seed - seed % _GROUP
    return seed, first + (seed - first + 1) % _GROUP


def make_plan(table: Table, choices: Choices) -> Plan:
    """Lay out the runs of a table.

    Raises:
        ValueError: If :func:`check_choices` refuses the choices, no row has a config, the config of
            a row does not exist though it was named, or that of a test does not.
    """
    check_choices(choices, table)
    planner = _Planner(choices, table)
    cells, missing = {}, []
    for index, section in enumerate(table.sections):
        for number, row in enumerate(section.rows):
            if choices.only and row.name not in choices.only:
                continue
            absent = [stem for stem in filter(None, (row.config, row.views))
                      if not planner.config_file(stem).is_file()]
            missing += [planner.config_file(stem).name for stem in absent]
            if not absent:
                cells[index, number] = planner.evaluations(section, row)
    missing = list(dict.fromkeys(missing))
    if missing and (choices.only or not cells):
        names = ', '.join(missing) if choices.only else f'{missing[0]} or other config of the table'
        raise ValueError(f'{choices.configs} has no {names}; '
                         f'{describe_sizes(leaf_configs(choices.configs), table)}')
    return Plan(cells, planner.partners(), planner.jobs(), missing)


class _Planner:
    """Makes each training and each test once."""

    def __init__(self, choices: Choices, table: Table) -> None:
        self.choices = choices
        self._leaves = leaf_configs(choices.configs)
        self.part = table.parts
        parts = choices.parts_of(table)
        self.parts: Sequence[Optional[int]] = parts or [None]
        self.seeds = choices.seeds or ([0] if parts else [0, 1, 2])
        self._trainings: Dict[str, Training] = {}
        self._evaluations: Dict[str, Dict[str, Evaluation]] = {}

    def config_file(self, stem: str) -> Path:
        """The leaf of that name in any folder; where it does not exist, the file it would be."""
        name = f'{stem}{self.choices.suffix}'
        return self._leaves.get(name, self.choices.configs / f'{name}.py')

    def evaluations(self, section: Section, row: Row) -> Dict[str, Evaluation]:
        cells = {}
        for part in self.parts:
            for seed in self.seeds:
                views = [self._training(row.views, view_seed, part)
                         for view_seed in (view_seeds(seed) if row.views else ())]
                training = self._training(row.config, seed, part, views)
                cells[training.repeat] = self._evaluation(training, section.test)
        return cells

    def partners(self) -> Dict[str, str]:
        """No seed that was not asked for is trained to complete an ensemble."""
        return {self._repeat(seed, part): self._repeat(view_seeds(seed)[1], part)
                for part in self.parts for seed in self.seeds if view_seeds(seed)[1] in self.seeds}

    def _repeat(self, seed: int, part: Optional[int]) -> str:
        return f'seed{seed}' if part is None else f'{self.part}{part}-seed{seed}'

    def _training(self, stem: str, seed: int, part: Optional[int],
                  views: Sequence[Training] = ()) -> Training:
        options = [*self.choices.options, f'randomness.seed={seed}']
        if part is not None:
            options.append(f'{self.part}={part}')
        training = Training(self.config_file(stem), self._repeat(seed, part), options,
                            self.choices.amp, self.choices.root, views)
        return self._trainings.setdefault(training.digest, training)

    def _evaluation(self, training: Training, test: Optional[str]) -> Evaluation:
        if test and test not in self._leaves:
            raise ValueError(f'{self.choices.configs} has no {test}.py, which names test images of '
                             f'this table; copy that of {CONFIGS} there, or leave --configs out')
        evaluation = Evaluation(training, self._leaves[test] if test else None,
                                self.choices.test_roots.get(test))
        return self._evaluations.setdefault(training.digest, {}).setdefault(
            str(evaluation.folder), evaluation)

    def jobs(self) -> List[Tuple[Training, List[Evaluation]]]:
        jobs = [(training, list(self._evaluations.get(key, {}).values()))
                for key, training in self._trainings.items()]
        repeats = list(dict.fromkeys(training.repeat for training, _ in jobs))
        return sorted(jobs, key=lambda job: repeats.index(job[0].repeat))
