"""Mail: every kind in every language, through a real SMTP server, to those who want it."""

import asyncio
from email.message import EmailMessage
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import SecretStr

from danceai.auth.mail import sending
from danceai.auth.mail.budgets import on_budget_nearly_spent
from danceai.auth.mail.writing import Recipient, message, words
from danceai.auth.settings import AuthSettings
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.mail import MailKind
from danceai.common.contracts.spend import MICRO, BudgetNearlySpent
from tests.support.beside import process_of, working_in
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import World, accept, signed_in

KINDS: tuple[MailKind, ...] = get_args(MailKind)
DETAILS = {
    "dance": "tango",
    "message": "The file is <b>broken</b>.",
    "author": "Anna",
    "limit": "20.00",
    "spent": "16.05",
}
LINK = "https://dance.example/set-password#t0ken"


def _parts(mail: EmailMessage) -> tuple[str, str]:
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


@pytest.mark.parametrize(("kind", "language"), list(product(KINDS, Language)))
def test_every_kind_in_every_language(kind: MailKind, language: Language) -> None:
    to = Recipient("anna@dance.example", "Anna <Muster>", "Tanzstudio & Söhne", language)
    mail = message(kind, to, LINK, DETAILS, "Dance AI <no-reply@dance.example>", "1")
    assert mail["Message-ID"] == "<1@dance.example>"
    plain, html = _parts(mail)
    assert LINK in plain
    assert f'href="{LINK}"' in html
    assert "Anna <Muster>" in plain
    assert "Anna &lt;Muster&gt;" in html
    assert "<b>broken" not in html
    assert "{{" not in str(mail["Subject"]) + plain + html
    if kind == "analysis_failed":
        assert DETAILS["message"] in plain
    if "dance" in str(words()[language][kind]["subject"]):
        assert words()[language]["dances"]["tango"] in mail["Subject"]


def test_the_languages_say_the_same() -> None:
    assert set(words()) == set(Language)
    for language in Language:
        assert set(words()[language]) == set(words()["en"])
        assert set(words()[language]["dances"]) == set(Dance)
        for kind in KINDS:
            assert len(words()[language][kind]["lines"]) == len(words()["en"][kind]["lines"])


def test_a_hostile_name_adds_no_header() -> None:
    to = Recipient("anna@dance.example", "Anna", "Studio\r\nBcc: all@evil.example", Language.EN)
    mail = message("invitation", to, LINK, {}, "Dance AI <no-reply@dance.example>", "1")
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]


async def test_mail_in_files_is_for_nobody_elses_eyes(tmp_path: Path) -> None:
    settings = AuthSettings(secret_key=SecretStr("s" * 40), mail_folder=tmp_path / "mail")
    assert await sending.send(EmailMessage(), settings) == "written to a file"
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700


def test_whoever_started_an_analysis_is_told(running: RunningPlatform, finished_sample: dict[str, Any]) -> None:
    link = f"{running.layout.url}/analyses/{finished_sample['id']}"
    mail = running.mailbox.wait_for("trainer@demo.example", "Waltz has been analysed", saying=link)
    assert mail["Message-ID"]
    assert mail["Auto-Submitted"] == "auto-generated"


def test_in_the_users_language_and_only_if_wanted(world: World, running: RunningPlatform, tmp_path: Any) -> None:
    email = f"anna.{world.fresh()}@demo.example"
    world.admin.call("POST", "/v1/users", {"email": email, "name": "Anna", "role": "trainer", "language": "de"})
    assert running.mailbox.wait_for(email)["Subject"] == "Demo Studio lädt Sie zu Dance AI ein"
    accept(running, email)
    with signed_in(running, email) as anna:
        couple = anna.call("POST", "/v1/couples", {"lead": "A", "follow": "B"})["id"]
    letter = tmp_path / "letter.mp4"
    letter.write_text("not a video " * 20)

    def fails() -> None:
        with signed_in(running, email) as client:
            session = client.open_session(couple, "tango")
            client.upload(session["id"], "A", letter)
            client.finished(client.start(session["id"])["id"])

    fails()
    failed = running.mailbox.wait_for(email, "konnte nicht ausgewertet werden")
    assert "Tango" in failed["Subject"]
    with signed_in(running, email) as client:
        client.call("PATCH", "/v1/account/profile", {"mail_notifications": False, "language": "zh"})
    before = len(running.mailbox.mails)
    fails()
    with signed_in(running, email) as client:  # asked for: always sent
        client.call("POST", "/v1/account/password/forgotten", {"email": email})
    running.mailbox.wait_for(email, "设置新密码")
    later = running.mailbox.mails[before:]
    assert [mail["Subject"] for mail in later if mail["To"] == email] == ["设置新密码"]


def test_the_invited_choose_a_password_and_are_in(running: RunningPlatform, client_of: ClientOf, world: World) -> None:
    email = f"invited.{world.fresh()}@demo.example"
    user = world.admin.call("POST", "/v1/users", {"email": email, "name": "Ivan", "role": "dancer", "language": "ru"})
    assert user["invited"] is True
    plain, _ = _parts(running.mailbox.wait_for(email, "приглашает"))
    assert "Ivan" in plain
    accept(running, email)
    with signed_in(running, email) as client:
        profile = client.call("GET", "/v1/account/profile")
    assert (profile["name"], profile["language"], profile["role"]) == ("Ivan", "ru", "dancer")


@pytest.mark.parametrize("platform", [False, True])
async def test_who_can_raise_a_budget_is_told_that_it_is_nearly_spent(running: RunningPlatform, platform: bool) -> None:  # noqa: FBT001
    before = len(running.mailbox.mails)
    async with process_of(running.layout, "auth") as process, working_in(process) as work:
        spent = BudgetNearlySpent(limit=20 * MICRO, spent=16_050_000, platform=platform)
        await on_budget_nearly_spent(spent, work)
    boss = f"{'platform' if platform else 'studio'}.admin@demo.example"
    mail = await asyncio.to_thread(running.mailbox.wait_for, boss, "nearly spent", before, "$ 16.05")
    assert "/admin/spend" in _parts(mail)[0]
    told = {str(one["To"]) for one in running.mailbox.mails[before:] if "nearly spent" in one["Subject"]}
    assert not any(address.startswith(("trainer", "dancer")) for address in told)
    assert not any(address.startswith("studio.admin") for address in told) or not platform
