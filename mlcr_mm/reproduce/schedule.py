"""Runs the jobs of a plan, several at a time."""
import time
import traceback
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Dict, List, Sequence, Tuple

from .evaluation import Evaluation
from .process import Place, ProcessRunner, RunError
from .training import Training

Job = Tuple[Training, List[Evaluation]]


def is_done(job: Job) -> bool:
    """Whether a training and its tests are finished."""
    training, evaluations = job
    return training.is_done and all(evaluation.is_done for evaluation in evaluations)


def run_jobs(jobs: Sequence[Job], runner: ProcessRunner, places: Sequence[Place]) -> List[str]:
    """Run the jobs that are not done; one that fails does not stop the others.

    Args:
        jobs (Sequence[Job]): In the order of their start; a training waits for those that it needs.
        runner (ProcessRunner): Runs one job.
        places (Sequence[Place]): As many jobs run at a time.

    Returns:
        list[str]: The errors.
    """
    waiting = [job for job in jobs if not is_done(job)]
    print(f'{len(jobs)} runs, {len(jobs) - len(waiting)} of them finished before', flush=True)
    free, errors = list(places), []
    running: Dict[Future, Tuple[Job, Place, float]] = {}
    pool = ThreadPoolExecutor(len(places))
    try:
        while waiting or running:
            while free:
                job = next((job for job in waiting if _is_ready(job, waiting, running)), None)
                if job is None:
                    break
                waiting.remove(job)
                lost = [view.folder.name for view in job[0].views if not view.is_done]
                if lost:
                    errors.append(f'{job[0].folder.name}: not run, it needs {lost[0]}')
                    continue
                place = free.pop(0)
                print(f'{time.strftime("%H:%M:%S")} start  {job[0].folder.name}', flush=True)
                future = pool.submit(runner.run, *job, place)
                running[future] = job, place, time.time()
            if not running:
                continue
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                job, place, start = running.pop(future)
                free.append(place)
                errors += _report(future, job, start)
    except BaseException:
        runner.stop()
        raise
    finally:
        pool.shutdown(wait=True)
    return errors


def _is_ready(job: Job, waiting: Sequence[Job], running: Dict[Future, Tuple]) -> bool:
    """Whether no job is to come that this one needs."""
    ahead = [*waiting, *(entry[0] for entry in running.values())]
    return not any(other[0] in job[0].views for other in ahead)


def _report(future: Future, job: Job, start: float) -> List[str]:
    name = job[0].folder.name
    minutes = (time.time() - start) / 60
    clock = time.strftime('%H:%M:%S')
    try:
        future.result()
    except (RunError, OSError) as error:
        print(f'{clock} FAILED {name} after {minutes:.1f} min\n{error}', flush=True)
        return [f'{name}: {str(error).splitlines()[0]}']
    except Exception as error:  # a bug, or a file that was tampered with: others go on
        print(f'{clock} FAILED {name} after {minutes:.1f} min', flush=True)
        traceback.print_exception(error)
        return [f'{name}: {type(error).__name__}: {" ".join(str(error).split())}']
    print(f'{clock} done   {name} in {minutes:.1f} min', flush=True)
    return []
