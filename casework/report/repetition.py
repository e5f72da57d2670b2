"""Words taken over from last year's report (国办公开办函〔2021〕30号: 内容雷同)."""

_SIGNS = str.maketrans("", "", " \t\r\n\u3000")


def repeats(text: str, last: str, year: int) -> bool:
    """Whether a text is last year's with nothing changed but the year, if that.

    `year` is the year of the text. Nothing repeats an empty text.
    """
    mine, before = (words.translate(_SIGNS) for words in (text, last))
    return bool(mine) and mine in (before, before.replace(str(year - 1), str(year)))
