"""Colours that people with a colour vision deficiency can tell apart.

Okabe and Ito, "Color Universal Design", 2008: https://jfly.uni-koeln.de/color/.
"""

#: For methods, in this order; light ones last.
SERIES_COLORS = ('#0072B2', '#E69F00', '#009E73', '#CC79A7', '#D55E00', '#56B4E9', '#000000',
                 '#F0E442')

#: For view 1 and view 2.
VIEW_COLORS = ('#0072B2', '#D55E00')
