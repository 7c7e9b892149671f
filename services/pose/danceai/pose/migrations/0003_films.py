"""A run keeps the film it goes through as it was told, in one piece."""

from alembic import op

from danceai.common.database.tenancy import rewrite

revision = "pose_0003"
down_revision = "pose_0002"

FILMS = """
update runs set film = jsonb_build_object(
    'video_id', id, 'camera', camera, 'rendition_key', rendition_key, 'audio_key', null,
    'facts', jsonb_build_object(
        'frames', frames, 'fps', fps, 'width', 0, 'height', 0, 'seconds', frames / fps, 'has_audio', false,
        'original_width', 0, 'original_height', 0, 'original_fps', fps, 'variable_rate', false, 'rotation', 0,
        'codec', ''))
"""


def upgrade() -> None:
    """Fill the new column; of runs of before only what their jobs read is known."""
    op.execute("alter table runs add column film jsonb")
    rewrite(FILMS, "runs")
    op.execute(
        "alter table runs alter column film set not null, drop column rendition_key, drop column frames, "
        "drop column fps"
    )
