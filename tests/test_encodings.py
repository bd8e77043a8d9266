"""Bytes become text: by byte order mark, as UTF-8, as GB18030 where that gives Chinese, or as --encoding says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.files.problems import InputError
from lixia_cli.read.encodings import SUGGESTED, UNUSUAL, WITHIN_WORD, PlainlyUtf8, checked, decode
from lixia_cli.text.messages import RequestError

CHINESE = (
    "指标,年份,数值,单位\n地区生产总值,2022,1910,亿元\n居民人均可支配收入,2022,6.36,万元\n绿化覆盖率,2022,41.2,%\n"
)
TRADITIONAL = (
    "指標,年度,數值,單位\n地區生產總值,2022,1910,億元\n居民人均可支配所得,2022,6.36,萬元\n綠化覆蓋率,2022,41.2,%\n"
)
KOREAN = "지표,연도,값,단위\n지역내총생산,2022,1910,억원\n인구,2022,50,만명\n도시녹화율,2022,41.2,%\n고용률,2022,60,%\n"
JAPANESE = "指標,年度,値,単位\n県内総生産,2022,1910,億円\n一人当たり所得,2022,6.36,万円\n緑のカバー率,2022,41.2,%\n"
RUSSIAN = "Показатель,Год,Значение\nВаловой продукт,2022,1910\nНаселение,2022,50\nУровень безработицы,2022,4\nкм\n"
GREEK = "Δείκτης,Έτος,Τιμή\nΑκαθάριστο προϊόν,2022,1910\nΠληθυσμός,2022,50\nάτομα\n"
ARABIC = "المؤشر,السنة,القيمة\nالناتج المحلي,2022,1910\nالسكان,2022,50\n"
HEBREW = "מדד,שנה,ערך\nתוצר,2022,1910\nאוכלוסייה,2022,50\n"
THAI = "ตัวชี้วัด,ปี,ค่า\nผลิตภัณฑ์มวลรวม,2565,1910\nประชากร,2565,50\n"
GERMAN = "key,Größe,Wert\nk,Radwege in Zürich,60\nl,Öffentlicher Verkehr – Straßen,5\n"
FRENCH = "clé,année,valeur\nk,Mobilité à vélo,60\nl,Forêt protégée (créée),5\n"
POLISH = "klucz,rok,wartość\nk,Żłobki,60\nl,Łąki i źródła,5\n"
TURKISH = "anahtar,yıl,değer\nk,Nüfus artışı,60\nl,İşsizlik oranı,5\n"
SPANISH = "clave,año,valor\nk,Población ocupada,60\nl,Bilbao — más árboles,5\n"


def read(text: str | bytes, codec: str = "utf-8", encoding: str | None = None) -> tuple[str, list[str]]:
    """Text and notes."""
    decoded, _, notes = decode(text if isinstance(text, bytes) else text.encode(codec), "a.csv", encoding)
    return decoded, [note.text(str) for note in notes]


def problem(content: bytes, encoding: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        decode(content, "a.csv", encoding)
    (found,) = caught.value.problems
    return found.text(str)


EVERY = (CHINESE, TRADITIONAL, KOREAN, JAPANESE, RUSSIAN, GREEK, ARABIC, HEBREW, THAI, GERMAN, FRENCH, POLISH, TURKISH)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", EVERY)
def test_unicode_is_read_in_every_language_without_a_note(text, codec):
    assert read(text, codec) == (text, [])


@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        CHINESE,
        TRADITIONAL,
        "key,period,value,unit\nx,2022,1,户\n",
        "key,name\nx,历下区\n",
        "key,name\nx,年均增速（%）\n",
        "key,unit\nx,℃\n",
        "key,name\nx,“十四五”规划——主要指标①\n",
        "name\n每千人口拥有3岁以下婴幼儿托位数\n城镇调查失业率\n单位GDP能耗降低\n森林覆盖率\n地表水达到或好于Ⅲ类水体比例\n",
        "name\n香港特別行政區政府統計處公布本地生產總值較上年同期實質增長，就業人數及失業率均見改善\n",
    ],
)
def test_chinese_in_gb18030(text, codec):
    assert read(text, codec) == (text, ["a.csv: not UTF-8, read as GB18030"])


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "big5hkscs"),
        (KOREAN, "euc-kr"),
        (KOREAN, "johab"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (GREEK, "cp1253"),
        (ARABIC, "cp1256"),
        (HEBREW, "cp1255"),
        (THAI, "tis-620"),
        (GERMAN, "cp1252"),
        (GERMAN.replace("–", "-"), "latin-1"),
        (GERMAN.replace("–", "-"), "cp850"),
        (GERMAN.replace("–", "-"), "mac-roman"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (TURKISH, "cp1254"),
    ],
)
def test_other_encodings_are_refused_and_read_when_named(text, codec):
    content = text.encode(codec)
    assert "--encoding" in problem(content)
    # So is every single word of them, in which there is less to go by.
    words = [word for word in text.replace("\n", ",").split(",") if not word.isascii() and len(word) > 2]
    assert [word for word in words if not refused(f"key,name\nx,{word}\n".encode(codec))] == []
    assert read(content, encoding=codec) == (text, [])


def refused(content: bytes) -> bool:
    try:
        decode(content, "a.csv")
    except InputError:
        return True
    return False


def test_the_byte_that_is_not_utf8_is_named():
    content = b"key,name\nx,Z" + b"\xfcrich\n"
    assert problem(content) == (
        "a.csv:2: is not valid UTF-8 (byte 13); save it as UTF-8, or name its encoding with --encoding"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_broken_byte_in_utf8_does_not_make_it_another_encoding(end):
    good = CHINESE.replace("\n", end).encode()
    start = good.index("绿".encode())
    broken = good[:start] + b"\xe7\xbb" + good[start + 3 :]  # 绿 without its last byte
    assert problem(broken) == (
        f"a.csv:4: is not valid UTF-8 (byte {start + 1}); save it as UTF-8, or name its encoding with --encoding"
    )


def test_a_file_of_two_encodings_is_refused():
    assert problem(CHINESE.encode() + CHINESE.encode("gbk")).startswith("a.csv:5: is not valid UTF-8")
    assert problem(CHINESE.encode("gbk") + CHINESE.encode()).startswith("a.csv:1: is not valid UTF-8")


def test_a_word_of_gbk_that_is_valid_utf8_too():
    # The two bytes of 元 are U+052A, a letter of Komi, in UTF-8; those of 台 a mark that stands below no letter.
    for word in ("元", "台", "亩", "元,台"):
        text = f"key,unit\nx,{word}\n"
        assert read(text, "gbk") == (
            text,
            ["a.csv: read as GB18030, although it is valid UTF-8; --encoding decides"],
        )


def test_a_sign_of_utf8_that_may_be_a_word_of_gbk():
    # The two bytes of ¥ are 楼 in GBK. Which is meant can't be seen.
    note = "a.csv: read as UTF-8, although it may be GB18030; --encoding decides"
    assert read("key,unit\nx,¥\n") == ("key,unit\nx,¥\n", [note])
    assert read("key,unit\nx,¥\n", encoding="utf-8") == ("key,unit\nx,¥\n", [])
    assert read("key,unit\nx,¥\n", encoding="gbk") == ("key,unit\nx,楼\n", [])


@pytest.mark.parametrize("word", ["Zürich", "café", "m²", "°C", "µm", "5 €", "Ελλάδα", "Дом", "São Tomé", "są", "é"])
def test_words_of_utf8_stay(word):
    for spelling in (word, f"x {word} y"):
        assert read(f"key,name\nx,{spelling}\n")[0] == f"key,name\nx,{spelling}\n"
    if len(word) > 1:
        assert read(f"key,name\nx,{word}\n")[1] == []


def test_an_encoding_that_is_named_decides():
    assert problem(CHINESE.encode("gbk"), "utf-8").startswith("a.csv:1: is not valid UTF-8 (byte 3)")
    assert problem(b"key\nx\x81\n", "cp1252").startswith("a.csv:2: is not valid CP1252 (byte 6)")
    assert problem("é".encode("utf-16")[:-1], "utf-16").startswith("a.csv:1: is not valid UTF-16 (byte 3)")
    garbled, notes = read("指标", encoding="gbk")
    assert garbled != "指标"
    assert notes == ["a.csv: read as gbk, as --encoding says, although it is valid UTF-8"]


def test_a_byte_order_mark_is_never_text():
    assert read("数值", "utf-8-sig", "gbk") == ("数值", [])
    assert read("数值", "utf-16", "gbk") == ("数值", [])
    assert read("\ufeff数值".encode("utf-16-le"), encoding="utf-16-le") == ("数值", [])


@pytest.mark.parametrize("name", ["UTF8", "GBK", "latin1", "Shift_JIS", "euc_kr", "UTF-16-LE", *SUGGESTED])
def test_names_of_encodings(name):
    assert checked(name) == name


@pytest.mark.parametrize("name", ["", "nonsense", "rot13", "base64", "hex", "zip", "idna", "unicode-escape", "a\0b"])
def test_what_is_no_encoding_of_text(name):
    with pytest.raises(RequestError):
        decode(b"key", "a.csv", name)


TWO_BYTES = st.text(st.sampled_from([*"a1,\n-", *"éßąŁžабяאا", "\u0301", "\u0530", "\u0250", "\u00a0"]), max_size=12)


@given(st.lists(TWO_BYTES.map(lambda text: f"{text}\n"), min_size=1))
def test_letters_in_words_are_utf8_in_blocks_as_in_the_whole(blocks):
    """A text of blocks is plainly UTF-8 if no other reading of it is looked at."""
    found = PlainlyUtf8(certain=False)
    assert [found.first_invalid(block.encode()) for block in blocks] == [-1] * len(blocks)
    text = "".join(blocks)
    in_words = re.search(WITHIN_WORD, text) is not None and re.search(UNUSUAL, text) is None
    assert found.is_certain == (text.isascii() or in_words)
    if found.is_certain:
        assert decode(text.encode(), "a.csv") == (text, "UTF-8", [])


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        *((text, True) for text in (RUSSIAN, GREEK, ARABIC, HEBREW, GERMAN, FRENCH, POLISH, TURKISH, SPANISH, THAI)),
        ("a,元\n", True),
        ("k,°\n", False),  # a sign alone may be one of the two bytes of an ideograph
        ("k,Ԫ\n", False),  # which GB18030 reads as 元
    ],
)
def test_which_texts_are_plainly_utf8(text, certain):
    found = PlainlyUtf8(certain=False)
    assert found.first_invalid(text.encode()) == -1
    assert found.is_certain == certain
