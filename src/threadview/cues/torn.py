"""What stands alone on a line where an extractor wrote each piece of a line on a line of its own.

`BEFORE` are the words and marks that a page prints in front of a post's date, in a text node apart
from it; those of edit lines are in `cues.edits`. "»" of phpBB and the comma of XenForo 1 stand
behind a name, the rest begins what is told. `COUNTING` stands in front of a post's number.
"""

from __future__ import annotations

BEFORE: tuple[str, ...] = (
    "«",
    "»",
    ",",
    "on:",
    # English
    "posted",
    "posted:",
    "posted on",
    "posted on:",
    "asked",
    "answered",
    "commented",
    "replied",
    "modified",
    "wrote on",
    "date:",
    # German
    "geschrieben",
    "geschrieben am",
    "verfasst",
    "verfasst am",
    "verfasst am:",
    "erstellt",
    "erstellt am",
    "erstellt am:",
    "antwortete",
    # French
    "posté",
    "posté(e)",
    "posté le",
    "posté le:",
    "posté le :",
    "publié le",
    # Spanish, Portuguese, Italian
    "publicado",
    "publicado:",
    "publicado el",
    "enviado",
    "enviado:",
    "enviada",
    "enviada:",
    "postado",
    "postado em",
    "publicado em",
    "inviato",
    "inviato:",
    "inviata",
    "postato",
    "pubblicato",
    # Dutch, Polish, Swedish
    "geplaatst",
    "geplaatst:",
    "geplaatst op",
    "geplaatst op:",
    "napisano",
    "wysłany",
    "wysłany:",
    "skrivet",
    "skrivet:",
    "postat",
    "postad",
    # Russian, Turkish
    "опубликовано",
    "опубликовано:",
    "отправлено",
    "отправлено:",
    "добавлено",
    "добавлено:",
    "написано",
    "gönderildi",
    "tarih:",
    # Japanese, Chinese
    "投稿日",
    "投稿日:",
    "投稿日時",
    "投稿日時:",
    "发表于",
    "發表於",
    "发布于",
)

COUNTING = "#"

AND = ("and", "und", "et", "y", "e", "en", "i", "и", "ve", "och", "og", "と", "和", "及")
"""Between the last two of those who reacted, or before how many others did."""
