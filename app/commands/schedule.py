"""`gongkai schedule`: the night by itself."""

from app.options import HERE, ConfigOption


def command(config: ConfigOption = HERE) -> None:
    """Run every night at the office's hour, in the office's time zone, and send what it found. A missed night is caught up once.

    Runs until it is stopped; one scheduler to a data folder.

    Example:  gongkai schedule --config office
    """
    from app.schedule import keep_nights

    keep_nights(config)
