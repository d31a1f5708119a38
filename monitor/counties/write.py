"""The papers over several counties, on disk beside the office's own: `counties/reports/<day>/`."""

from pathlib import Path

from monitor.report.material import Material
from monitor.report.write import ReportPaths, write_material

FOLDER = "counties"


def write_counties(data: Path, material: Material) -> ReportPaths:
    """Circular (.docx, .html) and problem ledger (.xlsx). Raises StoreFailed, OutOfSpace."""
    return write_material(data / FOLDER, material)
