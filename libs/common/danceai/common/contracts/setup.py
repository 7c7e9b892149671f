"""What a studio and the platform have chosen."""

from typing import Annotated

from pydantic import Field

from danceai.common.contracts.base import Message, Reply, Request, Secret
from danceai.common.contracts.sign_in import Provider
from danceai.common.identity import Permission


class StudioSetup(Reply):
    """What a studio has chosen (ST-1, ST-2, ST-4). Running jobs keep what they were started with."""

    pose_model: str = ""
    """Empty = the default of this installation"""
    track_face: bool = True
    track_hands: bool = True
    debug_overlay: bool = False
    totp_required: bool = False


class GetStudioSetup(Request[StudioSetup], service="auth", needs=Permission.SEE_STUDIO):
    """What new analyses of the studio start with."""


class ChangeStudioSetup(Request[StudioSetup], service="auth", needs=Permission.MANAGE_STUDIO):
    """Change what is given; the rest stays."""

    pose_model: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9.-]{1,60})?$")] | None = None
    track_face: bool | None = None
    track_hands: bool | None = None
    debug_overlay: bool | None = None
    totp_required: bool | None = None


class SocialSetup(Message):
    """One provider of social login; the secret is kept encrypted and never told again."""

    client_id: str = ""
    has_secret: bool = False
    redirect_uri: str = ""
    """To be registered at the provider"""
    missing: list[str] = []
    """Settings that are still to be filled"""


class PlatformSetup(Reply):
    """What the platform has chosen (ST-3, ST-6)."""

    archive_after_hours: int = 168
    """Hours after the job's end before objects move to the archive tier"""
    social: dict[Provider, SocialSetup] = {}


class GetPlatformSetup(Request[PlatformSetup], service="auth", needs=Permission.MANAGE_PLATFORM):
    """The platform's setup."""


class ChangePlatformSetup(Request[PlatformSetup], service="auth", needs=Permission.MANAGE_PLATFORM):
    """Change what is given; the rest stays."""

    archive_after_hours: int | None = Field(default=None, ge=1, le=24 * 365 * 10)


class ChangeSocialSetup(Request[PlatformSetup], service="auth", needs=Permission.MANAGE_PLATFORM):
    """Configure a provider; an empty client id switches it off."""

    provider: Provider
    client_id: Annotated[str, Field(max_length=300)]
    client_secret: Annotated[Secret, Field(max_length=500)] | None = None
