"""Where files come home to, tried for real: a folder, Debian's OpenSSH as a process of ours, and an S3
server over HTTP.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection

import pytest

from tests.cluster.postgres import as_user, free_port
from tests.waiting import waited

BUCKET = "incoming"


@contextmanager
def sftp(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """The URL of a folder over SFTP, and the folder; keys and known hosts stand in a HOME of its
    own.
    """
    program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
    if program is None:
        pytest.skip("sshd is not installed (apt-get install openssh-server)")
    folder, user, port = Path(tempfile.mkdtemp(prefix="ssh-", dir="/tmp")), as_user(), free_port()
    ours = folder / "home" / ".ssh"
    ours.mkdir(parents=True, mode=0o700)
    for key in (folder / "host", ours / "id_ed25519"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    host = (folder / "host.pub").read_text(encoding="ascii")
    (ours / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}", encoding="ascii")
    (folder / "authorized").write_bytes((ours / "id_ed25519.pub").read_bytes())
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nSubsystem sftp internal-sftp\n",
        encoding="ascii",
    )
    (folder / "in").mkdir()
    if os.getuid() == 0:
        folder.chmod(0o755)
        for path in (folder / "host", folder / "in"):
            shutil.chown(path, user)
    monkeypatch.setenv("HOME", str(folder / "home"))
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [program, "-D", "-e", "-f", str(folder / "config")],
            user=user if os.getuid() == 0 else None,
            stderr=log,
        )
    try:
        waited(lambda: _answers(port))
        yield f"sftp://{user}@127.0.0.1:{port}{folder}/in", folder / "in"
    finally:
        server.kill()
        server.wait()
        shutil.rmtree(folder)


@contextmanager
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, None]]:
    """The URL of a folder in a bucket; its address and account stand in the environment."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "gongkai",
        "AWS_SECRET_ACCESS_KEY": "gongkai",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    try:
        yield f"s3://{BUCKET}/office", None
    finally:
        server.stop()


def _answers(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
