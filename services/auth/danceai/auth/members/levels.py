"""Which level a mean component score speaks for. Our own proposal, a hint and no classification.

Anchors: finalists and semi-finalists of World Opens 2025 had mean component scores of 8.2 to 9.6 and 7.5 to 8.2
(published WDSF results); national classes below are set at one point each.
"""

BOUNDS = ((8.2, "world_open_final"), (7.5, "world_open_semi_final"), (6.5, "S"), (6.0, "A"), (5.0, "B"), (4.0, "C"))
LOWEST = "D"


def level_of(score: float) -> str:
    """score: mean of the four components, 1..10."""
    return next((level for bound, level in BOUNDS if score >= bound), LOWEST)
