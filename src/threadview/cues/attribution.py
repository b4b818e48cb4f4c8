"""What engines and mail programs print to say whose words follow, and where they end.

Gathered from the templates and translations of XenForo, vBulletin, phpBB, SMF, MyBB, Invision,
Discourse, NodeBB, Vanilla and UBB, and from what mail and news programs put above a reply. In each
table the phrases stand between bars; those that begin with a capital are matched in either case.
"""

from __future__ import annotations

VERBS = """
said | says | wrote | writes | has written | schrieb | schreibt | sagte | meinte
| hat geschrieben | hat gesagt | hat gesagt. | a dit | a écrit | a ecrit | écrit | dijo | escribió
| escribio | ha escrito | ha dicho | disse | escreveu | ha scritto | ha detto | scrive
| schreef | zei | napisał(a) | napisał | napisała | pisze | powiedział(a) | powiedział | powiedziała
| сказал(а) | сказал | сказала | написал(а) | написал | написала | писал(а) | писал | писала
| пишет | написав | сказав | dedi ki | demiş ki | şunu yazdı | şöyle yazdı | yazdı | dedi
| skrev | säger | skriver | sa | sanoi | kirjoitti | napsal(a) | napsal | napsala | řekl | řekla
| írta | mondta | a spus | a scris | έγραψε | είπε | escrigué | va dir | va escriure
"""
"""Between a name and a colon: "X said:", "X hat geschrieben:", Invision's "DATE, X dijo:"."""

JOINED = """
さんは書きました | さんが書きました | さんは言いました | さんの発言 | さんの投稿 | さん曰く
| 写道 | 寫道 | 写了 | 寫 | 说道 | 說道
| 说 | 說 | 写 | 发表 | 發表 | 님이 작성 | 님이 말함 | 님의 말
"""
"""The same without a space after the name, and without need of a colon's space before."""

VERBS_FIRST = "schrieb | schreef | skrev | sagte | zei | sa | escreveu"
"""Where the verb stands before the name, after a date: "Am 3.5.2024 um 19:29 schrieb X:"."""

FROM = """
Quote from | Quoted from | Quote by | Quoting | Quote | Zitat von | Zitat | Citation de | Citation
| Cita de | Cita | Citando a | Citado por | Citação de | Citazione di | Citazione da | Citazione
| Citaat van | Citaat | Cytat | Cytat z | Цитата от | Цитата | Цитирую | Alıntı yapılan | Alıntı
| Citat från | Citat av | Citat fra | Citat | Sitat fra | Sitat | Lainaus käyttäjältä | Lainaus
| Citace od | Citace | Idézet | Idézetet írta | 引用元 | 引用自 | 引用 | 인용 | Originally Posted By
"""
"""Before a colon and a name, with a date behind it (SMF), or a colon and nothing else (many)."""

ON = """
on | am | um | le | en | el | em | il | op | w | dnia | в | от | den | pe | dne | 于 | 於 | at
| -
"""
"""Between SMF's name and its date."""

POSTED_BY = """
Originally Posted by | Original von | Zitat von | Zitat Zitat von | Envoyé par
| Originalmente publicado por | Iniciado por | Escrito originalmente por | Citação de
| Originalmente Postado por | Postado originalmente por | Originalmente enviado por
| Originariamente inviato da | Originalmente inviato da | Originariamente Scritto da
| Oorspronkelijk geplaatst door | Zamieszczone przez | Сообщение от | Ursprungligen postat av
| Ursprungligen skrivet av | Oprindeligt indsendt af | Opprinnelig postet av
| Alkuperäinen kirjoittaja | Původně zaslal | Postat în original de | 最初由 | 原帖由 | Quoted by
"""
"""Before a name, without a colon (vBulletin, WoltLab)."""

POSTED_AFTER = "Nickli Üyeden Alıntı | adlı üyeden alıntı | 发表 | 發表 | 发布于 | 發佈"
"""Behind the name, where a language puts it there."""

POSTED_BEHIND = "Nickli Üyeden Alıntı | adlı üyeden alıntı"
"""Those of them that need no word before the name."""

VIEW = """
View Post | Go to post | Go to original post | View Original Post | Go to quoted post
| Beitrag anzeigen | Beitrag ansehen | Zum Beitrag | Voir le message | Aller au message
| Ver mensaje | Ver post | Ir a la publicación | Ver mensagem | Visualizza Messaggio
| Vai al messaggio | Bericht bekijken | Ga naar bericht | Zobacz post | Wyświetl post
| Посмотреть сообщение | Перейти к сообщению | Mesajı Göster | Visa inlägg | Vis indlæg | Vis post
| Näytä viesti | Zobrazit příspěvek | 查看帖子 | 查看文章 | 查看貼文 | 投稿を表示 | ↑ | » | ⇧ | ⬆
"""
"""The link back to the post, after the name or on a line of its own."""

EXPAND = """
Click to expand | Click here to expand | Zum Vergrößern anklicken | Zum Erweitern anklicken
| Klicke in dieses Feld, um es in vollständiger Größe anzuzeigen | Cliquez pour agrandir
| Cliquer pour agrandir | Haz clic para expandir | Haz click para expandir
| Hacer clic para expandir | Haga clic para expandir | Clique para expandir | Clicca per espandere
| Clicca per allargare | Fai clic per espandere | Klik om te vergroten | Klik om uit te klappen
| Klik om uit te breiden | Kliknij, aby rozwinąć | Kliknij aby rozwinąć | Нажмите, чтобы раскрыть
| Нажмите для раскрытия | Нажмите чтобы раскрыть | Genişletmek için tıkla
| Genişletmek için tıklayın | Klicka för att utvidga | Klicka för att expandera
| Klicka för att utöka | Klik for at udvide | Klikk for å utvide | Napsauta laajentaaksesi
| Klikkaa laajentaaksesi | Kliknutím rozbalíte | Klikněte pro rozbalení
| Kattints ide a teljes megtekintéshez | Click pentru a mări | クリックして展開 | クリックして拡大
| 点击展开 | 点击扩展 | 點擊展開 | 單擊展開 | 확장하려면 클릭 | [/quote]
"""
"""Below a long quote (XenForo, VerticalScope), and the end mark of bare BBCode."""

NOBODY = """
i | you | he | she | it | they | we | who | someone | somebody | everyone | everybody | nobody
| this | that | what | as | and | but | or | if | so | then | also | the | a | an | my | your | his
| her | our | their | all | one | ich | du | er | sie | es | wir | ihr | man | wer | das | der | die
| je | tu | il | elle | on | nous | vous | ils | elles | qui | yo | tú | él | ella | nosotros
| ellos | quien | el | la | eu | ele | ela | nós | eles | io | lui | lei | noi | loro | ik | jij
| hij | zij | wij | ja | ty | ona | oni | я | ты | он | она | мы | вы | они | кто | ben | sen | biz
| siz | onlar | jag | han | hon | vi | de | there | here | when | where | how | why | note | edit
| by | update | ps | p.s | example | e.g | i.e | source | link | re | subject | from | to | date
"""
"""Words that begin prose, or label it, and are nobody's name."""

OPEN = "end unmarked"
"""What a cue says when nothing in the dump tells where the quote ends."""

INDENTED = "indentation"
"""What a cue says when only the indentation of the lines tells it."""
