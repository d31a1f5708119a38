"""The container engines by which the image of deploy/ can be built and run: whichever is here.

buildah comes first where no Docker answers: it needs no daemon, and with `chroot` for isolation
neither cgroups nor a runtime, so that it works in most CI machines too. What it then runs has the
image's files, user and environment, and the machine's processes and network.
"""

import os
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
IMAGE = "gongkai:under-test"
# By which pip finds its index on this machine; of no effect on what may be installed, which is by hash.
PIP_FILES = (
    *(Path("/etc/pip.conf"), Path.home() / ".config/pip/pip.conf"),
    *(Path(path) for path in filter(None, [os.environ.get("PIP_CERT")])),
)


class Engine(ABC):
    @abstractmethod
    def build(self) -> None: ...

    @abstractmethod
    def command(self, words: Sequence[str], volumes: Sequence[str]) -> list[str]:
        """By which `gongkai words…` is run in the image, with the machine's network."""

    @abstractmethod
    def remove(self) -> None: ...

    def run(self, *words: str, volumes: Sequence[str] = ()) -> str:
        done = subprocess.run(
            self.command(words, volumes), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


@dataclass(frozen=True)
class DockerOrPodman(Engine):
    name: str

    def build(self) -> None:
        index = [f"--build-arg=PIP_INDEX_URL={os.environ.get('PIP_INDEX_URL', '')}"]
        _do(self.name, "build", *index, "-f", "deploy/Dockerfile", "-t", IMAGE, ".")

    def command(self, words: Sequence[str], volumes: Sequence[str]) -> list[str]:
        mounted = [word for volume in volumes for word in ("-v", volume)]
        walls = [
            "--read-only",
            "--tmpfs=/tmp",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges",
        ]
        return [self.name, "run", "--rm", "--network=host", *walls, *mounted, IMAGE, *words]

    def remove(self) -> None:
        subprocess.run([self.name, "rmi", "-f", IMAGE], check=False)


@dataclass(frozen=True)
class Buildah(Engine):
    store: Path

    @property
    def buildah(self) -> tuple[str, ...]:
        places = ("--root", str(self.store / "images"), "--runroot", str(self.store / "run"))
        return ("buildah", *places, "--storage-driver", "vfs")

    def build(self) -> None:
        pip = [word for path in PIP_FILES if path.is_file() for word in ("-v", f"{path}:{path}:ro")]
        certificate = [f"--env=PIP_CERT={path}"] if (path := os.environ.get("PIP_CERT")) else []
        how = ("--isolation=chroot", *pip, *certificate, "-f", "deploy/Dockerfile", "-t", IMAGE)
        _do(*self.buildah, "build", *how, ".")
        _do(*self.buildah, "from", "--pull-never", "--name", "gongkai", IMAGE)

    def command(self, words: Sequence[str], volumes: Sequence[str]) -> list[str]:
        mounted = [word for volume in volumes for word in ("-v", volume)]
        run = (*self.buildah, "run", "--isolation=chroot", "--network=host")
        return [*run, *mounted, "gongkai", "--", "gongkai", *words]

    def remove(self) -> None:
        subprocess.run([*self.buildah, "rm", "--all"], check=False)
        shutil.rmtree(self.store, ignore_errors=True)


def engine(store: Path) -> Engine | None:
    """The one that `GONGKAI_ENGINE` names, else the first that answers; `store`: an empty folder
    for what buildah keeps. A client without its daemon is none.
    """
    wanted = os.environ.get("GONGKAI_ENGINE", "")
    for name in ("docker", "buildah", "podman"):
        if wanted in ("", name) and shutil.which(name) and _answers(name, store):
            return Buildah(store) if name == "buildah" else DockerOrPodman(name)
    return None


def _answers(name: str, store: Path) -> bool:
    asked = Buildah(store).buildah if name == "buildah" else (name,)
    try:
        return not subprocess.run(
            [*asked, "info"], capture_output=True, timeout=30, check=False
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def _do(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)
