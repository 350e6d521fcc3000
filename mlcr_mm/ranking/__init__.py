"""Which unlabelled images to label next: active learning from what a model says of them."""
from .candidates import Candidates, collect_candidates
from .contact_sheet import draw_contact_sheet
from .face_choice import STRATEGIES, Choice, choose_faces
from .k_center import k_center_greedy
from .ranking_file import write_ranking

__all__ = [
    'STRATEGIES', 'Candidates', 'Choice', 'choose_faces', 'collect_candidates',
    'draw_contact_sheet', 'k_center_greedy', 'write_ranking'
]
