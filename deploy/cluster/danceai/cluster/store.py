"""Keys of a MinIO server, one per service, with the rights that its table of contents names."""

from typing import Any

from minio import MinioAdmin
from minio.credentials.providers import StaticProvider

from danceai.cluster.secrets import STORE, Secrets
from danceai.cluster.settings import ClusterSettings
from danceai.common.frame.discovery import load_service, service_names
from danceai.common.frame.service import ObjectAccess
from danceai.common.storage.keys import pattern

READ = ["s3:GetObject"]
WRITE = [*READ, "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
TRITON = "triton"
LIST = ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucketLocation"]


def policy_of(bucket: str, access: ObjectAccess) -> dict[str, Any]:
    """What one service may do in a bucket, in the words of S3."""

    def allow(actions: list[str], folders: tuple[str, ...]) -> dict[str, Any]:
        resources = [f"arn:aws:s3:::{pattern(bucket, folder)}" for folder in folders]
        return {"Effect": "Allow", "Action": actions, "Resource": resources}

    statements = [{"Effect": "Allow", "Action": LIST, "Resource": [f"arn:aws:s3:::{bucket}"]}]
    if access.reads:
        statements.append(allow(READ, access.reads))
    if access.writes:
        statements.append(allow(WRITE, access.writes))
    return {"Version": "2012-10-17", "Statement": statements}


def policy_of_networks(bucket: str) -> dict[str, Any]:
    """Reading networks, and nothing else."""
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": READ, "Resource": [f"arn:aws:s3:::{bucket}/*"]}],
    }


def admit_services(settings: ClusterSettings, secrets: Secrets) -> None:
    """Make the keys, or bring their secrets and rights up to date."""
    owner = StaticProvider(settings.s3_access_key.get_secret_value(), settings.s3_secret_key.get_secret_value())
    admin = MinioAdmin(endpoint=settings.s3_endpoint, credentials=owner, secure=settings.s3_secure)
    policies = {
        name: policy_of(settings.fast_bucket, load_service(name).objects)
        for name in service_names()
        if load_service(name).objects
    }
    if settings.models_bucket:
        policies[TRITON] = policy_of_networks(settings.models_bucket)
    for name, policy in policies.items():
        admin.user_add(name, secrets.of(name, STORE).get_secret_value())
        admin.policy_add(f"danceai-{name}", policy=policy)
        admin.policy_set(f"danceai-{name}", user=name)
