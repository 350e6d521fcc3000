"""The paper's tables, by one command."""
from .changed_data import refuse_changed
from .choices import Choices
from .document import write_tables
from .hardware import device_name
from .markdown import format_rows
from .paper_tables import TABLES
from .plan import Plan, make_plan
from .process import Place, ProcessRunner
from .schedule import is_done, run_jobs
from .sizes import PAPER_SIZE

__all__ = [
    'PAPER_SIZE', 'TABLES', 'Choices', 'Place', 'Plan', 'ProcessRunner', 'device_name',
    'format_rows', 'is_done', 'make_plan', 'refuse_changed', 'run_jobs', 'write_tables'
]
