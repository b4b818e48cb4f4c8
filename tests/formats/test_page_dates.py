"""Dates as pages print them come out as exact as they were written, and never more."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadview.formats.pages.dates import iso, order_of
from threadview.formats.pages.engine import Order

moments = st.datetimes(datetime(1971, 1, 1), datetime(2068, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


@pytest.mark.parametrize(
    ("raw", "order", "said"),
    [
        ("2024-01-15T01:13:51-0500", "", "2024-01-15T01:13:51-05:00"),
        ("2024-11-08T20:42:42Z", "", "2024-11-08T20:42:42Z"),
        ("2024-11-27T19:36:29.906Z", "", "2024-11-27T19:36:29Z"),
        ("2014-03-28 11:38:28Z, License: CC BY-SA 4.0", "", "2014-03-28T11:38:28Z"),
        ("2009-11-14 06:17 UTC", "", "2009-11-14T06:17Z"),
        ("2020-03-04", "", "2020-03-04"),
        ("2014-03-02, 10:00 PM", "", "2014-03-02T22:00"),
        ("1526234580", "", "2018-05-13T18:03:00Z"),
        ("1526234580000", "", "2018-05-13T18:03:00Z"),
        ("Mon Sep 16, 2002 3:58 pm", "", "2002-09-16T15:58"),
        ("July 16, 2015, 03:50:23", "", "2015-07-16T03:50:23"),
        ("17th February 2013 at 8:55 pm", "", "2013-02-17T20:55"),
        ("on Friday January 12, 2024 @11:51AM", "", "2024-01-12T11:51"),
        ("Feb 14, 2026 | 9:05 pm", "", "2026-02-14T21:05"),
        ("11. Sep 2024, 21:06", "", "2024-09-11T21:06"),
        ("3. Oktober 2019, 18:20", "", "2019-10-03T18:20"),
        ("le 5 août 2011 à 14h02", "", "2011-08-05T14:02"),
        ("12 марта 2009, 12:00", "", "2009-03-12T12:00"),
        ("2024年3月5日 09:07", "", "2024-03-05T09:07"),
        ("12:00 am, 3 May 2010", "", "2010-05-03T00:00"),
        ("March 2018", "", "2018-03"),
        ("13/02/2008 - 14:05", "", "2008-02-13T14:05"),
        ("02-19-2016, 03:14 PM", "", "2016-02-19T15:14"),
        ("03/04/2010", "dmy", "2010-04-03"),
        ("03/04/2010", "mdy", "2010-03-04"),
        ("05/05/2010", "", "2010-05-05"),
        ("03/04/2010", "", None),
        ("20110805T140203", "", "2011-08-05T14:02"),
        ("Today at 10:15 PM", "", None),
        ("3 weeks ago", "", None),
        ("12 May", "", None),
        ("99/99/2010", "", None),
        ("", "", None),
        (None, "", None),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(
    raw: str | None, order: Order, said: str | None
) -> None:
    assert iso(raw, order) == said


@given(moments)
def test_a_date_comes_back_from_every_form_that_holds_all_of_it(moment: datetime) -> None:
    exact = moment.isoformat()

    assert iso(exact) == exact
    assert iso(moment.strftime("%d %B %Y, %H:%M:%S")) == exact
    assert iso(moment.strftime("%B %d, %Y, %I:%M:%S %p")) == exact
    assert iso(moment.strftime("%d.%m.%Y %H:%M:%S"), "dmy") == exact
    assert iso(moment.strftime("%m/%d/%Y %I:%M:%S %p"), "mdy") == exact


@given(moments, st.sampled_from(["dmy", "mdy"]))
def test_one_date_proves_the_order_of_all(start: datetime, order: Order) -> None:
    days = [start + timedelta(days=day) for day in range(0, 28, 3)]
    form = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"

    found = order_of([day.strftime(form) for day in days])

    assert found in (order, "")
    if any(day.day > 12 for day in days):
        assert found == order


@given(st.text(max_size=80))
def test_anything_may_stand_where_a_date_should(raw: str) -> None:
    said = iso(raw)

    assert said is None or said[:4].isdigit()
