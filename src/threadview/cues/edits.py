"""How engines open the line that says a post was edited, per language.

`OPENINGS` are the words such a line begins with once marks like "(", "«", "*" and "_" are off;
behind them stand, in any order, a name, a date, a reason and a count, or nothing. `BY` and `ON` are
the small words before a name and a date in the same languages.
"""

from __future__ import annotations

OPENINGS: tuple[str, ...] = (
    # English: XenForo, vBulletin, phpBB, FluxBB, SMF, MyBB, Invision, bbPress, Stack Exchange
    "last edited",
    "last edit:",
    "last edit ",
    "edited by",
    "edited:",
    "edited on",
    "this post was last modified",
    "this post was modified",
    "this post was edited",
    "this post has been edited",
    "this message was edited",
    "this message was last edited",
    "this topic was modified",
    "this topic was edited",
    "this reply was modified",
    "this reply was edited",
    "last modified by",
    "last modified:",
    "message edited by",
    "post edited by",
    # German
    "zuletzt bearbeitet",
    "zuletzt geändert",
    "zuletzt editiert",
    "letzte bearbeitung",
    "letzte änderung",
    "geändert von",
    "bearbeitet von",
    "editiert von",
    "dieser beitrag wurde zuletzt",
    "dieser beitrag wurde von",
    "dieser beitrag wurde bereits",
    # French
    "dernière édition",
    "dernière modification",
    "modifié par",
    "modifié:",
    "modifié :",
    "modifié le",
    "édité par",
    "ce message a été modifié",
    "modification du message",
    "message édité par",
    # Spanish
    "última edición",
    "ultima edición",
    "última modificación",
    "editado por",
    "este mensaje ha sido modificado",
    "este mensaje fue modificado",
    # Portuguese
    "última edição",
    "ultima edição",
    "última modificação",
    "editado pela última vez",
    "esta mensagem foi modificada",
    # Italian
    "ultima modifica",
    "modificato da",
    "messaggio modificato da",
    "questo messaggio è stato modificato",
    # Dutch
    "laatst bewerkt",
    "laatst gewijzigd",
    "laatst aangepast",
    "laatste wijziging",
    "gewijzigd door",
    "bewerkt door",
    "dit bericht is het laatst",
    # Polish
    "ostatnia edycja",
    "ostatnio edytowan",
    "ostatnio zmienion",
    "ostatnia zmiana",
    "edytowan przez",
    "edytowane przez",
    "post edytowany przez",
    "ten post był ostatnio modyfikowany",
    # Russian
    "последнее редактирование модератором",
    "последнее редактирование",
    "последний раз редактировал",
    "последнее изменение",
    "последний раз изменено",
    "отредактировано",
    "отредактировал",
    "изменено пользователем",
    "изменил",
    "последний раз редактировалось",
    "последний раз сообщение было отредактировано",
    "сообщение последний раз редактировалось",
    "сообщение отредактировал",
    "это сообщение последний раз редактировалось",
    # Turkish
    "moderatör tarafında düzenlendi",
    "moderatör tarafından düzenlendi",
    "son düzenleme",
    "son düzenleyen",
    "bu mesaj son düzenleme",
    "en son düzenleyen",
    # Swedish, Danish, Norwegian
    "senast redigera",
    "detta inlägg ändrades senast",
    "redigerades",
    "senast ändrad",
    "redigerat av",
    "redigerad av",
    "sidst redigeret",
    "sist redigert",
    # Czech, Hungarian, Finnish
    "naposledy upraveno",
    "naposledy upravil",
    "utoljára szerkesztve",
    "viimeksi muokattu",
    # Japanese, Chinese, Korean
    "最終編集",
    "モデレータによる最終編集",
    "モデレーターによる最終編集",
    "由版主最后编辑",
    "由版主最後編輯",
    "最後に編集",
    "编辑于",
    "最后编辑",
    "最後編輯",
    "上次编辑",
    "上次由",
    "本帖最后由",
    "本帖最後由",
    "마지막 편집",
)

DATED: tuple[str, ...] = (
    # Said before a date alone: Invision ("Edited March 3, 2020 by X"), Stack Exchange, Vanilla
    "edited",
    "bearbeitet",
    "geändert",
    "modifié(e)",
    "modifié",
    "édité",
    "editado",
    "modificado",
    "modificato",
    "bewerkt",
    "gewijzigd",
    "edytowane",
    "edytowano",
    "изменено",
    "отредактировано",
    "düzenlendi",
    "redigerad",
    "redigerat",
    "編集",
    "编辑",
)
"""Words that open an edit line only where a date follows them at once."""

AROUND: tuple[tuple[str, str], ...] = (
    # phpBB, vBulletin and Invision in Turkish: the verb ends the line; the last has no opening
    ("en son", "düzenlendi"),
    ("konu", "değiştirilmiştir"),
    ("", "tarafından düzenlendi"),
    # phpBB, vBulletin, Discuz in Chinese; phpBB in Japanese
    ("最后由", "编辑"),
    ("最後由", "編輯"),
    ("此帖于", "编辑"),
    ("最後に編集したユーザー", ""),
    ("このメッセージは", "編集"),
)
"""What an edit line begins with and what it holds further on, with a date between or behind."""

NAMED: tuple[str, ...] = (
    "последний раз редактировалось",
    "最後に編集したユーザー",
)
"""Openings behind which the name stands without a word between."""

BETWEEN: tuple[tuple[str, str], ...] = (
    ("", "tarafından"),
    ("由", "最后编辑"),
    ("由", "最後編輯"),
    ("由", "于"),
    ("由", "於"),
    ("由", "在"),
    ("由", ""),
    ("被", "编辑"),
    ("このメッセージは", "が"),
)
"""Words before and behind the name of who edited, where no word like "by" stands before it."""

REASONS: tuple[str, ...] = (
    "reason",
    "grund",
    "raison",
    "motivo",
    "razón",
    "motif",
    "reden",
    "powód",
    "причина",
    "sebep",
    "neden",
    "anledning",
    "理由",
    "原因",
)
"""What stands before why a post was edited."""

BY: tuple[str, ...] = (
    "by",
    "von",
    "par",
    "por",
    "pelo",
    "da",
    "di",
    "door",
    "przez",
    "от",
    "пользователем",
    "gönderen",
    "düzenleyen",
    "av",
    "af",
)
"""Before the name of who edited."""
