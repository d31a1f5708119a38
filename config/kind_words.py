"""What people call the kinds of unit: one table for reading offices' tables, for messages and for
lists.
"""

import re
import unicodedata

from config.unit import UnitKind
from config.words import Words

KIND_WORDS: dict[UnitKind, Words] = {
    "government": Words("政府", "government"),
    "department": Words("部门", "department"),
    "township": Words("乡镇、街道", "township or subdistrict"),
    "vertical": Words("垂直管理", "vertically managed"),
    "judicial": Words("司法", "court or procuratorate"),
    "public_enterprise": Words("公用事业", "public enterprise"),
    "second_level": Words("二级单位", "second-level unit"),
}

_ALSO_CALLED: dict[UnitKind, tuple[str, ...]] = {
    "government": ("政府", "人民政府", "市政府", "县政府", "区政府"),
    "department": ("部门", "政府部门", "市直部门", "县直部门", "区直部门", "市直单位", "县直单位", "区直单位", "工作部门", "职能部门", "组成部门", "直属机构", "党委部门", "党群部门", "局", "委办局", "执法部门", "行政执法部门"),
    "township": ("乡镇", "街道", "乡镇、街道", "乡镇街道", "乡镇(街道)", "乡(镇)", "镇(街道)", "乡镇政府", "乡镇人民政府", "镇街", "乡", "镇", "办事处", "街道办", "街道办事处", "镇办"),
    "vertical": ("垂直管理", "垂直管理部门", "垂直管理单位", "垂管", "垂管单位", "垂直单位", "条管单位", "双管单位"),
    "judicial": ("司法", "司法机关", "法院", "检察院", "法检", "两院"),
    "public_enterprise": ("公用事业", "公用事业单位", "公共企事业", "公共企事业单位", "企业", "国有企业", "公用企业"),
    "second_level": ("二级单位", "下属单位", "所属单位", "二级机构", "直属单位", "基层单位", "事业单位"),
}  # fmt: skip
_WHOSE = re.compile("^(?:[省市州县区旗]?(?:人民)?政府|[省市州县区旗](?:委|直)?)")
_BY_WORD: dict[str, UnitKind] = {
    word: kind for kind, words in _ALSO_CALLED.items() for word in words
}


def kind_of(word: str) -> UnitKind | None:
    """The kind that an office means by `word` (Chinese, or the id itself); None where it is not
    known.
    """
    plain = unicodedata.normalize("NFKC", word).replace(" ", "").lower()
    if plain in KIND_WORDS:
        return next(kind for kind in KIND_WORDS if kind == plain)
    # 县政府工作部门, 部门类: whose it is, and that it is a kind, says nothing more.
    bare = _WHOSE.sub("", plain.replace("类", ""))
    return _BY_WORD.get(plain) or _BY_WORD.get(plain.replace("类", "")) or _BY_WORD.get(bare)
