"""Threads as forums print them, and as they show them to search engines: pages for printing, and
the archives ("lo-fi") of vBulletin and Invision.

A page for printing states no ids and no edits; of names and dates there is what the paper needs.
"""

from __future__ import annotations

from threadview.formats.pages.engine import Engine, Record
from threadview.formats.pages.engines import invision, phpbb, smf, vbulletin

_VBULLETIN_4 = Record(
    post="#postlist > li.postbit",
    content=(".content .restore", ".content"),
    author=(".header .username", ".username"),
    date=(".header .datetime", ".datetime"),
    id=("@id ~ post_(\\d+)",),
    needs=".content",
)

_VBULLETIN_3 = Record(
    post="td.page:has(> table):has(> hr)",
    content=("td.page > div:last-of-type",),
    author=("td[style*='14pt']", "table tr td:first-child"),
    date=("td.smallfont",),
    needs="td.smallfont",
)

_VBULLETIN_ARCHIVE = Record(
    post="div.post:has(> .posttop)",
    content=("div.posttext",),
    author=(".posttop .username",),
    date=(".posttop .date",),
    needs=".posttext",
)

_INVISION_ARCHIVE = Record(
    post="div.postwrapper",
    content=("div.postcontent",),
    author=(".postname",),
    date=(".postdate",),
    needs=".postcontent",
)

_PHPBB = Record(
    post="#page-body > .post",
    content=(".content",),
    author=(".author strong",),
    date=(".date strong",),
    needs=".content",
)

_SMF = Record(
    post=".postbody",
    content=("",),
    author=("strong:nth-of-type(2)",),
    date=("strong:nth-of-type(3)",),
    ahead=".postheader",
)

ENGINES = (
    Engine(
        "vBulletin",
        signs=(("postbit blockbody",), ("datetime",)),
        records=(_VBULLETIN_4,),
        title=("h1",),
        rules=vbulletin.RULES_3,
    ),
    Engine(
        "vBulletin",
        signs=(('<td class="page">',), ("smallfont",), ("14pt",)),
        records=(_VBULLETIN_3,),
        title=("title ~ - (?:Print .*? - )?(.+)$", "title"),
        rules=vbulletin.RULES_3,
    ),
    Engine(
        "vBulletin",
        signs=(("posttop",), ("posttext",)),
        records=(_VBULLETIN_ARCHIVE,),
        title=("#pagetitle a", "p.largefont a", "#navbar + p a", "title"),
        rules=vbulletin.RULES_3,
    ),
    Engine(
        "Invision",
        signs=(("posttopbar",), ("postcontent",)),
        records=(_INVISION_ARCHIVE,),
        title=("#largetext ~ :\\s*(.+)$", "title"),
        rules=invision.RULES_2,
    ),
    Engine(
        "phpBB",
        signs=(("page-number",), ("page-body",), ('class="author"', "class='author'")),
        records=(_PHPBB,),
        title=("#page-header h2", "h2"),
        rules=phpbb.RULES_3,
    ),
    Engine(
        "SMF",
        signs=(("linktree",), ("postheader",), ("postbody",)),
        records=(_SMF,),
        title=("title ~ ^[^-]+ - (.+)$", "title"),
        rules=smf.RULES,
    ),
)
