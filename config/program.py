"""What this program calls itself, everywhere: its name, with the version that is installed."""

from importlib.metadata import version

NAME_AND_VERSION = f"gongkai/{version('gongkai')}"
