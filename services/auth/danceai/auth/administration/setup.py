"""What studios and the platform have set up: typed, audited, read anew by every new job."""

from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from danceai.auth.settings import AuthSettings
from danceai.auth.signing_in.tokens import decrypt, encrypt
from danceai.auth.tables import Account, SetupRow
from danceai.common.contracts.pose_models import ListPoseModels
from danceai.common.contracts.setup import (
    ChangePlatformSetup,
    ChangeSocialSetup,
    ChangeStudioSetup,
    GetPlatformSetup,
    GetStudioSetup,
    PlatformSetup,
    SocialSetup,
    StudioSetup,
)
from danceai.common.contracts.sign_in import Provider
from danceai.common.errors import Conflict, Invalid, NotFound
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import NOBODY

STUDIO, PLATFORM = "studio", "platform"
PROVIDERS: tuple[Provider, ...] = ("google", "microsoft", "facebook")


async def _read(work: UnitOfWork, name: str) -> dict[str, Any]:
    row = await work.first(
        work.visible(SetupRow).where(SetupRow.name == name).execution_options(populate_existing=True)
    )
    return dict(row.value) if row else {}


async def _to_change(work: UnitOfWork, name: str) -> SetupRow:
    """The row, made where there is none, and nobody else's until this unit of work ends: changes add up."""
    none_yet = insert(SetupRow).values(studio_id=work.studio_id, name=name, value={})
    await work.db.execute(none_yet.on_conflict_do_nothing())
    query = work.visible(SetupRow).where(SetupRow.name == name).with_for_update()
    return (await work.db.scalars(query.execution_options(populate_existing=True))).one()


async def get_studio_setup(request: GetStudioSetup, work: UnitOfWork) -> StudioSetup:
    """What new analyses of the studio start with."""
    return StudioSetup.model_validate(await _read(work, STUDIO))


async def change_studio_setup(request: ChangeStudioSetup, context: Context) -> StudioSetup:
    """Change what is given. Raises Invalid for a pose model that cannot be used, Conflict."""
    if request.pose_model:
        models = (await context.ask(ListPoseModels(limit=500))).models
        if not any(m.name == request.pose_model and m.active and m.keypoints != "boxes" for m in models):
            raise Invalid(
                f"There is no active pose model called {request.pose_model}.",
                code="no_such_model",
                details={"name": request.pose_model},
            )
    changed = request.model_dump(exclude_none=True)
    async with context.transaction() as work:
        row = await _to_change(work, STUDIO)
        before = row.value
        if request.totp_required and not before.get("totp_required"):
            await _has_second_factor(work)
        row.value = before | changed
        work.callers_changed(work.studio_id)
        work.record(
            "setup.change", "studio", work.studio_id, before={key: before.get(key) for key in changed}, after=changed
        )
    return StudioSetup.model_validate(before | changed)


async def _has_second_factor(work: UnitOfWork) -> None:
    """Whoever asks it of all has it: they would be the first to be shut out. Raises Conflict."""
    if not await work.db.scalar(select(Account.totp_confirmed).where(Account.user_id == work.actor.user_id)):
        raise Conflict(
            "Set up your own second factor first: whoever has none can do nothing else once it is asked for.",
            code="own_second_factor_first",
        )


def redirect_uri(settings: AuthSettings, provider: Provider) -> str:
    """What has to be registered at the provider."""
    return f"{settings.public_url.rstrip('/')}/v1/account/social/{provider}/callback"


def _to_reply(work: UnitOfWork, value: dict[str, Any]) -> PlatformSetup:
    social = {}
    for provider in PROVIDERS:
        kept = value.get("social", {}).get(provider, {})
        names = {"client_id": "client id", "secret": "client secret"}
        social[provider] = SocialSetup(
            client_id=kept.get("client_id", ""),
            has_secret=bool(kept.get("secret")),
            redirect_uri=redirect_uri(AuthSettings.of(work), provider),
            missing=[words for key, words in names.items() if not kept.get(key)],
        )
    plain = {key: given for key, given in value.items() if key != "social"}
    return PlatformSetup(social=social, **plain)


async def get_platform_setup(request: GetPlatformSetup, work: UnitOfWork) -> PlatformSetup:
    """The platform's setup, without secrets."""
    async with work.as_studio(NOBODY.studio_id):
        return _to_reply(work, await _read(work, PLATFORM))


async def change_platform_setup(request: ChangePlatformSetup, work: UnitOfWork) -> PlatformSetup:
    """Change what is given."""
    changed = request.model_dump(exclude_none=True)
    async with work.as_studio(NOBODY.studio_id):
        row = await _to_change(work, PLATFORM)
        before = row.value
        row.value = before | changed
    work.record("setup.change", "platform", "platform", before={key: before.get(key) for key in changed}, after=changed)
    return _to_reply(work, before | changed)


async def change_social_setup(request: ChangeSocialSetup, work: UnitOfWork) -> PlatformSetup:
    """Configure a provider; without a new secret the old one stays."""
    async with work.as_studio(NOBODY.studio_id):
        row = await _to_change(work, PLATFORM)
        social = dict(row.value.get("social", {}))
        kept = social.get(request.provider, {})
        secret = kept.get("secret", "")
        if request.client_secret is not None:
            secret = encrypt(work, request.client_secret.get_secret_value()).decode()
        social[request.provider] = {"client_id": request.client_id, "secret": secret if request.client_id else ""}
        row.value = after = {**row.value, "social": social}
    work.record(
        "setup.social",
        "platform",
        request.provider,
        client_id=request.client_id,
        secret_changed=request.client_secret is not None,
    )
    return _to_reply(work, after)


async def configured_providers(work: UnitOfWork) -> list[Provider]:
    """Those with a client id and a secret."""
    async with work.as_studio(NOBODY.studio_id):
        social = (await _read(work, PLATFORM)).get("social", {})
    return [name for name in PROVIDERS if social.get(name, {}).get("client_id") and social[name].get("secret")]


async def social_client(work: UnitOfWork, provider: Provider) -> tuple[str, str]:
    """(client id, client secret). Raises NotFound for a provider that is not configured."""
    async with work.as_studio(NOBODY.studio_id):
        kept = (await _read(work, PLATFORM)).get("social", {}).get(provider, {})
    if not kept.get("client_id") or not kept.get("secret"):
        raise NotFound("This way of signing in is not set up.")
    return cast("str", kept["client_id"]), decrypt(work, kept["secret"].encode())
