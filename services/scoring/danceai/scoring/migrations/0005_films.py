"""What an analysis keeps of its videos is what others work on, by camera."""

from alembic import op

from danceai.common.database.tenancy import rewrite

revision = "scoring_0005"
down_revision = "scoring_0004"

FILMS = """
update analyses a set films = coalesce((
    select jsonb_object_agg(v->>'camera', jsonb_build_object(
        'video_id', v->'id', 'camera', v->'camera', 'rendition_key', v->'rendition_key',
        'audio_key', case when (v->'facts'->>'has_audio')::boolean then v->'audio_key' else 'null'::jsonb end,
        'facts', v->'facts'))
    from jsonb_array_elements(a.videos) v where v->'facts' <> 'null'::jsonb), '{}')
"""


def upgrade() -> None:
    """Fill the new column from the old one."""
    op.execute("alter table analyses add column films jsonb not null default '{}'")
    rewrite(FILMS, "analyses")
    op.execute("alter table analyses drop column videos")
