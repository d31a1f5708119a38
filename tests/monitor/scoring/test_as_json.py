import json

import pytest

from config.folder import Config
from monitor.scoring.as_json import league_json
from monitor.scoring.league import League


def test_programs_read_the_same_numbers(league: League, config: Config) -> None:
    told = json.loads(json.dumps(league_json(league, "zh"), ensure_ascii=False))
    units = {one["unit"]: one for one in told["units"]}
    assert (told["quarter"], told["until"]) == ("2012Q4", "2012-12-31")
    assert (units["shuiwu"]["score"], units["shuiwu"]["why"]) == (None, "nights")
    assert (units["guotu"]["vetoes"], units["guotu"]["failed"]) == (["home"], True)
    own = units["jiaotong"]
    lines = [line for one in own["indicators"] for line in one["lines"]]
    assert sum(line["lost"] for line in lines) == pytest.approx(own["lost"], abs=0.01)
    assert own["score"] == pytest.approx(100 * (1 - own["lost"] / own["points"]), abs=0.06)
    assert len(units["huanbao"]["below"]) == 1
