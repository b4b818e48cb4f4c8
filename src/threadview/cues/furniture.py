"""Words of the page, not of the thread: buttons, labels, headings, ranks, per engine and language.

Rows are `(engines, words)`; words stand in lower case, as they are when alone on a line, parted by
" | " (`words` takes them apart). A row of several engines is left out with any of them
(`accuracy.py --leave-out`).
"""

from __future__ import annotations

from collections.abc import Iterable

ANY = "*"
"""What every engine may print."""


def words(text: str) -> tuple[str, ...]:
    """The phrases of a row."""
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


def by_letter(phrases: Iterable[str], at: int = 0) -> dict[str, tuple[str, ...]]:
    """Phrases by their first letter, or their last (`at` -1): whether a line begins (ends) with one
    of very many is told by looking at few."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        found[phrase[at]] = (*found.get(phrase[at], ()), phrase)
    return found


TAILS: tuple[tuple[str, str], ...] = (
    (
        "xenforo1 xenforo2",
        """like | reply | report | quote | like reply | likelike reply | like quote reply |
        reply report | like quote | + quote | upvote 0 downvote | sort by date sort by votes |
        gefällt mir | zitieren | antworten | melden | j'aime | répondre | citer | signaler |
        me gusta | gosto | responder | reportar | citar | curtir | denunciar | mi piace | rispondi |
        segnala | cita | leuk | vind ik leuk | reageren | beantwoorden | citeren | rapporteer |
        lubię to | lubię | odpowiedz | zgłoś |
        cytuj | мне нравится | нравится | ответить | жалоба | цитата | beğen | cevapla |
        yanıtla | rapor | alıntı | gilla | svara | rapportera | citera | いいね | いいね！ |
        返信 | 引用 | 通報 |
        喜欢 | 回复 | 举报 | 赞 | 讚 | 回覆 | 檢舉 | 報告""",
    ),
    (
        "vbulletin3 vbulletin4 vbulletin5",
        """reply with quote | mit zitat antworten | zitieren | antworten mit zitat |
        réponse avec citation | responder citando | responder con cita | rispondi citando |
        reageren met citaat | ответить с цитированием | odpowiedz z cytatem | svara med citat |
        alıntı ile cevapla | comment | kommentar | post cancel | reply with quotation |
        quick reply to this message | multi-quote this message | quote message""",
    ),
    (
        "phpbb2 phpbb3 phpbb_static",
        """top | back to top | nach oben | haut | revenir en haut | arriba | volver arriba |
        voltar ao topo | topo | top profile | torna su | su | omhoog | terug naar boven |
        na górę | powrót do góry | вернуться к началу | вернуться наверх | наверх | başa dön |
        upp | till toppen | toppen | ページトップ | 页首 | 回頂端""",
    ),
    (
        "smf2 smf_static",
        """logged | gespeichert | ip archivée | journalisée | en línea | registrado | connesso |
        registrato | gelogd | записан | zapisane | kayıtlı | loggat | report to moderator |
        moderator informieren""",
    ),
    (
        "ipb2 ipb4",
        """go to the top of the page | +quote post | quote post | quote | back to top |
        link to comment | share on other sites | link to post | share this post | share |
        zitieren | link zu diesem kommentar | auf anderen seiten teilen | поделиться |
        поделиться на другие сайты | ссылка на комментарий | цитата | multiquote |
        partager sur d’autres sites | lien vers le commentaire | compartir | citar |
        enlace al comentario | link al commento | cita | condividi | cytuj |
        odnośnik do komentarza | udostępnij na innych stronach | link do post |
        like this quote | quote multiquote | expand | awards""",
    ),
    (
        "fluxbb",
        """offline | online | quote | report | hors ligne""",
    ),
    (
        "mybb mybb_archive",
        """find reply | find | reply | website find reply | finden antworten | pm find""",
    ),
    (
        "stackexchange",
        """share | follow | improve this answer | improve this question | add a comment |
        share improve this answer follow | share improve this question follow | share follow |
        share improve this answer | share improve this question | show more comments | edit |
        comments add a comment | flag | cite | copy link | save this answer. |
        show activity on this post.""",
    ),
    (
        "nodebb",
        """1 reply last reply | reply quote 0 | reply last reply""",
    ),
    (
        "flarum",
        """reply | like""",
    ),
    (
        "oldreddit other",
        """permalinkembedsavereportreply | permalinkembedsaveparentreportreply |
        permalink embed save report reply | permalink embed save parent report reply |
        permalink | embed | save | parent | give award | continue this thread | track me |
        context""",
    ),
    (
        "slashdot",
        """share | reply to this | parent | reply to this parent share | reply to this share |
        flag as inappropriate | twitter facebook linkedin""",
    ),
    (
        "mumsnet",
        """quote | report | bookmark | add message | watch this thread""",
    ),
    (
        "vanilla",
        """share on facebookshare on twitter | share on facebook | share on twitter |
        0 · share on facebookshare on twitter""",
    ),
    (
        "verticalscope",
        """reply | like | share | save | quote | reply quote | like quote share""",
    ),
    (
        "lobsters",
        """reply | link | flag | unvote | permalink | parent""",
    ),
)
"""Buttons and notes that stand behind a body."""

HEADS: tuple[tuple[str, str], ...] = (
    (
        "xenforo1 xenforo2",
        """add bookmark | bookmark | share | thread starter | new | op | original poster |
        lesezeichen hinzufügen | lesezeichen | themenstarter | themenstarter*in | teilen |
        auteur du sujet | ajouter un signet | iniciador del tema | añadir marcador |
        autor do tópico | adicionar favorito | adicionar aos favoritos |
        autore della discussione | aggiungi segnalibro | topicstarter | bladwijzer toevoegen |
        autor wątku | dodaj zakładkę | автор темы | добавить закладку | поделиться | konu sahibi |
        yer imlerine ekle | trådstartare | lägg till bokmärke | スレッドスターター |
        ブックマークを追加 | 楼主 | 主题发起人 | 添加书签""",
    ),
    (
        "vbulletin3 vbulletin4 vbulletin5",
        """thread starter | threadstarter | view profile | view public profile |
        send a private message to | find more posts by | view forum posts | private message |
        visit homepage | profil | beiträge anzeigen | private nachricht | profil ansehen |
        profil anzeigen | private nachricht senden | voir le profil | ver perfil |
        visualizza profilo | bekijk profiel | посмотреть профиль | zobacz profil | share |
        tweet | editing a comment | homepage besuchen | website besuchen |
        visit website | bezoek website | besök hemsida | посетить сайт | личное сообщение |
        найти все сообщения""",
    ),
    (
        "phpbb2 phpbb3",
        """quote | zitieren | citer | citar | cita | citeer | cytuj | цитата | alıntı yap |
        citera | 引用 | contact | contact: | kontaktdaten: | contact : | kontakt: |
        контактная информация: | contactar: | contatti: | contacteer: | private message |
        website | view user's profile | send private message | send e-mail |
        visit poster's website | reply with quote | antworten mit zitat | unread post | post |
        beitrag | message | mensaje""",
    ),
    (
        "smf2",
        """view profile | profil anzeigen | voir le profil | ver perfil | guarda profilo |
        bekijk profiel | просмотр профиля | zobacz profil | e-mail | www |
        personal message (offline) | personal message (online) | e-mail address | website""",
    ),
    (
        "ipb2 ipb4",
        """report post | share | report | author | voir le profil | chercher ses messages |
        view member profile | find member's topics | add as friend | send message |
        subscription | go to solution | report to moderator | пожаловаться | жалоба | melden |
        report reply | opened""",
    ),
    (
        "nodebb",
        """offline | online | away | do not disturb""",
    ),
    (
        "mumsnet",
        """op posts: see next | see all | see next | see all""",
    ),
    (
        "verticalscope",
        """discussion starter | save | see less see more | show less | see more | op""",
    ),
    (
        "bbpress",
        """participant | keymaster | member | moderator | guest | spectator | author | posts | up |
        teilnehmer | abonnent""",
    ),
    (
        "discourse",
        """leader | regular""",
    ),
)
"""Links and notes that stand before a body."""

LABELS: tuple[tuple[str, str], ...] = (
    (
        "*",
        """joined | join date | messages | posts | reaction score | points | location | threads |
        first name | registered | likes | likes received | trophy points | solutions | age |
        gender | website | occupation | media | resources | rating | feedback | member since |
        from | total posts | post count | thanks | thanked | country | vehicles | vehicle |
        clubs | warning level | karma | reputation | rep power | real name | my ride | ratings |
        blog entries | name | best answers | awards | last activity | last seen | level |
        user id | group | groups | member no. | topics | interests | content count | days won |
        credits | experience | downloads | showcase | hometown | state | city | zip code | aim |
        icq | msn | yahoo messenger | posts per day | discussions | comments |
        offline activity | referrals | ratio | status | reviews | gold | device | carrier |
        primary os | operating system | os | version | followers | platform | mbti | sex |
        wine | car | bike | instagram | facebook | twitter | steam | discord | likes given |
        trader rating | feedback score | liked | thank you | points of appreciation | year |
        make | model | diagnosis | lv | cash | my mood | devices | headphones | local time |
        online | xp | coins | custom title | preferred pronouns | pronouns | zodiac | home |
        title | real first name | number of posts""",
    ),
    (
        "*",
        """registriert | registriert seit | dabei seit | mitglied seit | beiträge | punkte |
        reaktionspunkte | ort | wohnort | alter | themen | reaktionen | erhaltene reaktionen |
        trophäen | geschlecht | bewertungen | danke | hat sich bedankt | danksagung erhalten |
        vorname | beruf | standort | zustimmungen | bilder | gefällt mir | bedankt | inscrit |
        inscription | inscrit le | inscrit depuis | localisation | lieu | groupe |
        score de réaction | sujets | enregistré le | points de trophée | ville |
        date d'inscription | sexe | âge | pays | member n° | messages postés | desde |
        registrado | mensajes | ubicación | puntos | puntuación de reacciones | se incorporó |
        registro | miembro desde | temas | edad | registrado em | mensagens | localização |
        pontos | pontuação de reação | idade | entrou | membro desde | cadastrado | tópicos |
        fecha de ingreso | data de registo | localidade | cidade | registado | agradecimientos |
        registrato | messaggi | località | iscritto | iscritto il | iscritto dal | punti |
        punteggio reazioni | età | data registrazione | residenza | residente | berichten |
        lid sinds | lid geworden | geregistreerd | locatie | woonplaats | waardering | punten |
        reactiescore | topics | berichtwaardering | leeftijd | geslacht | dołączył | dołączyła |
        dołączył(a) | rejestracja | posty | lokalizacja | wiadomości | punkty | skąd | pomógł |
        wiek | płeć | punkty reakcji | imię | zarejestrowany |
        регистрация | зарегистрирован | сообщения |
        сообщений | сообщение | откуда | адрес | город | пол | возраст | реакции | баллы |
        репутация | имя | благодарил (а) | поблагодарили | симпатии | группа | темы |
        публикаций | пользователь № | спасибо | поблагодарил | на форуме с | katılım |
        mesajlar | mesaj | konum | yer | tepkime puanı | puanları | kayıt | üyelik tarihi |
        beğeniler | şehir | yaş | gick med | medlem sedan | blev medlem | registrerad |
        reg. | inlägg | plats |
        meddelanden | ålder | reaktionspoäng | poäng | reg |
        tilmeldt | indlæg | registrert | innlegg | založen |
        příspěvky | bydliště | registrován | 登録日 | 登録日時 | 記事 | メッセージ |
        投稿 | お住まい | 場所 | 居住地 | リアクションスコア | ポイント | 年齢 |
        注册 | 注册时间 | 加入时间 |
        帖子 | 消息 | 主题 | 积分 | 来自 | 位置 | 反馈评分 | 点数 |
        年龄 |
        註冊時間 | 文章 | 註冊 | 來自 | 最后登录 | 精华""",
    ),
)
"""What the facts about a poster are called, before a colon or alone on a line above the fact."""

ATTACHMENTS = """attachments | attached files | attached images | attached thumbnails |
    attached image(s) | attached file(s) | attachment | anhänge | angehängte dateien |
    angehängte grafiken | miniaturansichten angehängter grafiken | dateianhänge | pièces jointes |
    fichiers joints | fichiers attachés | images attachées | adjuntos | archivos adjuntos |
    miniaturas adjuntas | anexos | ficheiros anexos | imagens anexas | allegati | file allegati |
    bijlagen | załączniki | вложения | прикрепленные файлы | прикреплённые файлы | миниатюры |
    ekli dosyalar | eklentiler | ekler | bifogat | bifogade filer | bilagor | 添付ファイル | 附件"""
"""What engines say above the files of a post."""
FILES = "png | jpg | jpeg | gif | webp | bmp | heic | avif | svg"
"""How the name of a picture's file ends."""
PICTURES = """enter image description here | image description | click image for larger version |
    attached image | posted image | user posted image | preview image"""
"""What engines say in place of a picture without a name."""
REACTIONS = """
    reactions: | likes reactions: | like reactions: | reaktionen: | réactions: | réactions : |
    reacciones: | reações: | reazioni: | reacties: | reakcje: | реакции: | tepkiler: |
    reaktioner: | リアクション: | 反馈: | 反應:"""
"""How a line of reactions begins."""

LIKED = """
    likes this | like this | gefällt das | aime ça | aiment ça | aime cela | aiment cela |
    le gusta esto | les gusta esto | curtiu isto | curtiram isto | curtiu isso | curtiram isso |
    gostou disto | gostaram disto | piace questo elemento | piace questo messaggio |
    vindt dit leuk | vinden dit leuk | lubi to | lubią to | нравится это | это нравится |
    bunu beğendi | beğendi | gillar detta | gillar det"""
"""What ends a line of names that XenForo 1 and 2.0 print for those who like a post."""

THANKED = "thanks | likes | liked by | thanked by | danke | bedankt | спасибо | поблагодарили"
"""What stands before such names, and a colon; a count behind it is a fact about the poster."""

JOINED = "and | und | et | y | e | i | en | и | ve | och | others"
"""Words between such names."""

SPOKEN = """
    i | we | you | they | he | she | it | people | who | nobody | everyone | everybody | someone |
    somebody | do | does | don't | can | will | not | if | just | would | could | but | so | my |
    your | that | these | this | really | ich | wir | ihr | mir | uns | je | nous | me | no | non |
    mi | nie | я | мне | мы"""
"""Words of a sentence about liking, of which a list of names has none."""

MOODS = """
    agree | angry | care | creative | disagree | dislike | friendly | funny | haha | helpful |
    informative | like | likes | love | optimistic | sad | thanks | useful | winner | wow"""
"""Names of reactions, alone on a line above who gave them."""

BETWEEN = """sponsored | advertisement | anzeige | werbung: | werbung | publicité | publicidad |
    pubblicità | advertentie | reklama | реклама | reklam | annons | 広告 | 广告 |
    - advertisement - | advertisements | sponsored links | loading… | loading... |
    related threads | advertising | anzeigen | anuncio | annonce | anúncio | reklame | reclame |
    mainos | sponsored content"""
"""What stands between posts and in them, and is nobody's word."""

SENT = (
    r"(?:sent|posted|written|typed) (?:from|via|using|with|by|on) "
    r"|(?:gesendet|geschrieben|verschickt) (?:von|mit|über|via|mittels) "
    r"|mit (?:der|dem|meinem) .{4,60} (?:gesendet|geschrieben)"
    r"|(?:envoyé|écrit) (?:de|depuis|via|à partir) |(?:enviado|escrito) (?:desde|de|via|do|pelo) "
    r"|inviato (?:dal|da|con|tramite) |(?:verzonden|verstuurd) (?:vanaf|via|met|van) "
    r"|wysłane (?:z|ze|przez) |отправлено (?:с|из|через) |skickat från |sendt fra "
    r"|.{3,60} (?:cihazımdan|aracılığıyla) gönder|.{3,60}から送信|(?:从我的|來自我的|发自我的)"
)
"""A line that a telephone's application writes below the words: it stands in them, as sent."""
SENT_BEGINS = (
    "sent posted written typed gesendet geschrieben verschickt mit envoyé écrit enviado escrito"
    " inviato verzonden verstuurd wysłane отправлено skickat sendt 从我的 來自我的 发自我的"
)
SENT_HOLDS = ("gönder", "から送信")
"""What every such line begins with or holds, so that few lines are looked at closely."""
