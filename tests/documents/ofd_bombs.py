"""OFD packages that want far more than they weigh, each built on the spot (docs/faults.md D1, D2)."""

from tests.documents.bombs import zipped
from tests.documents.ofd_writer import ofd, page, parts, words


def packed_ofd() -> bytes:
    """A page of 300 MB of blanks."""
    return zipped(parts([page(" " * 300_000_000)]))


def deep_ofd() -> bytes:
    return ofd(page("<ofd:PageBlock>" * 20_000 + "</ofd:PageBlock>" * 20_000))


def laughing_ofd() -> bytes:
    entities = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return ofd(entities + page(words(10, 10, "&b;")))


def far_ofd() -> bytes:
    """Words and lines at coordinates that no paper has."""
    far = (
        '<ofd:TextObject Boundary="1e300 -9e99 1 1" Size="3.5" CTM="1e200 0 0 1e200 1e300 nan">'
        '<ofd:TextCode X="1e308" Y="inf" DeltaX="g 99999999999 1e300">数字</ofd:TextCode>'
        "</ofd:TextObject>"
        '<ofd:PathObject Boundary="0 0 1 1"><ofd:AbbreviatedData>M -1e300 0 L 1e300 1e300 B 1 A C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    return ofd(page(far * 50))


def many_steps_ofd() -> bytes:
    """A character a billion times ahead."""
    code = f'<ofd:TextCode X="0" Y="0" DeltaX="{"g 999999999 1 " * 10_000}">{"一" * 19_000}'
    return ofd(page(f'<ofd:TextObject Size="3">{code}</ofd:TextCode></ofd:TextObject>'))


def many_objects_ofd() -> bytes:
    return ofd(page("<ofd:PathObject/>" * 200_000))


def circling_ofd() -> bytes:
    """Drawings that hold themselves, and a template that is its own page."""
    unit = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>'
        '<ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
        + '<ofd:CompositeObject ResourceID="7"/>' * 9
        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    common = '<ofd:PublicRes>R.xml</ofd:PublicRes><ofd:TemplatePage ID="1" BaseLoc="Pages/P0.xml"/>'
    drawn = page('<ofd:CompositeObject ResourceID="7"/>', '<ofd:Template TemplateID="1"/>')
    return zipped(parts([drawn], common, {"Doc_0/R.xml": unit}))


OFD_BOMBS = {
    "packed_ofd": packed_ofd,
    "deep_ofd": deep_ofd,
    "laughing_ofd": laughing_ofd,
    "far_ofd": far_ofd,
    "many_steps_ofd": many_steps_ofd,
    "many_objects_ofd": many_objects_ofd,
    "circling_ofd": circling_ofd,
}
