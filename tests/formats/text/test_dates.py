"""Dates as forums print them become ISO 8601, and the order of day and month is learnt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.formats.text.lines.dates import DayOrder, find, iso
from threadview.formats.text.lines.edits import parse


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Old 30th March 2025, 16:26", "2025-03-30T16:26"),
        ("Jul 5, 2024 at 7:30 PM", "2024-07-05T19:30"),
        ("11. Sep 2024, 18:36", "2024-09-11T18:36"),
        ("Sun Jun 29, 2008 12:46 am", "2008-06-29T00:46"),
        ("2 марта 2020 г. в 12:30", "2020-03-02T12:30"),
        ("am 3. März 2020 um 17:00 Uhr", "2020-03-03T17:00"),
        ("le 14/02/2008 - 20:08", "2008-02-14T20:08"),
        ("12:30, 5 mars 2020", "2020-03-05T12:30"),
        ("2015-05-31 15:31:16", "2015-05-31T15:31:16"),
        ("2018年3月4日", "2018-03-04"),
        ("March 2018", "2018-03"),
        ("3 weeks ago", None),
        ("vor 3 Wochen", None),
        ("Yesterday, 12:34 PM", None),
    ],
)
def test_exact_dates(line: str, expected: str | None) -> None:
    found = find(line)

    assert found is not None
    assert iso(found, DayOrder()) == expected


@pytest.mark.parametrize(
    "line", ["version 1.2.3", "10.0.2.2", "may be 3 of them", "3 lamps", "the 2nd"]
)
def test_not_dates(line: str) -> None:
    assert find(line) is None


def test_day_and_month_are_told_apart_once() -> None:
    day_first, month_first = DayOrder(), DayOrder()
    for date in ("03/04/2019", "25/04/2019"):
        day_first.see(date)
    for date in ("03/04/2019", "04/25/2019"):
        month_first.see(date)
    found = find("03/04/2019")
    assert found is not None

    assert iso(found, day_first) == "2019-04-03"
    assert iso(found, month_first) == "2019-03-04"
    assert iso(found, DayOrder()) is None


@given(st.dates(min_value=__import__("datetime").date(1971, 1, 1)), st.times())
def test_iso_dates_stay(day: object, clock: object) -> None:
    line = f"{day} {clock}"[:16]
    found = find(line)

    if int(line[:4]) < 2100:
        assert found is not None
        assert iso(found, DayOrder()) == line.replace(" ", "T")


@pytest.mark.parametrize(
    ("line", "by", "date"),
    [
        ("Last edited: Mar 3, 2024", None, "Mar 3, 2024"),
        ("Last edited:", None, None),
        ("Last edited by marlin; 3rd March 2024 at 10:00.", "marlin", "3rd March 2024 at 10:00"),
        ("« Last Edit: June 1, 2013, 20:00:00 by tern »", "tern", "June 1, 2013, 20:00:00"),
        ("Zuletzt bearbeitet: 3. März 2020", None, "3. März 2020"),
        ("Dernière modification par tern le 3 mars 2020 à 12:00", "tern", "3 mars 2020 à 12:00"),
        ("Edited March 10, 2024 by Old Auk", "Old Auk", "March 10, 2024"),
    ],
)
def test_edit_lines(line: str, by: str | None, date: str | None) -> None:
    mark = parse(line)

    assert mark is not None
    assert (mark.by, mark.date) == (by, date)
    assert mark.text == line.strip() or mark.text in line


@pytest.mark.parametrize(
    "line",
    ["I edited the post", "Edited: I was wrong about the oil, sorry for that", "Editing is fun"],
)
def test_sentences_are_no_edit_lines(line: str) -> None:
    assert parse(line) is None


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2019年3月14日 下午3:07", "2019-03-14T15:07"),
        ("2019年3月14日 午前12:05", "2019-03-14T00:05"),
        ("2019년 3월 14일 오후 3:07", "2019-03-14T15:07"),
    ],
)
def test_halves_of_the_day_before_the_hour(printed: str, date: str) -> None:
    found = find(printed)

    assert found is not None
    assert iso(found, DayOrder()) == date


@pytest.mark.parametrize(
    "printed",
    ["Monday at 3:07 PM", "Montag um 15:07", "lundi à 15:07", "bir gün önce", "godzinę temu"],
)
def test_days_of_this_week_and_ages_stay_text(printed: str) -> None:
    found = find(printed)

    assert found is not None
    assert iso(found, DayOrder()) is None


def test_a_weekday_in_a_sentence_is_no_date() -> None:
    assert find("We met on Monday at 3:07 PM by the boats.") is None


@pytest.mark.parametrize(
    "line",
    [
        "Jan 3 - Feb 4, 2012",
        "January 3, 2012 to February 4, 2012",
        "3 – 5 March 2012",
        "3.–5. März 2012",
        "2012-01-03 – 2012-02-04",
        "1.3.2012 - 4.3.2012",
        "from 3 March 2012 until 5 March 2012",
        "Jan 3, 2012 10:00 - 12:00",
    ],
)
def test_what_goes_on_from_one_date_to_another_is_no_date_of_a_post(line: str) -> None:
    assert find(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Mar 3, 2012 - #4",
        "#3 - 5 March 2012",
        "Jan 3, 2012 - 10:12 pm",
        "tern77 - 5 March 2012",
        "14.03.2012, 10:12 - 2 Antworten",
        "2012-03-04 - 5 replies",
    ],
)
def test_a_dash_beside_a_date_makes_no_span_of_it(line: str) -> None:
    assert find(line) is not None
