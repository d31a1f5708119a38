"""What a backup says of itself. Read back it is a stranger's word: closed models, plain names,
bounded numbers.
"""

from typing import Annotated

from pydantic import AwareDatetime, Field, model_validator

from config.closed_model import ClosedModel

FORMAT = 1
MANIFEST = "manifest.json"

# One plain name, never a path: what a restore writes cannot leave its folder.
DatabaseName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,60}\.db$")]
# A file of the office, at most one folder deep; no name begins with a dot.
ConfigName = Annotated[
    str, Field(pattern=r"^(units/)?[^./\\\x00-\x1f][^/\\\x00-\x1f]{0,120}\.toml$")
]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Bytes = Annotated[int, Field(ge=0, le=1 << 46)]


class CopiedFile(ClosedModel):
    """A file of the office's configuration."""

    name: ConfigName
    bytes: Bytes
    sha256: Sha256


class CopiedDatabase(ClosedModel):
    """A database: the file, and what was counted in it when it was copied."""

    name: DatabaseName
    bytes: Bytes
    sha256: Sha256
    application_id: int
    migrations: tuple[str, ...]  # set/name, in the order applied
    rows: dict[str, int]  # by table


class Manifest(ClosedModel):
    """The whole of manifest.json."""

    format: int = Field(ge=1, le=FORMAT)
    made_at: AwareDatetime
    databases: tuple[CopiedDatabase, ...] = Field(min_length=1, max_length=20)
    config: tuple[CopiedFile, ...] = Field(max_length=20_000)

    @model_validator(mode="after")
    def _each_once(self) -> "Manifest":
        names = [
            *(database.name for database in self.databases),
            *(file.name for file in self.config),
        ]
        if len(names) != len(set(names)):
            raise ValueError("a file is named twice")
        return self

    @model_validator(mode="after")
    def _with_its_ledger(self) -> "Manifest":
        if self.database("archive.db") and not self.database("ledger.db"):
            raise ValueError("an archive without the ledger that refers to it")
        return self

    def database(self, name: str) -> CopiedDatabase | None:
        return next((database for database in self.databases if database.name == name), None)
