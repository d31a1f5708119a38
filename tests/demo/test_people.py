"""What people do in a scenario fits the city: its days, its units, their channels."""

from datetime import timedelta

from demo.city import City
from demo.scenarios import SCENARIOS
from demo.scenarios.people import PersonsWord


def test_everything_happens_between_the_nights_and_at_units_of_the_city() -> None:
    people, nights = SCENARIOS["rectification"].people, SCENARIOS["rectification"].nights
    logins = {person.login: person for person in people.persons}
    units = {unit.id for unit in SCENARIOS["rectification"].units}
    played = [*people.between(nights[0], nights[-1])]
    assert len(played) == len(people.said) + len(people.published)
    assert [one.at for one in played] == sorted(one.at for one in played)
    for one in played:
        assert one.unit in units
        if isinstance(one, PersonsWord):
            own = logins[one.who].units
            assert not own or one.unit in own, one


def test_what_a_unit_publishes_is_the_same_each_time() -> None:
    shown = []
    for _ in range(2):
        city = City("rectification")
        for one in city.scenario.people.published:
            city.publish(one.unit, one.channel, one.at)
        night = city.nights[-1]
        city.set_now(night)
        titles = {
            item.title
            for one in city.scenario.people.published
            for channel in city._world.channels_of(one.unit)
            for item in channel.items
            if night - timedelta(days=60) < item.at <= night
        }
        shown.append((titles, len(city.truth.findings)))
        city.stop()
    assert shown[0] == shown[1]
    assert shown[0][1] == 12, "of fourteen two are repaired, and two came back"


def test_other_scenarios_have_nobody() -> None:
    for name in ("inspection-2012", "today"):
        assert not SCENARIOS[name].people.persons and not SCENARIOS[name].office
