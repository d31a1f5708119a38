"""The documentation of the JSON interface as OpenAPI 3.1, made from the table of routes. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from config.words import Words

_IN_PATH = re.compile(r"{(\w+)(:int)?}")
_REFUSED = {
    "401": "no token, or one that was revoked",
    "404": "there is no such thing, or it is not yours to see",
    "429": "more than 60 questions in a minute",
}


class DocumentedParameter(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def says(self) -> Words: ...
    @property
    def choices(self) -> tuple[str, ...]: ...
    @property
    def is_number(self) -> bool: ...


class Documented(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def documented_path(self) -> str: ...
    @property
    def says(self) -> Words: ...
    @property
    def answer(self) -> type[BaseModel]: ...
    @property
    def parameters(self) -> Sequence[DocumentedParameter]: ...


def document(endpoints: Sequence[Documented], language: str) -> dict[str, Any]:
    """As `openapi.json`: descriptions in `language`."""
    models = {one.answer for one in endpoints}
    names, schemas = models_json_schema(
        [(model, "serialization") for model in sorted(models, key=lambda model: model.__name__)],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "gongkai", "version": "1", "description": "Read-only."},
        "paths": {
            one.documented_path: {"get": _operation(one, names, language)} for one in endpoints
        },
        "components": {
            "schemas": schemas.get("$defs", {}),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "token_in_address": {"type": "apiKey", "in": "query", "name": "token"},
            },
        },
        "security": [{"token": []}, {"token_in_address": []}],
    }


def _operation(one: Documented, names: Mapping[Any, Any], language: str) -> dict[str, Any]:
    return {
        "operationId": one.documented_path.removeprefix("/api/v1/")
        .replace("/", "_")
        .translate({ord("{"): None, ord("}"): None}),
        "summary": one.says.text(language),
        "parameters": [
            {
                "name": name,
                "in": "path",
                "required": True,
                "schema": {"type": "integer" if number else "string"},
            }
            for name, number in _IN_PATH.findall(one.path)
        ]
        + [
            {
                "name": parameter.name,
                "in": "query",
                "required": False,
                "description": parameter.says.text(language),
                "schema": {"type": "integer" if parameter.is_number else "string"}
                | (_choices(parameter) if parameter.choices else {}),
            }
            for parameter in one.parameters
        ],
        "responses": {
            "200": {
                "description": one.says.text(language),
                "content": {"application/json": {"schema": names[(one.answer, "serialization")]}},
            },
            **{status: {"description": said} for status, said in _REFUSED.items()},
        },
    }


def _choices(parameter: DocumentedParameter) -> dict[str, Any]:
    as_numbers = [int(one) for one in parameter.choices] if parameter.is_number else None
    return {"enum": as_numbers or list(parameter.choices)}
