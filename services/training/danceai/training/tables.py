"""What training keeps: datasets."""

from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from danceai.common.database.tables import own_id, tenant_id


class Base(DeclarativeBase):
    """Tables of training."""


class DatasetRow(Base):
    """A name and the analyses it draws from."""

    __tablename__ = "datasets"

    studio_id: Mapped[UUID] = tenant_id()
    id: Mapped[UUID] = own_id()
    name: Mapped[str] = mapped_column(Text)
    analyses: Mapped[list[str]] = mapped_column(JSONB)
