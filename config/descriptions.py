"""What every key that an office may write means, in both languages: `descriptions.toml`."""

from functools import cache

from config.packaged import packaged_toml
from config.words import Words


@cache
def descriptions() -> dict[str, dict[str, Words]]:
    """Model to key to what it means."""
    return {
        model: {key: Words(*words) for key, words in keys.items()}
        for model, keys in packaged_toml("descriptions.toml").items()
    }
