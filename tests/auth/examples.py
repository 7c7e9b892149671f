"""Every request of auth, as it can be sent."""

from uuid import UUID, uuid4

from pydantic import SecretStr

from danceai.auth.seeding import known_id
from danceai.common.contracts import account, api_keys, audit, couples, notifications, setup, sign_in, studios, users
from danceai.common.identity import Role, Scope
from danceai.local.layout import DEMO_STUDIO
from tests.support.examples import Examples, anew, listing, of_couple, of_studio, own
from tests.support.two_studios import World

WRONG = SecretStr("not the password")


def _email(world: World) -> str:
    return f"walk.{world.fresh()}@demo.example"


def _new_studio(world: World) -> studios.CreateStudio:
    return studios.CreateStudio(name=f"Walk {world.fresh()}", admin_email=_email(world), admin_name="Walk")


def things(world: World) -> dict[str, UUID]:
    """A couple, a user and a key of the demo studio."""
    return {
        "couple": known_id(DEMO_STUDIO, "couple"),
        "studio": known_id(DEMO_STUDIO),
        "trainer": known_id(DEMO_STUDIO, Role.TRAINER),
        "key": UUID(world.admin.call("POST", "/v1/keys", {"name": "Walk", "scopes": ["files:read"]})["info"]["id"]),
        "spare": world.member("dancer", "spare")[0],
    }


EXAMPLES: Examples = {
    sign_in.SignIn: anew(lambda w: sign_in.SignIn(email=_email(w), password=WRONG)),
    sign_in.GiveCode: anew(lambda w: sign_in.GiveCode(token=WRONG, code=SecretStr("123456"))),
    sign_in.ResolveWebSession: anew(lambda w: sign_in.ResolveWebSession(token=WRONG)),
    sign_in.ResolveApiKey: anew(lambda w: sign_in.ResolveApiKey(key=WRONG)),
    sign_in.SignOut: anew(lambda w: sign_in.SignOut(token=WRONG)),
    sign_in.RequestPasswordReset: anew(lambda w: sign_in.RequestPasswordReset(email=_email(w))),
    sign_in.SetPassword: anew(lambda w: sign_in.SetPassword(token=WRONG, password=WRONG)),
    sign_in.ListProviders: anew(lambda w: sign_in.ListProviders()),
    sign_in.BeginSocial: anew(lambda w: sign_in.BeginSocial(provider="facebook")),
    sign_in.FinishSocial: anew(lambda w: sign_in.FinishSocial(provider="facebook", flow=WRONG, state="", code=WRONG)),
    account.GetProfile: own(lambda w: account.GetProfile()),
    account.ChangeProfile: own(lambda w: account.ChangeProfile(mail_notifications=True)),
    account.ChangePassword: own(lambda w: account.ChangePassword(current=WRONG, password=WRONG, session_id=uuid4())),
    account.ListWebSessions: own(lambda w: account.ListWebSessions()),
    account.EndWebSession: own(lambda w: account.EndWebSession(session_id=uuid4())),
    account.BeginTotp: own(lambda w: account.BeginTotp()),
    account.ConfirmTotp: own(lambda w: account.ConfirmTotp(code=SecretStr("abcdef"))),
    account.DisableTotp: own(lambda w: account.DisableTotp(password=WRONG)),
    notifications.ListNotifications: own(lambda w: notifications.ListNotifications()),
    notifications.MarkNotificationsRead: own(lambda w: notifications.MarkNotificationsRead(notification_ids=[uuid4()])),
    couples.AddCouple: anew(lambda w: couples.AddCouple(lead="Walk", follow="Walk")),
    couples.EditCouple: of_couple(lambda w: couples.EditCouple(couple_id=w.ids["couple"], tier="B")),
    couples.GetCouple: of_couple(lambda w: couples.GetCouple(couple_id=w.ids["couple"])),
    couples.ListCouples: listing(lambda w: couples.ListCouples(limit=500), couple="couple"),
    couples.AssignTrainer: of_couple(
        lambda w: couples.AssignTrainer(couple_id=w.ids["couple"], user_id=w.ids["trainer"])
    ),
    couples.AssignDancer: of_couple(
        lambda w: couples.AssignDancer(couple_id=w.ids["couple"], user_id=w.ids["spare"], part="follow")
    ),
    couples.SetConsent: of_couple(
        lambda w: couples.SetConsent(couple_id=w.ids["couple"], partner="Walk Federation", given=True)
    ),
    studios.CreateStudio: anew(_new_studio),
    studios.ListStudios: anew(lambda w: studios.ListStudios()),
    studios.EditStudio: anew(lambda w: studios.EditStudio(studio_id=w.ids["studio"], suspended=False)),
    users.InviteUser: anew(lambda w: users.InviteUser(email=_email(w), name="Walk", role=Role.DANCER)),
    users.ListUsers: listing(lambda w: users.ListUsers(limit=500), spare="studio", trainer="studio"),
    users.EditUser: of_studio(lambda w: users.EditUser(user_id=w.ids["spare"], name="Spare")),
    users.ResetTotp: of_studio(lambda w: users.ResetTotp(user_id=w.ids["spare"])),
    users.SendPasswordReset: of_studio(lambda w: users.SendPasswordReset(user_id=w.ids["spare"])),
    users.GetQuota: anew(lambda w: users.GetQuota()),
    api_keys.CreateApiKey: anew(lambda w: api_keys.CreateApiKey(name="Walk", scopes=[Scope.FILES_READ])),
    api_keys.ListApiKeys: listing(lambda w: api_keys.ListApiKeys(limit=500), key="studio"),
    api_keys.RevokeApiKey: of_studio(lambda w: api_keys.RevokeApiKey(key_id=w.ids["key"])),
    audit.ListLoginAttempts: anew(lambda w: audit.ListLoginAttempts(limit=1)),
    audit.ListChanges: listing(lambda w: audit.ListChanges(limit=500, subject_id=str(w.ids["key"])), key="studio"),
    setup.GetStudioSetup: anew(lambda w: setup.GetStudioSetup()),
    setup.ChangeStudioSetup: anew(lambda w: setup.ChangeStudioSetup(track_face=True)),
    setup.GetPlatformSetup: anew(lambda w: setup.GetPlatformSetup()),
    setup.ChangePlatformSetup: anew(lambda w: setup.ChangePlatformSetup(archive_after_hours=168)),
    setup.ChangeSocialSetup: anew(lambda w: setup.ChangeSocialSetup(provider="facebook", client_id="")),
}
