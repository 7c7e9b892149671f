"""Who may do what at the local object store: S3 keys per service, and a certificate for every port but S3's.

SeaweedFS is several servers in one process that speak with each other over ports of their own: master, volume, filer,
each with HTTP and gRPC. They would answer anybody who reaches them, whatever the S3 keys say.
"""

import ipaddress
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from danceai.common.frame.service import ObjectAccess
from danceai.common.storage.keys import pattern

VALID = timedelta(days=3650)
GRPC_PARTS = ("master", "volume", "filer", "s3", "admin", "worker", "client")
HTTP_PARTS = ("master", "volume", "filer", "admin")
PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class StoreKey:
    """A key of the store and what it opens; without `objects` it is the administrator's."""

    name: str
    access_key: str
    secret_key: str
    bucket: str = ""
    objects: ObjectAccess | None = None

    @property
    def actions(self) -> list[str]:
        """In the store's words."""
        if self.objects is None:
            return ["Admin", "Read", "Write", "List", "Tagging"]
        readable = [pattern(self.bucket, folder) for folder in self.objects.readable]
        writable = [pattern(self.bucket, folder) for folder in self.objects.writes]
        # Unfinished uploads of a known key are found by listing.
        return [f"Read:{one}" for one in readable] + [f"{may}:{one}" for one in writable for may in ("Write", "List")]


def rights_of(keys: list[StoreKey]) -> str:
    """The store's file of identities."""
    identities = [
        {
            "name": key.name,
            "credentials": [{"accessKey": key.access_key, "secretKey": key.secret_key}],
            "actions": key.actions,
        }
        for key in keys
    ]
    return json.dumps({"identities": identities}, indent=1)


def keep_private(path: Path, text: str) -> Path:
    """Write what only we may read, at any moment."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text)
    return path


def close_inner_ports(folder: Path) -> Path:
    """Have every port but S3's ask for the store's own certificate; returns the folder of the configuration.

    The certificate is made anew at each start, and the authority's key that vouches for it is kept nowhere.
    """
    made = folder / "store-security"
    made.mkdir(mode=0o700, exist_ok=True)
    files = {name: str(made / name) for name in ("authority.crt", "store.crt", "store.key")}
    for name, text in zip(files.values(), _certify(), strict=True):
        keep_private(Path(name), text)
    own = f'cert = "{files["store.crt"]}"\nkey = "{files["store.key"]}"\n'
    trusted = f'ca = "{files["authority.crt"]}"\n'
    sections = [f"[grpc]\n{trusted}", *(f"[grpc.{part}]\n{own}" for part in GRPC_PARTS)]
    sections += [f"[https.client]\nenabled = true\n{own}{trusted}"]
    sections += [f"[https.{part}]\n{own}{trusted}" for part in HTTP_PARTS]
    keep_private(made / "security.toml", "\n".join(sections))
    return made


def _certify() -> tuple[str, str, str]:
    """(authority, certificate, key) in PEM: one certificate for servers and clients of this machine."""
    signing, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "danceai store authority")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "danceai store")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    both = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    vouching = x509.BasicConstraints(ca=True, path_length=0)
    authority = _blank(issuer, issuer, signing).add_extension(vouching, critical=True).sign(signing, hashes.SHA256())
    certificate = (
        _blank(subject, issuer, own)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage(both), critical=False)
        .sign(signing, hashes.SHA256())
    )
    key = own.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return authority.public_bytes(PEM).decode(), certificate.public_bytes(PEM).decode(), key.decode()


def _blank(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
    )
