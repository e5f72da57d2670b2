"""One spelling for what is written in many ways: widths, old forms of characters, invisible signs.

Only the characters that the form and its usual words contain are turned into their simplified
form; a label must be found, the rest of a text need not be translated.
"""

import re
import unicodedata

_OLD = (
    "開請數結轉辦區處這計屬於國規穩護權類內務過執詢項無機關沒現製補後確訪舉報訴複復覆當認獲費繳納"
    "總繼續議訟維糾審經範發廢許罰強業額單萬條採購組織構會況動問題進體員佈與點網誌應對務據檢實絕檔"
    "縣鎮鄉較電郵線熱諮級門時間佔稅廳財歷"
)
_NEW = (
    "开请数结转办区处这计属于国规稳护权类内务过执询项无机关没现制补后确访举报诉复复复当认获费缴纳"
    "总继续议讼维纠审经范发废许罚强业额单万条采购组织构会况动问题进体员布与点网志应对务据检实绝档"
    "县镇乡较电邮线热咨级门时间占税厅财历"
)
_SIMPLIFIED = str.maketrans(dict(zip(_OLD, _NEW, strict=True)))
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
# Some copies of pages give a reading after old forms: 項(xiàng).
_READING = re.compile(
    r"(?<=[\u3400-\u9fff])[(（][a-zà-öø-ÿāēěīńňōūǎǐǒǔǖǘǚǜḿǹɑɡ]{1,6}[)）]", re.IGNORECASE
)
_NOT_CHINESE = re.compile(r"[^\u3400-\u9fff]")


def plain(text: str) -> str:
    """The text in half-width signs and simplified characters; its spaces stay."""
    return simplified(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))


def simplified(text: str) -> str:
    """The text in simplified characters, its signs as they are."""
    return _READING.sub("", text).translate(_SIMPLIFIED)


def squeezed(text: str) -> str:
    """The plain text without any space: labels are broken over lines."""
    return "".join(plain(text).split())


def letters(text: str) -> str:
    """Only the Chinese characters of a plain text: what a label is compared by."""
    return _NOT_CHINESE.sub("", text)
