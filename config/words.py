"""A sentence in both of the product's languages. Words live in tables of these, never in ifs."""

from typing import NamedTuple


class Words(NamedTuple):
    zh: str
    en: str

    def text(self, language: str, **values: object) -> str:
        """The sentence in `language` ("zh" or "en") with its placeholders filled."""
        template = self.en if language == "en" else self.zh
        return template.format(**values) if values else template
