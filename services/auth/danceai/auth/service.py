"""Auth: who somebody is, which studio they belong to, what they may, and that studio's couples."""

from danceai.auth import (
    audit,
    couples,
    keys,
    listening,
    login_log,
    passwords,
    profile,
    sessions,
    setup,
    sign_in,
    social,
    studios,
    totp,
    users,
)
from danceai.auth.mail import sending
from danceai.common.messaging.service import Service

service = Service(
    "auth",
    requests=[
        sign_in.sign_in, sign_in.give_code, sessions.resolve, sessions.sign_out, sessions.listed, sessions.end,
        passwords.forgotten, passwords.choose, passwords.change, totp.begin, totp.confirmed, totp.disable,
        social.providers, social.begin, social.finish, keys.resolve,
        profile.get, profile.change,
        users.invite, users.listed, users.edit, users.reset_totp, users.send_reset, users.quota,
        studios.create, studios.listed, studios.edit,
        keys.create, keys.listed, keys.revoke, login_log.listed, audit.listed,
        setup.get_studio, setup.change_studio, setup.get_platform, setup.change_platform, setup.change_social,
        couples.add, couples.edit, couples.get, couples.every, couples.assign, couples.consent,
    ],
    jobs=[passwords.start_reset, sending.run],
    events=[
        listening.on_analysis_finished, listening.on_analysis_failed, listening.on_administration_changed,
    ],
)  # fmt: skip
