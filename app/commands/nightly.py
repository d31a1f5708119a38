"""`gongkai nightly`: crawl, inspect and report, once, now."""

from app.command_options import HERE, ConfigOption, JsonOption, UnitsOption


def command(
    config: ConfigOption = HERE, unit: UnitsOption = None, as_json: JsonOption = False
) -> None:
    from app.command_output import end_of_inspection, show_night
    from app.night.indexing import refresh_search
    from app.night.recognising import recognise_scans
    from app.nightly import nightly
    from app.office_config import opened_config
    from app.progress import bar
    from store.clock import Clock

    loaded = opened_config(config, units=unit or ())
    with bar("night") as progress:
        night = nightly(loaded, Clock(), progress, only=tuple(unit or ()))
    show_night(night, loaded, as_json=as_json)
    recognise_scans(loaded, Clock())
    refresh_search(loaded)
    end_of_inspection(night.inspection)
