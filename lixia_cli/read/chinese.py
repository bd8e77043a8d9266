"""Whether decoded text is plausibly Chinese: what tells GB18030 from the encodings whose bytes are valid in it too."""

from __future__ import annotations

import itertools
from collections import Counter

from lixia_cli.text.patterns import Pattern

_SAMPLE = 100_000
"""Pieces beyond ASCII that are looked at."""
_REPERTOIRE = 0.9
_FREQUENT, _FREQUENT_OF_FEW = 0.5, 0.75
_FEW = 8
_FOREIGN = Pattern(r"[^\x00-\x7f]+")
_HANZI = Pattern(r"[\u4e00-\u9fff]")


def is_chinese(text: str) -> bool:
    """Return whether the characters beyond ASCII are overwhelmingly common Chinese ones.

    At least 90 % of them must be in GB2312 or in the first level of Big5, without letters of other scripts, and half
    of the ideographs (three quarters where there are few) among the thousand most frequent. Bytes of another encoding
    give ideographs at random: 10 to 35 % of them are frequent.
    """
    foreign = "".join(found.group() for found in itertools.islice(_FOREIGN.finditer(text), _SAMPLE))
    counted = Counter(foreign)  # of long texts, which have some thousand characters many times each
    common = sum(count for character, count in counted.items() if _is_common(character))
    hanzi = sum(count for character, count in counted.items() if _HANZI.match(character))
    if not hanzi:
        return bool(foreign) and common == len(foreign)
    frequent = sum(count for character, count in counted.items() if character in FREQUENT) / hanzi
    return common / len(foreign) >= _REPERTOIRE and frequent >= (_FREQUENT if hanzi >= _FEW else _FREQUENT_OF_FEW)


def _is_common(character: str) -> bool:
    """Return whether a character is an ideograph of daily use, or Chinese punctuation."""
    if _HANZI.match(character):
        # The first level of Big5 are the 5,401 common traditional characters.
        return (
            bool(character.encode("gb2312", "ignore")) or b"\xa4" <= character.encode("big5", "ignore")[:1] <= b"\xc6"
        )
    return character in _SYMBOLS or "\uff01" <= character <= "\uff5e"


_SYMBOLS = frozenset("　、。·—～…‘’“”〔〕〈〉《》「」『』【】±×÷°′″℃￥‰§№①②③④⑤⑥⑦⑧⑨⑩㈠㈡㈢㈣㈤ⅠⅡⅢⅣⅤ→↑↓≤≥≠≈■□▲△●○★☆")
FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只"
    "没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边"
    "流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造"
    "百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例"
    "真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何"
    "除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满"
    "县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺席含企望密批营项防举球英氧势告李台落木帮轮"
    "破亚师围注远字材排供河态封另施减树溶止案言士均武固叶鱼波视仅费紧左章早朝害续轻服试食充兵源判护司足某练差致板"
    "田降黑负击范继兴似余坚曲输修故城夫够送船占右财富春职觉汉画功虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾"
    "端责站简述钱副尽射草承独令限环双请超微让控州良轴找否纪益依优顶础载房突粉略客胜绝析块剂测协念陈仍罗盐友洋错夜"
    "移频逐靠混母短皮终聚汽村云距卫停烈央察烧境若印洲核校散游久菜味旧模湖货损预阻普稳植息扩银语守序纸医缺雨急训愿"
    "审附获茶鲜粮亿亩吨户床套座辆额幅绿污染碳耗废垃圾氮磷覆盖镇乡居税贸旅寿岁险幼园龄授孵楼宇招竣拨付赤债港澳侨款"
    "轨桥梁隧网燃扶贫脱困岗培疗诊疾亡婴孕妇残障慈善捐街厅督评累鲁泉沪粤渝浙闽赣湘鄂豫冀晋陕甘宁藏疆桂琼滇黔川津辽"
    "吉蒙域塑龙煤炭聘药融赋谷迁遗零钟链康智慧攻监晓庄厨征综艰抓振锻骨课辐碧蓝壤湿岸滩仓冷储宽桩托菌疫苗抢灾警犯诉"
    "讼仲裁廉宣這個國來時們會發動學說對產種經進電裡實現體機當點業長開從應還無關線內數結問題間質氣總統計報區農強書"
    "際連難萬億與標準備約團歷單價員專縣紅聽鐵嚴調滿陳輸觀險環臺灣廣東臨達運車輛馬門陽隊頭類願顧風養館黨齡龍債傳傷"
    "優償協參歲處號衛規視訂記設許訴診評試該認課談請論證識議護變讓貝負財貢貧貨販貫責貯買貸費貿資賠購贈邊鄉醫釋針鋼"
    "錄鐘閉陸階雜離預頒領頻顯餘騎驗鹽麥黃齊綠綜網編緊級紀純紙終組絕給維緩績繳織續罰義習聯聲職腦舉舊舍藝蘇蘭衝補裝"
    "製複見親覺覽觸訓詞話誤誰講謝譯譽讀"
)
"""The most frequent ideographs of written Chinese, and those of plans and statistics; simplified and traditional."""
