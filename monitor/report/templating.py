"""Templates of ours, filled with other people's words: escaped always, whatever a file is called,
and a name that is not there is an error (docs/faults.md C1).
"""

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.judging.plain_text import printable


def templates_of(package: str) -> Environment:
    """The templates in the folder `templates` of a package, with the filter `printable`."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["printable"] = lambda text: printable(str(text))
    return environment
