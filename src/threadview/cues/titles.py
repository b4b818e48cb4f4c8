"""What engines print around a thread's title: labels before it, lines below it, other headings.

Phrases stand in lower case, parted by " | " (`furniture.words` takes them apart).
"""

from __future__ import annotations

LABELS = (
    r"(?:author topic|reload this page|post subject|topic title|thread title|topic|thread|subject"
    r"|title|discussion|question|q|autor thema|thema|betreff|titel|auteur sujet|sujet|titre|tema"
    r"|asunto|título|assunto|argomento|discussione|oggetto|titolo|onderwerp|titel|temat|wątek"
    r"|тема|заголовок|konu|başlık|ämne|主题|主題|标题|標題|タイトル|トピック)"
)
"""Words before a title, in front of a colon."""

BARE_LABELS = r"reload this page|discussion \[ \]|author topic:"
"""Words before a title without a colon of their own: vBulletin 3's picture, Vanilla's type."""

BELOW = """thread starter | themenstarter | ersteller | auteur de la discussion | auteur du sujet |
    iniciador del tema | autor do tópico | autore discussione | autore della discussione |
    topicstarter | onderwerpstarter | autor wątku | rozpoczynający | автор темы |
    konbuyu başlatan | konuyu başlatan | konu sahibi | trådstartare | スレッドスターター |
    主题发起人 | 楼主 | 樓主 |
    discussion in ' | diskussion in ' | diskussion im forum | discussion dans ' |
    discusión en ' | tema en ' | discussione in ' | discussie in ' | dyskusja w ' |
    тема в разделе | обсуждение в разделе | 'konusu |
    ask question | asked | modified | formulada | hecha | perguntada | задан | 質問日時 |
    post new topic | view previous topic | goto page | neues thema eröffnen |
    vorheriges thema anzeigen | poster un nouveau sujet | voir le sujet précédent |
    publicar nuevo tema | ver tema anterior |
    post reply | post a reply | print view | antwort erstellen | antworten | druckansicht |
    répondre | poster une réponse | publicar respuesta | responder | rispondi |
    plaats een reactie | plaats reactie | odpowiedz | ответить | cevap gönder | cevapla | svara |
    this topic contains | this topic has | viewing | dieses thema hat | dieses thema enthält |
    started by | gestartet von | begonnen von | démarré par | iniciado por | aperto da |
    gestart door | zaczęty przez | автор | создана пользователем |
    rate topic | options | bewerte dieses thema |
    scheduled pinned locked moved |
    results | ergebnis | résultats | resultados | risultati | resultaten | wyniki | показано с |
    thread tools | reply subscribe | themen-optionen | collapse | zuklappen | pages: |
    seiten: | thread: |
    jump to latest | load all comments | submitted"""
"""How a line begins that an engine prints under the title of a thread: who started it and where,
buttons, the number of its pages."""

NO_TITLES = """install the app | install | log in | login | register | log in register | menu |
    new posts | sign in | sign up | join | team |
    search forums | current visitors | contact us | skip to content | skip to main content |
    jump to content | jump to latest | recommended posts | featured replies | ask question |
    go to page | next last | more options | what's new | loading | stack internal |
    community wiki | all activity | home | forums | search | members | unread posts |
    mark read | advanced search | how to install the app on ios | search advanced search |
    close menu | navigation | change style | watch | reply | previous next | prev next |
    print view | locked | thread tools | display modes | linear mode | moderated | answers |
    this topic is closed | question | solved | unsolved | general discussion | off-topic |
    quick links | faq | post reply | log in to reply | reply as topic | thread tools display modes |
    stack exchange network | user avatar | view previous topic :: view next topic |
    you are not logged in | create an account | recommended reading | collapse | posts |
    latest activity | photos | filter | time | show | clear all | all comments | filtered by |
    scheduled pinned locked moved | this topic | new member | author message |
    contact me | enter image description here | comment rules | welcome to reddit |
    options | options v | start date | tags | announcement | announcements | ankündigung |
    annonce | anuncio | aviso | annuncio | mededeling | ogłoszenie | объявление | duyuru |
    privacy preference center | privacy preferences | cookie preferences | cookie settings |
    manage consent preferences | we value your privacy | add a comment | write a comment |
    leave a comment | join the conversation | join the discussion | sort by | view comments"""
"""Lines of a page's head that are nobody's title."""

NAVIGATION = (
    r"\b(?:log ?in|sign up|sign in|login|register|anmelden|registrieren|connexion|inscription"
    r"|iniciar sesión|registrarse|entrar|accedi|registrati|inloggen|zaloguj|войти|регистрация"
    r"|giriş|kayıt ol|logga in|passwor[dt]|javascript|cookies?|password|browser|alternative"
    r"|want to add to the|powered by|reply to this|start new topic|rss feed"
    r"|archived|no new comments|post new topic)\b"
)
"""Words of a line that asks to come in, to accept or to switch something on."""

PAGING = (
    r"(?:\b(?:page|seite|página|pagina|strona|sida|side|страница|стр|sayfa|ページ|第)"
    r"\s?\[?\d+\s?\]?\s?(?:of|von|de|sur|van|di|z|из|/|av|af)\b)"
    r"|^(?:previous|prev|vorherige|zurück)\b.*\d|^viewing \d|^\d+ (?:posts?|replies|views)\b"
    r"|^seite \d+|^page \d+|\b1 of 1\b|\d points?$|^go ?to page\b"
    r"|^(?:results|ergebnis|résultats|resultados|risultati) \d"
)
"""A line that counts pages, posts or views."""

SITE = (
    r"\b(?:forums?|community|board|index|answers|search|connexion|login|recherche|chercher"
    r"|options|banner|archive|foren|forumas|форум|форумы)\b"
)
"""Words of a short line that names a site or a part of it, not a thread."""

GREETING = (
    r"(?:hi|hello|hey|heya|hallo|hej|bonjour|salut|hola|buenas|ciao|salve|olá|oi|witam|cześć|привет"
    r"|здравствуйте|merhaba|selam|tjena|dear|good (?:morning|evening|day)|guten (?:tag|morgen)"
    r"|(?:many )?thanks|thank you|danke|merci|gracias|grazie|obrigado|спасибо|dzięki"
    r"|submitted by|by|via|posted by)\b"
)
"""How a line begins that greets or thanks, or names who posted."""

TAGS = """tags | tags: | schlagworte | stichworte | mots-clés | étiquettes | etiquetas | tag |
    trefwoorden | tagi | теги | метки | etiketler | taggar | 标签 | 標籤 | タグ"""
"""What stands above a thread's tags."""

BYLINE = ("by ", "von ", "par ", "por ", "di ", "da ", "door ", "przez ", "от ", "автор", "av ")
"""How a line begins that says who began a thread."""

PLACED = ("in ", "dans ", "en ", "em ", "w ", "в ", "i ")
"""How the line below it begins, that says where."""
