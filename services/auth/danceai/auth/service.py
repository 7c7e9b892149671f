"""Auth: who somebody is, which studio they belong to, and that studio's couples."""

from danceai.auth import couples, sign_in
from danceai.common.messaging.service import Service

service = Service(
    "auth",
    requests=[
        sign_in.sign_in, sign_in.resolve, sign_in.sign_out,
        couples.add, couples.get, couples.every,
    ],
)  # fmt: skip
