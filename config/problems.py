"""What is wrong in the office's files, said so that the person who wrote them can repair it.

One `ConfigProblem` is one line: place, what is wrong, how to repair it, in both languages.
`problems_of` turns pydantic's errors into such lines through `sentences.toml`; `refusal` gathers
all of them into the one error that a command shows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from config.closed_model import HttpUrl
from config.errors import ConfigRefused
from config.kind_words import KIND_WORDS, kind_of
from config.sentences import Said, complaints, note, said
from config.toml_lines import line_of
from config.words import Words

MOST_SHOWN = 200  # a person repairs the first of them; the rest often go with those


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """One thing to repair. `file` is relative to the office's folder, `key` a dotted path
    (`sites#1.url`: of the first), `line` counts from 1.
    """

    file: str
    what: Words
    repair: Words
    line: int | None = None
    key: str = ""

    def text(self) -> Words:
        line, key = f":{self.line}" if self.line else "", f" {self.key}" if self.key else ""
        place = f"{self.file}{line}{key}"
        return Words(
            f"{place}：{self.what.zh} — {self.repair.zh}",
            f"{place}: {self.what.en} — {self.repair.en}",
        )


def refusal(problems: Sequence[ConfigProblem], language: str = "") -> ConfigRefused:
    """The error that lists every problem (the first 200 in full), to be said in `language`; "" =
    the terminal's."""
    lines = [problem.text() for problem in problems[:MOST_SHOWN]]
    listed = [note("head", n=len(problems)), *(Words(f"  {zh}", f"  {en}") for zh, en in lines)]
    if rest := len(problems) - len(lines):
        listed.append(note("rest", n=rest))
    refused = ConfigRefused(Words(*("\n".join(texts) for texts in zip(*listed, strict=True))))
    refused.language = language
    return refused


def problems_of(
    error: ValidationError,
    model: type[BaseModel],
    file: str,
    text: str,
    under: Sequence[str | int] = (),
) -> list[ConfigProblem]:
    """Pydantic's errors on `model`, whose table stands at the key path `under` of `file` with the
    TOML `text`.
    """
    return [
        problem_at(_complaint(detail, model), file, text, (*under, *detail["loc"]))
        for detail in error.errors(include_url=False)
    ]


def problem_at(complaint: Said, file: str, text: str, path: Sequence[str | int]) -> ConfigProblem:
    """The problem of what stands at the key path `path` of `file` with the TOML `text`."""
    return ConfigProblem(file, *complaint, line=line_of(text, path), key=_as_people_count(path))


def _as_people_count(path: Sequence[str | int]) -> str:
    """`sites#1.url`: the address of the first site."""
    parts = (f"#{part + 1}" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")


def shown(value: object) -> str:
    """A value as written, short and on one line, whatever it holds."""
    text = _as_written(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _as_written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_as_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_as_written(inner)}' for key, inner in value.items())}}}"
    return repr(value)


def nearest(word: str, known: Sequence[str]) -> Words:
    """A suggestion for a mistyped word, or the list of what there is."""
    if close := get_close_matches(word, known, n=1, cutoff=0.6):
        return note("did_you_mean", word=close[0])
    return note("there_are", words=", ".join(known[:40]))


def address_fault(url: str) -> Said | None:
    """What is wrong with an address that a person typed; None for one that can be asked for."""
    try:
        TypeAdapter(HttpUrl).validate_python(url)
    except ValidationError as error:
        return _own_words(error.errors()[0]["msg"].removeprefix("Value error, "))
    return None


def _complaint(detail: Any, model: type[BaseModel]) -> Said:
    loc, value = detail["loc"], detail["input"]
    kind, context = detail["type"], {key: str(item) for key, item in detail.get("ctx", {}).items()}
    key = str(loc[-1]) if loc else ""
    values = {
        "key": key,
        "value": "***" if "channels" in loc and "people" in loc else shown(value),
        **context,
    }
    if kind == "extra_forbidden":
        suggestion = nearest(key, list(_model_at(model, loc[:-1]).model_fields))
        return note("no_such_setting", key=key), suggestion
    if kind == "literal_error" and key == "kind" and "township" in context.get("expected", ""):
        return _wrong_kind(value)
    if kind == "value_error":
        return _own_words(detail["msg"].removeprefix("Value error, "), values["value"])
    if kind == "literal_error":
        values["expected"] = context["expected"].replace(" or ", ", ")
    return said(f"pydantic.{kind if kind in complaints('pydantic') else 'otherwise'}", **values)


def _wrong_kind(value: object) -> Said:
    known = kind_of(str(value))
    what = note("wrong_kind", value=shown(value))
    if known:
        return what, note("write_kind", kind=known)
    kinds = Words(
        "，".join(f"{kind}（{words.zh}）" for kind, words in KIND_WORDS.items()),
        ", ".join(f"{kind} ({words.en})" for kind, words in KIND_WORDS.items()),
    )
    return what, note("choose_kind", kinds=kinds)


def _own_words(message: str, value: str = "") -> Said:
    """The sentence that our own model raised, as it stands in the table of them."""
    for name, known in complaints("models").items():
        if match := re.search(known["pattern"], message):
            return said(f"models.{name}", **{"value": value, **match.groupdict()})
    return Words(message, message), said("pydantic.otherwise", value="")[1]


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """The model whose keys stand at `path` below `model`."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if get_origin(annotation) is None:
        return (
            annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel)
            else None
        )
    return next(
        (found for argument in get_args(annotation) if (found := _model_in(argument))), None
    )
