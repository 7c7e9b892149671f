"""Auth: who somebody is, which studio they belong to, what they may, and that studio's couples."""

from danceai.auth import listening, purging
from danceai.auth.administration import api_keys, audit, setup, studios
from danceai.auth.mail import reconciling, sending
from danceai.auth.members import couples, notifications, profile, users
from danceai.auth.settings import AuthSettings
from danceai.auth.signing_in import login_log, passwords, sessions, sign_in, social, totp
from danceai.common.contracts.audit import AdministrationChanged
from danceai.common.contracts.pose_models import ListPoseModels
from danceai.common.frame.service import Service

service = Service(
    "auth",
    settings=AuthSettings,
    asks=[ListPoseModels],
    tells=[AdministrationChanged],
    changes_callers=True,
    requests=[
        sign_in.sign_in,
        sign_in.give_code,
        sessions.resolve_web_session,
        sessions.sign_out,
        sessions.list_web_sessions,
        sessions.end_web_session,
        passwords.request_password_reset,
        passwords.set_password,
        passwords.change_password,
        totp.begin_totp,
        totp.confirm_totp,
        totp.disable_totp,
        social.list_providers,
        social.begin_social,
        social.finish_social,
        api_keys.resolve_api_key,
        profile.get_profile,
        profile.change_profile,
        users.invite_user,
        users.list_users,
        users.edit_user,
        users.reset_totp,
        users.send_password_reset,
        users.get_quota,
        studios.create_studio,
        studios.list_studios,
        studios.edit_studio,
        api_keys.create_api_key,
        api_keys.list_api_keys,
        api_keys.revoke_api_key,
        login_log.list_login_attempts,
        audit.list_changes,
        setup.get_studio_setup,
        setup.change_studio_setup,
        setup.get_platform_setup,
        setup.change_platform_setup,
        setup.change_social_setup,
        couples.add_couple,
        couples.edit_couple,
        couples.get_couple,
        couples.list_couples,
        couples.assign_trainer,
        couples.assign_dancer,
        couples.set_consent,
        notifications.list_notifications,
        notifications.mark_notifications_read,
    ],
    first=[sessions.resolve_web_session, api_keys.resolve_api_key],
    purges=[purging.purge_logs, purging.purge_expired],
    jobs=[passwords.start_password_reset, sending.send_mail],
    reconcilers=[reconciling.lost_invitations],
    events=[
        listening.on_analysis_finished,
        listening.on_analysis_failed,
        listening.on_analysis_deleted,
        listening.on_administration_changed,
        listening.on_post_written,
        listening.on_budget_nearly_spent,
    ],
)
