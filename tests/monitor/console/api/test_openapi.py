"""The document describes what is answered."""

import json

from monitor.console.api.endpoints import ENDPOINTS
from monitor.console.api.openapi import document


def test_every_reference_leads_to_a_schema() -> None:
    made = document(ENDPOINTS, "en")
    text = json.dumps(made)
    schemas = made["components"]["schemas"]
    assert {"ApiFinding", "FindingsPage", "NightsPage"} <= schemas.keys()
    refs = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert refs <= schemas.keys()


def test_parameters_are_told_with_their_choices() -> None:
    made = document(ENDPOINTS, "zh")
    asked = made["paths"]["/api/v1/findings"]["get"]["parameters"]
    show = next(one for one in asked if one["name"] == "show")
    assert "overdue" in show["schema"]["enum"]
    one = made["paths"]["/api/v1/findings/{finding}"]["get"]
    assert one["parameters"] == [
        {"name": "finding", "in": "path", "required": True, "schema": {"type": "integer"}}
    ]
    names = [path["get"]["operationId"] for path in made["paths"].values()]
    assert len(set(names)) == len(names)
