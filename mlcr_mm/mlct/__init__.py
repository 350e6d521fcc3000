"""Multi-label co-training on given features of two views: pure functions on arrays.

Xing, Yu, Domeniconi, Wang, Zhang, `Multi-Label Co-Training
<https://doi.org/10.24963/ijcai.2018/400>`_, IJCAI 2018. Its abstract and introduction were at hand
when this was written, its formulas were not. From the paper: likelihoods adjusted by the
co-occurrence of label pairs, a reliability measure over the views that selects samples, label-wise
filtering before labels are communicated, a majority vote at the end. Each module says which formula
is our reading of that.
"""
from .co_occurrence import adjust_likelihoods, conditional_presence
from .linear_classifiers import fit_linear_classifiers, likelihoods
from .reliability import filter_labels, reliability, select_reliable
from .rounds import MLCTResult, multi_label_co_training

__all__ = [
    'MLCTResult', 'adjust_likelihoods', 'conditional_presence', 'filter_labels',
    'fit_linear_classifiers', 'likelihoods', 'multi_label_co_training', 'reliability',
    'select_reliable'
]
