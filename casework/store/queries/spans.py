"""Rows that hold from one day until before another: roles, places in the tree."""

from sqlalchemy import ColumnElement, Date, FromClause, and_, bindparam, or_


def stands(rows: FromClause) -> ColumnElement[bool]:
    """Whether a row holds on the day that is bound as `day`; `until` is the first day after it."""
    day = bindparam("day", type_=Date)
    return and_(rows.c.since <= day, or_(rows.c.until.is_(None), rows.c.until > day))
