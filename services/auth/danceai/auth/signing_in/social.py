"""Social login: authorization code flow with PKCE, state and nonce (OAuth 2.0, RFC 7636, OpenID Connect Core 1.0).

An account is matched by the e-mail the provider has verified; none is ever created. Facebook's tokens follow OpenID
Connect too, when `openid` is asked for.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from danceai.auth.administration import setup
from danceai.auth.settings import AuthSettings
from danceai.auth.signing_in import login_log, outbound, sign_in, throttling
from danceai.auth.signing_in.tokens import fresh, mac
from danceai.auth.tables import Account, SocialFlow
from danceai.common.contracts.sign_in import (
    BeginSocial,
    FinishSocial,
    ListProviders,
    Origin,
    Provider,
    ProviderInfo,
    Providers,
    SignedIn,
    SocialStart,
)
from danceai.common.errors import Unavailable
from danceai.common.frame.contexts import Context
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.observability.logs import logger

log = logger(__name__)
LIFETIME = timedelta(minutes=10)
ALGORITHMS = ["RS256", "PS256", "ES256"]


@dataclass(frozen=True)
class Known:
    """What is particular about a provider."""

    label: str
    issuer: str
    token_endpoint: str = ""
    """Where the discovery document does not tell"""


KNOWN: Mapping[Provider, Known] = {
    "google": Known("Google", "https://accounts.google.com"),
    "microsoft": Known("Microsoft", "https://login.microsoftonline.com/common/v2.0"),
    "facebook": Known("Facebook", "https://www.facebook.com", "https://graph.facebook.com/v19.0/oauth/access_token"),
}


def _verified_email(provider: Provider, claims: Mapping[str, Any]) -> str | None:
    """The e-mail, if the provider vouches for it.

    Microsoft lets tenants write any e-mail into an account: it counts only with `xms_edov` (domain owner verified).
    Facebook hands out confirmed addresses alone and has no claim for it.
    """
    email = str(claims.get("email") or "").strip().lower()
    vouched = claims.get("email_verified") in (True, "true")
    if provider == "microsoft":
        vouched = vouched or claims.get("xms_edov") in (True, 1, "1", "true")
    if provider == "facebook":
        vouched = "email_verified" not in claims or vouched
    return email if email and vouched else None


async def list_providers(request: ListProviders, work: UnitOfWork) -> Providers:
    """Those that are configured."""
    return Providers(
        providers=[ProviderInfo(name=name, label=KNOWN[name].label) for name in await setup.configured_providers(work)]
    )


async def _metadata(settings: AuthSettings, provider: Provider) -> dict[str, Any]:
    """Where the provider's doors are. Raises httpx.HTTPError, ValueError."""
    issuer = settings.social_issuers.get(provider, KNOWN[provider].issuer)
    found = await outbound.document(f"{issuer}/.well-known/openid-configuration")
    return {"token_endpoint": KNOWN[provider].token_endpoint, **found}


async def begin_social(request: BeginSocial, context: Context) -> SocialStart:
    """Where to send the browser. Raises NotFound for a provider that is not configured, Unavailable, TooMany."""
    network = throttling.network_of(request.origin.address)
    async with context.transaction() as work:
        await throttling.attempt(work, "social", network)
        client_id, _ = await setup.social_client(work, request.provider)
    try:
        async with outbound.asking(network):
            metadata = await _metadata(AuthSettings.of(context), request.provider)
    except (httpx.HTTPError, ValueError, TimeoutError) as error:
        label = KNOWN[request.provider].label
        raise Unavailable(f"{label} does not answer at the moment. Sign in with your password.") from error
    flow, state, nonce, verifier = fresh(), fresh(), fresh(), secrets.token_urlsafe(64)
    redirect_uri = setup.redirect_uri(AuthSettings.of(context), request.provider)
    async with AsyncOAuth2Client(
        client_id, redirect_uri=redirect_uri, scope="openid email profile", code_challenge_method="S256"
    ) as client:
        url, _ = client.create_authorization_url(
            metadata["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    async with context.transaction() as work:
        work.db.add(
            SocialFlow(
                flow_mac=mac(work, "flow", flow),
                provider=request.provider,
                state=state,
                nonce=nonce,
                verifier=verifier,
                redirect_uri=redirect_uri,
                expires_at=datetime.now(UTC) + LIFETIME,
            )
        )
    return SocialStart(url=url, flow=flow)


async def finish_social(request: FinishSocial, context: Context) -> SignedIn:
    """A session for the account with the verified e-mail. Raises SignInRefused; a flow ends with its first use."""
    label = KNOWN[request.provider].label
    async with context.transaction() as work:
        await throttling.still_free(work, "address", throttling.network_of(request.origin.address))
        flow = await _taken_flow(work, request)
        client = await setup.social_client(work, request.provider)
    claims = await _claims(AuthSettings.of(context), request, flow, client)
    async with context.transaction() as work:
        if claims is None:
            raise await _refused(work, request, "", "token not accepted", f"{label} has not confirmed this sign-in.")
        email = _verified_email(request.provider, claims)
        if email is None:
            sentence = f"{label} does not vouch for your e-mail address. Sign in with your password."
            raise await _refused(work, request, str(claims.get("email", "")), "e-mail not verified", sentence)
        account = await work.db.get(Account, email)
        if account is None:
            sentence = (
                f"There is no account with the e-mail address {email}. Ask an admin of your studio to invite you."
            )
            raise await _refused(work, request, email, "no such account", sentence)
        return await sign_in.admitted(work, account, request.provider, request.origin)


async def _taken_flow(work: UnitOfWork, request: FinishSocial) -> SocialFlow:
    """The flow this browser began; nobody can use it again. Raises SignInRefused."""
    flow = await work.db.get(SocialFlow, mac(work, "flow", request.flow.get_secret_value()), with_for_update=True)
    if flow is None or flow.expires_at < datetime.now(UTC) or flow.provider != request.provider:
        raise await _refused(work, request, "", "unknown flow", "This sign-in has expired. Please start again.")
    await work.db.delete(flow)
    if not compare_digest(flow.state.encode(), request.state.encode()):
        raise await _refused(work, request, "", "wrong state", "This sign-in was not started here. Please start again.")
    return flow


async def _refused(work: UnitOfWork, request: FinishSocial, email: str, reason: str, sentence: str) -> Exception:
    origin: Origin = request.origin
    await throttling.failed(work, "address", throttling.network_of(origin.address))
    await login_log.note(work, request.provider, origin, email=email, refused=reason)
    return sign_in.SignInRefused(sentence, code=f"social_{reason.replace(' ', '_').replace('-', '_')}")


async def _claims(
    settings: AuthSettings, request: FinishSocial, flow: SocialFlow, of_ours: tuple[str, str]
) -> dict[str, Any] | None:
    """The validated claims of the identity token; None when anything about it is wrong. Raises Busy."""
    client_id, client_secret = of_ours
    try:
        async with outbound.asking(throttling.network_of(request.origin.address)):
            metadata = await _metadata(settings, request.provider)
            token = await outbound.identity_token(
                metadata["token_endpoint"],
                client_id,
                client_secret,
                flow.redirect_uri,
                request.code.get_secret_value(),
                flow.verifier,
            )
            decoded = await _decoded(token, metadata["jwks_uri"])
        claims = decoded.claims
        issuer = str(metadata["issuer"]).replace("{tenantid}", str(claims.get("tid", "")))
        jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": flow.nonce},
        ).validate(claims)
    except (AuthlibBaseError, JoseError, httpx.HTTPError, KeyError, ValueError, TimeoutError) as error:
        log.warning("social_login_refused", provider=request.provider, error=repr(error))
        return None
    return dict(claims)


async def _decoded(token: str, keys_url: str) -> jwt.Token:
    """The token, its signature found right; a key that is not known yet is asked for once."""
    keys: Any = await outbound.document(keys_url)
    try:
        return jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
    except (JoseError, ValueError):
        keys = await outbound.fresh_document(keys_url)
        return jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
