import numpy as np
from matplotlib.colors import to_rgb

from mlcr_mm.visualization.colors import SERIES_COLORS, VIEW_COLORS

# Linear RGB as a dichromat without M cones (deuteranopia) or L cones (protanopia) sees it:
# Vienot, Brettel and Mollon, Color Research and Application 24, 1999.
DICHROMATS = (np.array([[.29275, .70725, 0], [.29275, .70725, 0], [-.02234, .02234, 1]]),
              np.array([[.11238, .88762, 0], [.11238, .88762, 0], [.00401, -.00401, 1]]))


def test_colors_differ_for_dichromats():
    for colors, least in ((SERIES_COLORS[:5], .05), (VIEW_COLORS, .2)):
        linear = np.array([to_rgb(color) for color in colors])**2.2
        for matrix in (np.eye(3), *DICHROMATS):
            seen = (linear @ matrix.T).clip(0, 1)**(1 / 2.2)
            distances = np.linalg.norm(seen[:, None] - seen[None], axis=2)
            assert distances[~np.eye(len(colors), dtype=bool)].min() > least
