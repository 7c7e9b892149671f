"""Results tell what each camera contributed: those stored before had its coverage alone."""

from danceai.common.database.tenancy import rewrite

revision = "scoring_0003"
down_revision = "scoring_0002"

CONVERT = """
update analyses set result = (result - 'pose_coverage' - 'notes') || jsonb_build_object('cameras', (
  select coalesce(jsonb_object_agg(key, jsonb_build_object('view', result->>'view', 'coverage', value)), '{}')
  from jsonb_each(result->'pose_coverage')))
where result ? 'pose_coverage'
"""


def upgrade() -> None:
    """Convert what is stored."""
    rewrite(CONVERT, "analyses")
