"""Lines that open or close a post and name its author, per engine and language.

Rows are `(engines, side, trigger, expression)`: the side of the body it stands on ("b" before,
"a" after), a word that must be in the line before the expression is tried, and the expression over
the cleaned line, in which ¤ stands for a date. Groups: `name`, `number`.
"""

from __future__ import annotations

NAME = r"(?P<name>[^\n]{1,60}?)"

REDDITOR = r"(?P<name>\[deleted\]|[\w-]{1,20})(?:\s?\[ ?[A-Z, ]+ ?\])?"
"""A name on old Reddit, which has no spaces, and what its owner is here."""
FOLDS = r"\[[–\-+]\]\s?"
TOLD = r"(?:-?[\d,.]+k? points?|\[?score hidden|\(\d+ child(?:ren)?\))"
"""What old Reddit tells of a comment."""
COMMENT = (
    FOLDS + REDDITOR + r"\s?(?:comment score below threshold"
    r"|(?:\s?(?:gold|silver|platinum)(?:\s?x\d+)?)+|\s?\*)?\s?(?:" + TOLD + r".*|¤.{0,40})"
)
APART = FOLDS + REDDITOR + r"\s.{1,100}?(?: -?[\d,.]+k? points?){2,}.*"
"""The same with words that somebody chose for himself behind his name; where an extractor sets
apart the three scores that a page has, it does so with these."""
GLUED = FOLDS + r".{1,120}?" + TOLD + r".*"
"""The same where it glues them to the name: nobody can tell where that ends."""

HEADERS: tuple[tuple[str, str, str, str], ...] = (
    # phpBB 3: "Post by NAME » DATE" in each translation; the date is sometimes lost
    (
        "phpbb3",
        "b",
        "»",
        r"(?:(?:unread )?post|(?:ungelesener )?beitrag|message|mensaje|messaggio|bericht|mensagem"
        r"|inlägg"
        r"|сообщение|непрочитанное сообщение|mesaj|投稿記事|帖子|文章)?\s?(?:by|von|par|por|da|door"
        r"|autor:|av|gönderen|由)?:?\s" + NAME + r" »(?: .*)?",
    ),
    ("phpbb3", "b", "autor:", r"(?:nieprzeczytany )?post autor: " + NAME + r"(?: ».*)?"),
    # phpBB 2: "Posted: DATE    Post subject: X"
    (
        "phpbb2",
        "b",
        ":",
        r"(?:post ?)?(?:posted|verfasst am|posté le|publicado|inviato|добавлено|wysłany|geplaatst"
        r"|enviada"
        r"|skrivet|tarih): ¤.*",
    ),
    # The same with the name in front, where a table's row became one line
    (
        "phpbb2",
        "b",
        "¤",
        r"(?P<name>[^\n:]{1,32}?) (?:posted|verfasst am|posté le|publicado|inviato|добавлено"
        r"|wysłany|geplaatst|enviada|skrivet|tarih): ¤ [^:¤]{3,32}:.*",
    ),
    # SMF: "« Reply #N on: DATE »", "« on: DATE »"
    ("smf2", "b", "«", r"«\s?(?P<word>[^«»\d]{0,24}?)(?:#(?P<number>\d+))?[^«»]{0,20}¤\s?»"),
    ("smf2", "b", "offline", r"offline " + NAME),
    ("smf2", "b", "online", r"online " + NAME),
    ("smf_static", "b", "by:", r"post by: " + NAME + r" on ¤.*"),
    # vBulletin 3 and 4
    ("vbulletin3", "a", "offline", NAME + r" is (?:offline|online)(?: .*)?"),
    ("vbulletin3", "a", "online", NAME + r" is (?:offline|online)(?: .*)?"),
    ("vbulletin4", "b", "offline", NAME + r" (?:is|ist|est|está|è) (?:offline|online)(?: .*)?"),
    ("vbulletin4", "b", "avatar", r"avatar (?:von|de|di|van) " + NAME),
    ("vbulletin4", "b", "avatar", NAME + r"'s avatar"),
    ("vbulletin5", "b", "commented", NAME + r" commented(?: ¤)?"),
    ("vbulletin5", "b", "replied", NAME + r" replied(?: ¤)?"),
    # Invision 2 and 4
    ("ipb2", "b", "message", r"message #(?P<number>\d+)"),
    ("ipb2", "b", "post", r"post #(?P<number>\d+)"),
    (
        "ipb2 ipb4",
        "b",
        "¤",
        r"(?:posted|posté(?:\(e\))?|geschrieben|verfasst|publicado|enviado|inviat[oa]|postato"
        r"|geplaatst"
        r"|napisano|опубликовано:?|отправлено|gönderildi|postat|postad[oa]|posted on):? ?¤(?:"
        r" \(edited\))?",
    ),
    (
        "ipb4",
        "b",
        "¤",
        NAME + r" (?:posted|geschrieben|posté\(e\)|опубликовано:?|publicado|inviato"
        r"|geplaatst|napisano) ¤.{0,80}",
    ),
    # Invision 5: "August 26, 2024 1 yr", the age set beside the date or glued to it
    ("ipb4", "b", "¤", r"¤ ?\d{1,2} ?(?:yr|mo|wk|d|hr|h|min|m|s)"),
    # XenForo 1: "NAME, DATE", "#3 NAME, DATE"
    (
        "xenforo1",
        "a",
        "¤",
        r"(?:#(?P<number>\d+) )?(?P<name>[^,:\s]+(?: [^,:\s]+){0,3}) ?, ¤(?: #\d+)?",
    ),
    # XenForo 1 below a title: "Discussion in 'FORUM' started by NAME, DATE"
    (
        "xenforo1",
        "b",
        "'",
        r"(?:discussion in|diskussion in|diskussion im forum|discussion dans|discusión en|tema en"
        r"|discussione in|discussie in|dyskusja w|тема в разделе|обсуждение в разделе)"
        r" '[^']{1,60}'.{4,80}",
    ),
    # Stack Exchange
    ("stackexchange", "a", "asked", r"(?:.{0,20})asked ¤"),
    ("stackexchange", "a", "answered", r"(?:.{0,20})answered ¤"),
    ("stackexchange", "a", "commented", r"(?:.{0,40})commented ¤"),
    ("stackexchange", "b", "modified", r"modified ¤"),
    ("stackexchange", "b", "viewed", r"viewed [\d.,]+[km]? times"),
    (
        "stackexchange",
        "b",
        "answer",
        r"\d+ answers?(?: \d+)?|(?:accepted )?answer by " + NAME + r"(?: (?:on )?¤)?",
    ),
    ("stackexchange", "b", "reset", r"(?:sorted by: )?reset to default"),
    ("stackexchange", "b", "newest first", r".*date modified \(newest first\).*"),
    (
        "stackexchange",
        "a",
        "comment",
        r"(?:sign up to request clarification|show \d+ more comments?|\d+ comments?).*",
    ),
    ("stackexchange", "b", "over", NAME + r" over ¤"),
    ("stackexchange", "a", "avatar", NAME + r"'s user avatar"),
    ("stackexchange", "a", "badge", r"[\d.,k]+.{0,12} (?:gold|silver|bronze) badges?.*"),
    # Reddit, Slashdot, Lobsters, Hacker News
    *(
        ("oldreddit", "b", fold, expression)
        for fold in ("[–]", "[-]", "[+]")
        for expression in (COMMENT, APART, GLUED)
    ),
    ("oldreddit", "b", "submitted", r"submitted (?:¤ ?\*? ?)?by " + REDDITOR),
    ("oldreddit", "b", "submitted", r"submitted (?:¤ ?\*? ?)?by \S.{0,80}"),
    (
        "slashdot",
        "b",
        "by",
        r"by " + NAME + r"\s?\(\s?\d+\s?\)(?: \*)?(?: alter relationship)?(?: writes:?)?.*",
    ),
    ("slashdot", "b", "by", r"by " + NAME + r"(?: writes:?)?(?: on)? ?¤ ?\(#\d+\).*"),
    ("slashdot", "b", "anonymous", r"by (?P<name>anonymous coward) .*"),
    ("slashdot", "b", "anonymous", r"by (?P<name>anonymous coward)"),
    ("lobsters", "b", "avatar", r"(?:.{1,40} )?avatar " + NAME + r"(?: edited)? ¤"),
    # NodeBB, Vanilla, bbPress, UBB, Steam
    ("nodebb", "b", "edited", r"last edited by"),
    ("nodebb", "a", "last reply", r"(?:.{0,120} )?\d+ repl(?:y|ies) last reply.{0,60}"),
    ("nodebb", "b", "line", r".{1,40} (?:offline|online)"),
    (
        "nodebb",
        "b",
        "wrote",
        r"(?:" + NAME + r" )?wrote (?:on )?(?:¤ )?(?:last edited by(?P<by>.*))?",
    ),
    ("vanilla", "b", "posts:", NAME + r" posts: ?[\d,.]+.*"),
    ("vanilla", "b", "¤", r"¤(?: [^\W\d]{5,20} [^\W\d]{3,12} \d{4})?(?: [^\W\d]{1,4} \S.{1,60})?"),
    ("bbpress", "b", "¤", r"¤ #(?P<number>\d+)"),
    # Discourse without scripts: a name of one word, the civil one, a note on what was done, when
    # (always with the time of day), the post's number
    (
        "discourse",
        "b",
        "¤",
        r"(?:(?P<name>\w[\w.-]{1,59})(?: \([^()]{1,80}\))?(?: [^\W\d]\w{3,20})? )?"
        r"¤ (?P<number>\d{1,5})",
    ),
    # WordPress, above each comment; the date stands on the next line
    ("wordpress", "b", "says:", NAME + r" says:"),
    ("wordpress", "b", "sagt:", NAME + r" sagt:"),
    ("wordpress", "b", "dit :", NAME + r" dit :"),
    ("wordpress", "b", "dice:", NAME + r" dice:"),
    ("wordpress", "b", "zegt:", NAME + r" zegt:"),
    ("wordpress", "b", "говорит:", NAME + r" говорит:"),
    ("ubb", "b", "¤", r"(?:re: .*)?#(?P<number>\d+) ?(?:-|–)? ¤"),
    (
        "verticalscope",
        "b",
        "joined",
        r"(?:(?P<name>[^·\d][^·]{0,40}?) · )?(?:[^·]{1,30} · )?(?:[\d,.]+k? posts? · )?joined"
        r" .{2,12}(?: ·.*)?",
    ),
    (
        "verticalscope",
        "b",
        "participants",
        r"(?:[\d.,]+[km]? views? )?[\d.,]+[km]? repl(?:y|ies) [\d.,]+ participants?"
        r" last post by .{1,40}",
    ),
    ("verticalscope", "b", "·", r"#(?P<number>\d+) · ¤(?: \(edited\))?"),
    ("mumsnet", "b", "·", r"(?P<name>[^\W\d][^·]{1,30}?) ·( ¤)?"),
    # Drupal and blogs
    ("drupal", "b", "by", r"(?:submitted|posted|published|written) by:? " + NAME + r" (?:on|at) ¤"),
    ("drupal", "b", "¤", r"(?:submitted|posted) (?:on )?¤ by " + NAME),
    ("flarum", "b", "replied", NAME + r" (?:replied|started the discussion|posted) ¤"),
)
