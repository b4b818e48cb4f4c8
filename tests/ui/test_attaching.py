"""Saving what is attached to a post, from the reader."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from textual.widgets import Input

from threadview.request import Request
from threadview.ui.app import ThreadviewApp
from threadview.ui.reader import Reader

MESSAGE = b"""\
From: Tern <tern@example.org>
Subject: the plan
Message-ID: <plan@example.org>
Date: Mon, 4 Mar 2013 08:12:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=cut

--cut
Content-Type: text/plain

Here is the plan.
--cut
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="../plan.bin"
Content-Transfer-Encoding: base64

%s
--cut--
""" % base64.b64encode(b"\0plan\xff")


async def test_an_attachment_is_saved_where_the_reader_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "letter.eml"
    letter.write_bytes(MESSAGE)
    monkeypatch.chdir(tmp_path)
    app = ThreadviewApp(Request((str(letter),)))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        reader = app.screen
        assert isinstance(reader, Reader)
        for _ in range(2):  # the second time it is there
            await pilot.press("S")
            await pilot.pause()
            assert reader.query_one(Input).value == "plan.bin"
            await pilot.press("enter")
            await app.workers.wait_for_complete()
            await pilot.pause()

    assert (tmp_path / "plan.bin").read_bytes() == b"\0plan\xff"
