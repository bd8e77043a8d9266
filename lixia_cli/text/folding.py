"""Convert full-width forms of ASCII, as written by Chinese input methods, to plain ASCII.

Narrower than NFKC, which also turns ² and ① into digits: those are footnote marks.
"""

from __future__ import annotations

_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: ord(" "),
    0xFE6A: ord("%"),
    # A minus sign, and the hyphens that word processors write instead.
    0x2212: ord("-"),
    0xFE63: ord("-"),
    0x2010: ord("-"),
    0x2011: ord("-"),
}


def plain_forms(text: str) -> str:
    """Return the text with full-width letters, digits and signs as their ASCII forms, and U+2212 as a hyphen.

    >>> plain_forms("２０２２年（１２．５％）①")
    '2022年(12.5%)①'
    """
    return text if text.isascii() else text.translate(_PLAIN)


_TRADITIONAL = (
    "標單類別規劃計領來區國縣鄉鎮說備註時間際實績現狀數據達於過內約預佔長環變動總級責門編碼號產業對應徑複軌調佈發開關稱項報統頻種評價態終經濟進準較減務"
    "極質險證審額億萬圖訊權屬資無暫詳適轄歷範圍體佈"
)
_SIMPLIFIED = (
    "标单类别规划计领来区国县乡镇说备注时间际实绩现状数据达于过内约预占长环变动总级责门编码号产业对应径复轨调布发开关称项报统频种评价态终经济进准较减务"
    "极质险证审额亿万图讯权属资无暂详适辖历范围体布"
)
_JAPANESE = {"単": "单", "実": "实", "値": "值", "対": "对", "総": "总", "広": "广", "経": "经", "済": "济", "県": "县"}
_MAINLAND = str.maketrans(dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)) | _JAPANESE)


def in_simplified(text: str) -> str:
    """Return words in the characters of the mainland, as far as headers and codes have them: 指標 is 指标.

    Not for names, which may be told apart by them.

    >>> in_simplified("指標"), in_simplified("単位"), in_simplified("實際數")
    ('指标', '单位', '实际数')
    """
    return text if text.isascii() else text.translate(_MAINLAND)
