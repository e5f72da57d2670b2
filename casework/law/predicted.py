"""Years whose notice is not out: the statutory festivals, in the spans the standing rule gives.

全国年节及纪念日放假办法 fixes the festivals; 国办发明电〔2024〕12号 tells how each is joined
to a weekend.
Past years stand here too, for the calendar as it was known before their notices came out.
Which weekends will be worked instead cannot be known, so every date that rests on these is
provisional (暂定) until the notice is imported.
"""

from datetime import date, timedelta

from casework.law.notices import Festival

_LUNAR_AND_SOLAR_TERM = {
    # 除夕, 清明, 端午, 中秋: made with the `holidays` package, held against it by a test.
    2019: ("02-04", "04-05", "06-07", "09-13"),
    2020: ("01-24", "04-04", "06-25", "10-01"),
    2021: ("02-11", "04-04", "06-14", "09-21"),
    2022: ("01-31", "04-05", "06-03", "09-10"),
    2023: ("01-21", "04-05", "06-22", "09-29"),
    2024: ("02-09", "04-04", "06-10", "09-17"),
    2025: ("01-28", "04-04", "05-31", "10-06"),
    2026: ("02-16", "04-05", "06-19", "09-25"),
    2027: ("02-05", "04-05", "06-09", "09-15"),
    2028: ("01-25", "04-04", "05-28", "10-03"),
    2029: ("02-12", "04-04", "06-16", "09-22"),
    2030: ("02-02", "04-05", "06-05", "09-12"),
    2031: ("01-22", "04-05", "06-24", "10-01"),
    2032: ("02-10", "04-04", "06-12", "09-19"),
    2033: ("01-30", "04-04", "06-01", "09-08"),
    2034: ("02-18", "04-05", "06-20", "09-27"),
    2035: ("02-07", "04-05", "06-10", "09-16"),
    2036: ("01-27", "04-04", "05-30", "10-04"),
    2037: ("02-14", "04-04", "06-18", "09-24"),
    2038: ("02-03", "04-05", "06-07", "09-13"),
    2039: ("01-23", "04-05", "05-27", "10-02"),
    2040: ("02-11", "04-04", "06-14", "09-20"),
    2041: ("01-31", "04-04", "06-03", "09-10"),
    2042: ("01-21", "04-04", "06-22", "09-28"),
    2043: ("02-09", "04-05", "06-11", "09-17"),
    2044: ("01-29", "04-04", "05-31", "10-05"),
    2045: ("02-16", "04-04", "06-19", "09-25"),
    2046: ("02-05", "04-04", "06-08", "09-15"),
    2047: ("01-25", "04-05", "05-29", "10-04"),
    2048: ("02-13", "04-04", "06-15", "09-22"),
    2049: ("02-01", "04-04", "06-04", "09-11"),
    2050: ("01-22", "04-04", "06-23", "09-30"),
}

LAST_PREDICTED_YEAR = max(_LUNAR_AND_SOLAR_TERM)

_LONGER_SINCE = 2025
"""国务院令第795号: from this year on the law gives two days more."""

_JOINED = ((-2, 0), (-2, 0), (0, 0), (0, 2), (0, 2), (0, 2), (-1, 1))
"""First and last day off beside a one-day festival, by its weekday: a Wednesday stands alone."""


def predicted_festivals(year: int) -> tuple[Festival, ...]:
    """The days off to be expected in a year, without the weekends that will be worked for them.

    Empty for years before the prediction begins.
    """
    if year not in _LUNAR_AND_SOLAR_TERM:
        return ()
    eve, qingming, dragon_boat, mid_autumn = (
        date.fromisoformat(f"{year}-{day}") for day in _LUNAR_AND_SOLAR_TERM[year]
    )
    return (
        _joined("元旦", date(year, 1, 1)),
        _lasting("春节", eve, 8),
        _joined("清明节", qingming),
        _lasting("劳动节", date(year, 5, 1), 5),
        _joined("端午节", dragon_boat),
        *_autumn(mid_autumn, date(year, 10, 1)),
    )


def statutory_festivals(year: int) -> tuple[Festival, ...]:
    """The days that the law itself gives off in a year, no weekend joined to them.

    全国年节及纪念日放假办法第二条; 除夕 and 5月2日 are among them since 2025. Empty for years
    before the prediction begins.
    """
    if year not in _LUNAR_AND_SOLAR_TERM:
        return ()
    eve, qingming, dragon_boat, mid_autumn = (
        date.fromisoformat(f"{year}-{day}") for day in _LUNAR_AND_SOLAR_TERM[year]
    )
    longer = year >= _LONGER_SINCE
    spring = eve if longer else eve + timedelta(days=1)
    return (
        _lasting("元旦", date(year, 1, 1), 1),
        _lasting("春节", spring, 4 if longer else 3),
        _lasting("清明节", qingming, 1),
        _lasting("劳动节", date(year, 5, 1), 2 if longer else 1),
        _lasting("端午节", dragon_boat, 1),
        _lasting("中秋节", mid_autumn, 1),
        _lasting("国庆节", date(year, 10, 1), 3),
    )


def _autumn(mid_autumn: date, national_day: date) -> tuple[Festival, ...]:
    """中秋 and 国庆, in one span of eight days where they touch."""
    if national_day - timedelta(days=2) <= mid_autumn <= national_day + timedelta(days=7):
        return (_lasting("国庆节、中秋节", min(mid_autumn, national_day), 8),)
    return _joined("中秋节", mid_autumn), _lasting("国庆节", national_day, 7)


def _joined(name: str, day: date) -> Festival:
    before, after = _JOINED[day.weekday()]
    return Festival(name, day + timedelta(days=before), day + timedelta(days=after))


def _lasting(name: str, first: date, days: int) -> Festival:
    return Festival(name, first, first + timedelta(days=days - 1))
