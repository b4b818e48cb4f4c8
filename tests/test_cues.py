"""The words that engines translate, in every language that is promised, read as what they are.

The phrases are those of the engines' own language packs (XenForo, vBulletin, phpBB, SMF, MyBB,
Invision), written down here apart from the tables under test; names and dates are ours.
"""

from __future__ import annotations

import pytest

from threadview.formats.text.lines import edits
from threadview.formats.text.lines.cells import Cleaner, cells_of
from threadview.formats.text.lines.kind import LABEL, PAIR, TAIL
from threadview.formats.text.lines.tables import tables
from threadview.formats.text.page import Page
from threadview.frames import attribution

WHEN = "12.03.2019, 10:05"
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "tr", "sv", "ja", "zh")
CUES: dict[str, dict[str, str]] = {
    "edited": {
        "en": "Last edited: DATE | Last edited by tern on DATE, edited 1 time in total."
        " | Last edited by tern; DATE. | « Last Edit: DATE by tern » | Edited DATE by tern"
        " | This post was last modified: DATE by tern.",
        "de": "Zuletzt bearbeitet: DATE | Zuletzt geändert von tern am DATE, insgesamt 2-mal"
        " geändert. | Geändert von tern (DATE Uhr) | « Letzte Änderung: DATE von tern »"
        " | Bearbeitet DATE von tern | (Dieser Beitrag wurde zuletzt bearbeitet: DATE von tern.)",
        "fr": "Dernière édition: DATE | Dernière modification par tern le DATE, modifié 1 fois."
        " | Dernière modification par tern ; DATE. | « Modifié: DATE par tern »"
        " | Modifié DATE par tern | (Modification du message : DATE par tern.)",
        "es": "Última edición: DATE | Última edición por tern el DATE, editado 1 vez en total."
        " | Última edición por tern; DATE. | « Última modificación: DATE por tern »"
        " | Editado DATE por tern",
        "pt": "Última edição: DATE | Editado pela última vez por tern em DATE, em um total de 1"
        " vez. | Última edição por tern; DATE. | « Última modificação: DATE por tern »"
        " | Editado DATE por tern",
        "it": "Ultima modifica: DATE | Ultima modifica di tern il DATE, modificato 1 volta in"
        " totale. | Ultima modifica di tern; DATE. | « Ultima modifica: DATE da tern »"
        " | Modificato DATE da tern",
        "nl": "Laatst bewerkt: DATE | Laatst gewijzigd door tern op DATE, 1 keer totaal gewijzigd."
        " | Laatst gewijzigd door tern; DATE. | « Laatst bewerkt op: DATE door tern »"
        " | Bewerkt DATE door tern",
        "pl": "Ostatnia edycja: DATE | Ostatnio zmieniony DATE przez tern, łącznie zmieniany 1 raz."
        " | Ostatnio edytowane przez tern ; DATE. | « Ostatnia zmiana: DATE wysłana przez tern »"
        " | Edytowane DATE przez tern",
        "ru": "Последнее редактирование: DATE | Последний раз редактировалось tern DATE, всего"
        " редактировалось 1 раз. | Последний раз редактировалось tern; DATE."
        " | « Последнее редактирование: DATE от tern » | Изменено DATE пользователем tern"
        " | (Последний раз сообщение было отредактировано DATE пользователем tern.)",
        "tr": "Son düzenleme: DATE | En son tern tarafından DATE tarihinde düzenlendi, toplamda 1"
        " kere düzenlendi. | Konu tern tarafından (DATE) değiştirilmiştir."
        " | « Son Düzenleme: DATE Gönderen: tern » | DATE tarihinde tern tarafından düzenlendi",
        "sv": "Senast redigerad: DATE | Senast redigerad av tern DATE, redigerad totalt 1 gång."
        " | Senast redigerad av tern den DATE. | « Senast ändrad: DATE av tern »"
        " | Redigerades DATE av tern",
        "ja": "最終編集: DATE | 最後に編集したユーザー tern on DATE, 累計 1 回"
        " | このメッセージは tern が DATE に編集しました。",
        "zh": "最后编辑: DATE | 最後編輯: DATE | 最后由 tern 于 DATE 编辑，总共编辑 1 次。"
        " | 最後由 tern 於 DATE 編輯，總共編輯了 1 次。 | 上次由 tern 在 DATE，总共编辑 1 次。"
        " | 本帖最后由 tern 于 DATE 编辑 | 此帖于 DATE 被 tern 编辑.",
    },
    "wrote": {
        "en": "tern said: | tern wrote:",
        "de": "tern schrieb: | tern hat geschrieben: | tern sagte:",
        "fr": "tern a dit: | tern a écrit :",
        "es": "tern dijo: | tern escribió:",
        "pt": "tern disse: | tern escreveu:",
        "it": "tern ha detto: | tern ha scritto:",
        "nl": "tern zei: | tern schreef:",
        "pl": "tern napisał(a): | tern powiedział(a): | tern pisze:",
        "ru": "tern сказал(а): | tern написал(а): | tern писал(а):",
        "tr": "tern dedi ki: | tern yazdı:",
        "sv": "tern skrev: | tern sa:",
        "ja": "tern さんが書きました: | tern さんは書きました:",
        "zh": "tern 说: | tern 写道： | tern 寫:",
    },
    "quote": {
        "en": "Originally Posted by tern | Quote from: tern on DATE",
        "de": "Zitat von tern | Zitat von: tern am DATE",
        "fr": "Envoyé par tern | Citation de: tern le DATE",
        "es": "Originalmente publicado por tern | Iniciado por tern | Cita de: tern en DATE",
        "pt": "Originalmente Postado por tern | Citação de: tern em DATE",
        "it": "Originariamente inviato da tern | Citazione da: tern il DATE",
        "nl": "Oorspronkelijk geplaatst door tern | Citaat van: tern op DATE",
        "pl": "Zamieszczone przez tern | Cytat: tern w DATE",
        "ru": "Сообщение от tern | Цитата: tern от DATE",
        "tr": "tern Nickli Üyeden Alıntı | Alıntı yapılan: tern - DATE",
        "sv": "Ursprungligen postat av tern | Citat från: tern den DATE",
        "ja": "引用:",
        "zh": "最初由 tern 发表 | 原帖由 tern 发表 | 引用自: tern 于 DATE",
    },
    "joined": {
        "en": "Joined | Join Date",
        "de": "Registriert | Registriert seit | Mitglied seit",
        "fr": "Inscrit | Inscription | Enregistré le | Inscrit le",
        "es": "Registrado | Desde | Se incorporó | Fecha de Ingreso | Miembro desde",
        "pt": "Entrou | Registrado em | Membro desde | Data de Registo",
        "it": "Registrato | Iscritto dal | Iscritto il | Data Registrazione",
        "nl": "Lid geworden | Lid sinds | Geregistreerd",
        "pl": "Dołączył | Rejestracja | Dołączył(a)",
        "ru": "Регистрация | Зарегистрирован",
        "tr": "Katılım | Kayıt | Üyelik tarihi",
        "sv": "Gick med | Medlem sedan | Blev medlem | Registrerad",
        "ja": "登録日 | 登録日時",
        "zh": "注册 | 注册时间 | 註冊時間 | 加入时间",
    },
    "posts": {
        "en": "Posts | Messages",
        "de": "Beiträge",
        "fr": "Messages",
        "es": "Mensajes",
        "pt": "Mensagens",
        "it": "Messaggi",
        "nl": "Berichten",
        "pl": "Posty | Wiadomości",
        "ru": "Сообщения | Сообщений",
        "tr": "Mesajlar | Mesaj",
        "sv": "Inlägg | Meddelanden",
        "ja": "記事 | メッセージ | 投稿",
        "zh": "帖子 | 消息 | 文章",
    },
    "location": {
        "en": "Location",
        "de": "Ort | Wohnort",
        "fr": "Localisation | Lieu",
        "es": "Ubicación",
        "pt": "Localização",
        "it": "Località",
        "nl": "Locatie | Woonplaats",
        "pl": "Lokalizacja | Skąd",
        "ru": "Адрес | Откуда",
        "tr": "Konum | Yer",
        "sv": "Plats | Ort",
        "ja": "場所 | 居住地 | お住まい",
        "zh": "位置 | 来自 | 來自",
    },
    "expand": {
        "en": "Click to expand...",
        "de": "Zum Vergrößern anklicken....",
        "fr": "Cliquez pour agrandir...",
        "es": "Haz clic para expandir...",
        "pt": "Clique para expandir...",
        "it": "Clicca per espandere...",
        "nl": "Klik om te vergroten...",
        "pl": "Kliknij, aby rozwinąć...",
        "ru": "Нажмите, чтобы раскрыть... | Нажмите для раскрытия...",
        "tr": "Genişletmek için tıkla ... | Genişletmek için tıklayın...",
        "sv": "Klicka för att utvidga... | Klicka för att expandera...",
        "ja": "クリックして展開...",
        "zh": "点击展开... | 點擊展開...",
    },
    "reply": {
        "en": "Reply",
        "de": "Antworten | Zitieren",
        "fr": "Répondre | Citer",
        "es": "Responder | Citar",
        "pt": "Responder | Citar",
        "it": "Rispondi | Cita",
        "nl": "Reageren | Citeren | Beantwoorden",
        "pl": "Odpowiedz | Cytuj",
        "ru": "Ответить | Цитата",
        "tr": "Cevapla | Yanıtla | Alıntı",
        "sv": "Svara | Citera",
        "ja": "返信 | 引用",
        "zh": "回复 | 回覆 | 引用",
    },
    "like": {
        "en": "Like",
        "de": "Gefällt mir",
        "fr": "J'aime",
        "es": "Me gusta",
        "pt": "Curtir | Gosto",
        "it": "Mi piace",
        "nl": "Leuk | Vind ik leuk",
        "pl": "Lubię to | Lubię",
        "ru": "Мне нравится | Нравится",
        "tr": "Beğen",
        "sv": "Gilla",
        "ja": "いいね | いいね！",
        "zh": "喜欢 | 赞 | 讚",
    },
}
"""What is asked of the tables: per cue and language, phrases parted by " | "."""

CELLS = [
    pytest.param(cue, phrase.strip(), id=f"{cue} {language}: {phrase.strip()}")
    for cue, row in CUES.items()
    for language in LANGUAGES
    for phrase in row[language].split(" | ")
]


@pytest.mark.parametrize(("cue", "phrase"), CELLS)
def test_a_translated_cue_is_read(cue: str, phrase: str) -> None:
    line = phrase.replace("DATE", WHEN)
    if cue == "edited":
        mark = edits.parse(line)
        assert mark is not None
        assert mark.date is not None
        assert mark.date.startswith(WHEN)
        assert mark.by == ("tern" if "tern" in phrase else None)
    elif cue in ("wrote", "quote"):
        found = attribution.read(line)
        assert found is not None
        assert found.author == ("tern" if "tern" in phrase else None)
    elif cue == "expand":
        assert attribution.closes(line)
    elif cue in ("joined", "posts", "location"):
        view = f"{line}\n12 Mar 2019\n{line}\n12 Mar 2020\nAlter: 12"
        page = Page(cells_of(view, Cleaner()), tables())
        assert [page.codes[n] for n in (0, 2)] == [LABEL, LABEL]
        assert tables().kind(f"{line}: 12 Mar 2019").code == PAIR
    else:
        assert tables().kind(line).code == TAIL


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_alone_are_no_edit_and_no_attribution(language: str) -> None:
    for cue in ("joined", "posts", "location", "reply", "like"):
        for phrase in CUES[cue][language].split(" | "):
            assert edits.parse(phrase) is None
            assert attribution.read(phrase) is None
