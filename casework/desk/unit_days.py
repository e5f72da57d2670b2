"""Until when the units of an agency hand in and publish a year's report (条例第四十九条)."""

from dataclasses import dataclass
from datetime import date

from casework.law.filers import is_county_government, last_report_day, report_day
from casework.store.tables import AgencyRow


@dataclass(frozen=True, slots=True)
class DueDays:
    """Until when the units of an agency hand in and publish a year's report."""

    submit_by: date
    publish_by: date


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The days of a year; the governments of counties publish by one of their own (第二款)."""

    submit_by: date
    publish_by: date
    government_by: date

    def of(self, unit: str) -> DueDays:
        """The days for a unit of this name."""
        if is_county_government(unit):
            return self.of_governments
        return DueDays(self.submit_by, self.publish_by)

    @property
    def of_governments(self) -> DueDays:
        """The one day of the governments, for both."""
        return DueDays(self.government_by, self.government_by)


def asked_days(agency: AgencyRow, year: int) -> AskedDays:
    """The days an agency has set for its units, those of the law where it set none."""
    told = agency.settings.get("units_due", {}).get(str(year), {})
    law, last = report_day("", year), last_report_day(year)
    return AskedDays(
        **{
            day: date.fromisoformat(told[day]) if told.get(day) else by_law
            for day, by_law in (("submit_by", law), ("publish_by", law), ("government_by", last))
        }
    )
