"""A sentence in both of the product's languages. Words live in tables of these, never in ifs."""

from typing import NamedTuple


class Words(NamedTuple):
    zh: str
    en: str

    def text(self, language: str, **values: object) -> str:
        """The sentence in `language` ("zh" or "en") with its placeholders filled."""
        template = self.en if language == "en" else self.zh
        return template.format(**values) if values else template

    def filled(self, **values: object) -> "Words":
        """The pair with its placeholders filled; a value that is itself a pair goes in language by
        language.
        """

        def of(place: int) -> dict[str, object]:
            return {
                name: value[place] if isinstance(value, Words) else value
                for name, value in values.items()
            }

        return Words(self.zh.format(**of(0)), self.en.format(**of(1)))
