"""N6: our own machine has no descriptors left. That is our trouble: nobody is judged by it, nobody
is accused.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.network.small_city import SmallCity

ROOT = Path(__file__).parents[2]

# The office in a process of its own, so that the city has descriptors enough.
_NIGHT = """
import json, resource, sys
from pathlib import Path
from tests.network.small_city import SmallCity, messages, reachability

folder, port, number, descriptors = Path(sys.argv[1]), *map(int, sys.argv[2:])
resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
city = SmallCity(folder)
city.town.port = port
config = city.config()
night = city.night(number, config)
print(json.dumps({"judged": night.inspection.judged_units.judged, "problems": len(night.inspection.findings), "found": reachability(night),
  "told": [person for person, _ in messages(config, night.run.id)], "state": night.run.state}))
"""


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_n6_sixty_four_descriptors(tmp_path: Path) -> None:
    city = SmallCity(tmp_path).start()
    try:
        good, *poor, again = [
            night(city, tmp_path, number, left) for number, left in enumerate((4096, 64, 32, 4096))
        ]
    finally:
        city.stop()
    assert good["judged"] == again["judged"] == 34
    assert all(seen["found"] == {} and seen["problems"] == 0 for seen in (good, *poor, again))
    assert all("leader" not in seen["told"] for seen in poor)
    assert poor[-1]["judged"] < 34, "with so few nobody can be looked at as he should"


def night(city: SmallCity, folder: Path, number: int, descriptors: int) -> dict[str, Any]:
    """What a night under so many descriptors came to; one that could not end has accused nobody
    either.
    """
    command = [
        sys.executable,
        "-c",
        _NIGHT,
        str(folder),
        str(city.fixture_server.port),
        str(number),
        str(descriptors),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))
