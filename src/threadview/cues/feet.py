"""How lines begin below which nothing of the thread follows: pages' feet, per engine and language.

Phrases stand in lower case, parted by " | " (`furniture.words` takes them apart).
"""

from __future__ import annotations

FOOTS = """similar threads | users who are viewing this thread |
    you must log in or register to reply here | write your reply | post reply | latest posts |
    latest threads | members online | trending content | trending posts | recommended reading |
    forum statistics | share this page | share: | forum jump | posting rules |
    quick navigation | tags for this thread | thread tools | thread information | bookmarks |
    similar topics | related topics | suggested topics | new & unread topics | who is online |
    return to | jump to | display posts from previous: | board footer |
    create an account or sign in to comment | join the conversation |
    recently browsing 0 members | recently browsing | you are posting as a guest |
    similar content | archived | your answer | post as a guest |
    not the answer you're looking for? | start asking to get answers |
    explore related questions | related | linked | hot network questions |
    you must be logged in | viewing | you must log in to answer this question. |
    find the answer to your question by asking. | see similar questions with these tags. |
    sign in or register to comment | create new... | a forum community dedicated to |
    terms of service | terms and rules | privacy policy | nutzungsbedingungen |
    datenschutzerklärung | conditions et règles | politique de confidentialité |
    términos y reglas | política de privacidad | política de privacidade | termini e condizioni |
    informativa sulla privacy | voorwaarden en regels | privacybeleid |
    polityka prywatności | политика конфиденциальности | gizlilik politikası |
    integritetspolicy | プライバシーポリシー | 隐私政策 | 隱私權政策 |
    latest activity | forum info | recent discussions |
    howdy, stranger! | quick links | status | not open for further replies. | most reactions |
    the latest video from | become a member | top contributors this month | recent insights |
    hot threads | about this discussion | topic is closed |
    this topic was automatically closed | this topic has been closed | moderated by |
    forum permissions | print topic | previous topic | previous thread | next thread |
    you may not post new threads | you cannot post new topics in this forum |
    you cannot post new topics | you may not post new topics | all times are | powered by |
    ähnliche themen | ähnliche fragen | teilen: | ähnliche beiträge |
    aktive benutzer in diesem thema | aktive benutzer | berechtigungen | forumregeln |
    stichworte | themen-optionen | lesezeichen | zurück zu | gehe zu | wer ist online? |
    alle zeiten sind | jetzt mitmachen | « vorheriges thema |
    benutzer, die gerade dieses thema lesen | neue beiträge | discussions similaires |
    partager: | partager : | sujets similaires | qui est en ligne ? |
    utilisateurs parcourant actuellement ce forum | retourner vers | revenir à |
    heures au format | 1 utilisateur(s) sur ce sujet | version bas débit | temas similares |
    compartir: | usuarios viendo este tema | permisos de publicación | ir a |
    tópicos similares | compartilhar: | discussioni simili | condividi: | chi c’è in linea |
    vai a | volver a | voltar para | torna a | ¿quién está conectado? |
    vergelijkbare onderwerpen | delen: | keer terug naar | podobne tematy | udostępnij: |
    wróć do | kto jest online | похожие темы | поделиться: | вернуться в |
    кто сейчас на конференции | рекомендуемые сообщения | сейчас на странице |
    присоединяйтесь к обсуждению | создайте учетную запись или войдите | последние посетители |
    последние темы | benzer konular | paylaş: | liknande trådar | dela: | återgå till |
    関連スレッド |
    相似主题 | 相關主題 | tópicos semelhantes | podobne wątki | 類似スレッド | 共有: | 分享: |
    du musst dich einloggen oder registrieren | du musst angemeldet oder registriert sein |
    vous devez vous connecter ou vous inscrire | vous devez être connecté ou inscrit |
    debes iniciar sesión o registrarte | debes estar registrado para |
    você precisa entrar ou registrar | você deve fazer login ou | tem de iniciar sessão ou |
    devi accedere o registrarti | effettua il login o registrati |
    je moet inloggen of registreren | je moet ingelogd of geregistreerd |
    musisz się zalogować lub zarejestrować | вам необходимо войти или зарегистрироваться |
    вы должны войти или зарегистрироваться | cevap yazmak için giriş yap |
    cevap yazmak için üye | du måste logga in eller registrera |
    返信するにはログインまたは登録が必要です | 您必须登录或注册才能 |
    es sind keine weiteren antworten möglich | für weitere antworten geschlossen |
    n'est pas ouverte pour d'autres réponses | no está abierto para más respuestas |
    não está aberto para novas respostas | não está aberto para mais respostas |
    chiusa ad ulteriori risposte | niet open voor verdere reacties | zamknięty. |
    в этой теме нельзя размещать новые ответы | закрыто для дальнейших ответов |
    mesaj gönderime kapalı | inte öppen för ytterligare svar | 返信の受付を終了しています |
    不接受进一步回复 | 不允许进一步回复 |
    related articles | related stories | related posts | you may also like | you might also like |
    recommended for you | more stories | subscribe to our newsletter | ähnliche artikel |
    das könnte sie auch interessieren | articles liés | articles similaires | à lire aussi |
    artículos relacionados | te puede interesar | articoli correlati | leggi anche |
    artigos relacionados | leia também | gerelateerde artikelen | lees ook |
    powiązane artykuły | czytaj także | похожие статьи | читайте также | ilgili haberler |
    relaterade artiklar | läs också | 関連記事 | 相关文章"""
"""How a line begins below which nothing of the thread follows."""

READERS = """user(s) are reading this topic | users are reading this topic |
    members are reading this topic | besucher lesen dieses thema | utilisateur(s) sur ce sujet |
    utilisateur(s) en train de lire | usuario(s) está(n) leyendo | usuarios están leyendo |
    utente(i) stanno leggendo | utenti stanno leggendo | usuário(s) está(ão) lendo |
    gebruiker(s) lezen dit | użytkownik(ów) czyta | чел. читают эту тему |
    человек читают эту тему | пользователей читают эту тему | kullanıcı bu konuyu okuyor |
    användare läser"""
"""What stands behind the number of those who read a thread, below its posts in Invision 2."""

NETWORK = """a forum community dedicated to | stack exchange network consists of"""
"""How a paragraph begins that says what a site is, below the posts of VerticalScope's and of Stack
Exchange's."""
