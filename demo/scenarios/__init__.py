"""The scenarios by name."""

from demo.scenarios.inspection_2012 import INSPECTION_2012
from demo.scenarios.rectification import RECTIFICATION
from demo.scenarios.scenario import Scenario
from demo.scenarios.today import TODAY

SCENARIOS: dict[str, Scenario] = {
    scenario.name: scenario for scenario in (INSPECTION_2012, TODAY, RECTIFICATION)
}
