"""What engines print beside a poster's name that is no name: titles, roles, the page's own words.

Phrases stand between bars, in lower case, as `str.casefold` leaves them.
"""

from __future__ import annotations

RANKS = """
    member | members | new member | well-known member | active member | regular member |
    registered | registered user | registered member | user | users | moderator | moderators |
    banned | administrator | administrators | admin | senior member | junior member | guest |
    newbie | full member | sr. member | jr. member | hero member | staff member | staff |
    super moderator | global moderator | supporter | premium member | premium |
    advanced member | elite member | op | participant | author | site admin |
    founding member | gold member | silver member | bronze member | platinum member |
    legendary member | distinguished | contributor | thread starter | original poster | posts |
    author posts | posting freak | rookie | lifetime member | life member | vip | vip member |
    donating member | donor | member emeritus | forum member | forum staff | forum moderator |
    forum admin | community member | community manager | community moderator |
    contributing member | trusted member | trusted user | power user | super user | superuser |
    keymaster | spectator | leader | regular | basic user | new user | inactive member |
    unregistered | deleted member | deleted user | past member | retired | retired staff |
    co-administrator | co-admin | root admin | system administrator | webmaster | owner |
    developer | sponsor | vendor | subscriber | patron | site supporter | forum supporter |
    apprentice | expert | veteran | novice | beginner | enthusiast | contributor
    | level 1 | level 2 | level 3 | level 4 | level 5 | site team | team member | trial member |
    in memoriam | inactive | verified | verified member | moderator emeritus | smf friend |
    forum regular | forum addict | forum veteran | forum newbie | freshman |
    mitglied | neues mitglied | aktives mitglied | bekanntes mitglied | erfahrenes mitglied |
    ehrenmitglied | ehemaliges mitglied | gesperrt | gast | benutzer | neuer benutzer |
    erfahrener benutzer | registrierter benutzer | administratorin | moderatorin | anfänger |
    fortgeschrittener | profi | schüler | meister | erleuchteter | themenstarter | teammitglied |
    team-mitglied | forenmitglied | stammmitglied | stammgast | teilnehmer | abonnent | autor |
    threadstarter | premium-mitglied | fördermitglied | moderator im ruhestand |
    membre | nouveau membre | membre actif | membre connu | membre confirmé | membre régulier |
    nouveau | nouveau venu | modérateur | modératrice | modérateurs | administrateur |
    administratrice | administrateurs | invité | banni | habitué | débutant | membre vip |
    équipe | membre de l'équipe | membre du forum | posteur néophyte | auteur | contributeur |
    membre supporter | auteur du sujet | utilisateur | utilisateur enregistré | inscrit |
    miembro | nuevo miembro | miembro activo | miembro conocido | miembro nuevo |
    miembro habitual | moderador | moderadora | administrador | administradora | invitado |
    baneado | expulsado | novato | principiante | usuario | usuario registrado | nuevo usuario |
    miembro senior | miembro junior | miembro del equipo | autor del tema | colaborador |
    membro | novo membro | membro ativo | membro conhecido | membro novo | convidado | banido |
    novato | iniciante | usuário | usuário registrado | membro da equipe | membro sênior |
    colaborador | utilizador | moderador global | autor do tópico | membro regular | mestre |
    utente | nuovo utente | utente attivo | membro attivo | nuovo membro | membro noto |
    moderatore | amministratore | ospite | bannato | utente registrato | utente esperto |
    utente junior | utente senior | principiante | staff del forum | autore | socio |
    lid | nieuw lid | actief lid | bekend lid | erelid | beheerder | gast | gebruiker |
    geregistreerd lid | verbannen | teamlid | senior lid | moderatie | forumlid | erkend lid |
    topicstarter | beginneling | nieuweling | vast lid | redacteur |
    użytkownik | nowy użytkownik | aktywny użytkownik | znany użytkownik | moderatorzy |
    administratorzy | gość | zbanowany | nowy | początkujący | stały bywalec | bywalec |
    członek | zarejestrowany | stały użytkownik | weteran | autor wątku | członek załogi |
    пользователь | участник | новичок | новый участник | активный участник |
    известный участник | модератор | модераторы | администратор | администраторы | гость |
    забанен | заблокирован | пользователи | постоянный участник | местный | старожил | ветеран |
    эксперт | новый пользователь | активный пользователь | опытный пользователь | автор темы |
    автор | форумчанин | команда форума | член команды | участники | начинающий | бывалый |
    завсегдатай | топикстартер | супермодератор | зарегистрированный | почётный участник |
    üye | yeni üye | aktif üye | tanınmış üye | deneyimli üye | kıdemli üye | moderatör |
    yönetici | misafir | yasaklı | çaylak | acemi | usta | kayıtlı üye | kayıtlı kullanıcı |
    konu sahibi | site yöneticisi | forum yöneticisi | onursal üye | yazar |
    medlem | ny medlem | aktiv medlem | välkänd medlem | hedersmedlem | administratör |
    gäst | bannad | avstängd | nybörjare | användare | registrerad | trådstartare | moderatör |
    veteran | erfaren medlem | nykomling | stammis |
    nyt medlem | aktivt medlem | nytt medlem | bruger | bruker | gjest | gæst |
    jäsen | uusi jäsen | aktiivinen jäsen | ylläpitäjä | valvoja | vieras | moderaattori |
    člen | nový člen | aktivní člen | moderátor | administrátor | host | zabanovaný | nováček |
    uživatel | tag | új tag | aktív tag | vendég | adminisztrátor | újonc |
    メンバー | 新メンバー | 新人 | 新しいメンバー | アクティブメンバー | よく知られたメンバー |
    モデレーター | モデレータ | 管理者 | 管理人 | ゲスト | 一般ユーザー | 登録ユーザー |
    スレッドスターター | スタッフ | 常連 | 投稿者 | 名無しさん |
    会员 | 新会员 | 新手 | 新手上路 | 注册会员 | 中级会员 | 高级会员 | 金牌会员 | 论坛元老 |
    版主 | 超级版主 | 管理员 | 游客 | 禁止发言 | 初级会员 | 正式会员 | 贵宾 | 楼主 | 作者 |
    活跃会员 | 知名会员 | 普通会员 | 用户 | 站长 | 荣誉会员 | 等待验证会员 | 限制会员 | 沙发 |
    會員 | 新會員 | 一般會員 | 高級會員 | 中級會員 | 超級版主 | 管理員 | 遊客 | 訪客 | 樓主 |
    活躍會員 | 知名會員 | 註冊會員 | 初級會員 | 正式會員 |
    회원 | 새 회원 | 신입 회원 | 운영자 | 관리자 | 손님 | 작성자
"""
"""Titles and roles as XenForo, vBulletin, phpBB, SMF, MyBB, Invision, FluxBB, bbPress, WoltLab and
Discuz give them out by default, in the languages that they are translated to."""

NEVER = """
    image | images | user avatar | avatar | avatars | photo | picture | attachment | attachments |
    log in | login | sign in | sign up | register | log out | search | menu | home | index |
    forum | forums | rules | help | faq | hide | show | next | prev | previous | last | first |
    best | top | new | old | more | back | options | tools | all | none | start new topic |
    new topic | new thread | reply to topic | post reply | add reply | print | unanswered | active |
    jump to latest | jump to content | jump to new | jump to page | jump to first unread |
    sort by oldest first | sort by newest first | sort by votes | sort by date | sorted by |
    oldest first | newest first | most reactions | click to reveal | spoiler | code | quote |
    quotes | quoted | link | links | signature | view profile | website | homepage | www | email |
    e-mail | msn messenger | yahoo messenger | aim address | icq | skype | private message | pm |
    send message | message | messages | user info | show signature | mark as read | follow |
    followers | watch | unwatch | subscribe | unsubscribe | bookmark | bookmarks | edit | delete |
    report | warn | share | tweet | save | like | likes | thanks | thank you | hello | hi | hey |
    cheers | regards | lol | yes | no | ok | okay | edited | update | updates | solved | solution |
    locked | closed | sticky | pinned | poll | tags | views | replies | answers | answer |
    question | questions | comment | comments | reactions | rating | votes | vote | page | pages |
    go | go up | go down | top of page | bottom | upvote | downvote | award | awards |
    community wiki | enter image description here | see more | see less | show more | show less |
    read more | load more | expand | collapse | loading | copy link | copy to clipboard | reason |
    bild | bilder | benutzeravatar | benutzerbild | anmelden | registrieren | suche | startseite |
    hilfe | antworten | antwort erstellen | neues thema | seite | nach oben | drucken | danke |
    avatar de l'utilisateur | connexion | inscription | rechercher | accueil | aide | répondre |
    page suivante | imprimer | merci | nouveau sujet |
    avatar de usuario | imagen | entrar | registrarse | buscar | inicio | ayuda | responder |
    nuevo tema | página | gracias | imprimir | iniciar sesión |
    imagem | avatar do usuário | avatar do utilizador | registrar | pesquisar | início | ajuda |
    novo tópico | obrigado | obrigada |
    immagine | avatar utente | accedi | registrati | cerca | aiuto | rispondi | nuovo argomento |
    pagina | grazie | stampa |
    afbeelding | gebruikersavatar | inloggen | registreren | zoeken | beantwoorden | nieuw topic |
    bedankt | obraz | awatar użytkownika | zaloguj | zaloguj się | zarejestruj się | szukaj |
    odpowiedz | nowy temat | strona | dzięki | dziękuję |
    изображение | аватара пользователя | аватар | вход | войти | регистрация | поиск | помощь |
    ответить | новая тема | страница | спасибо | главная |
    resim | kullanıcı avatarı | giriş | giriş yap | kayıt ol | ara | yardım | cevapla | sayfa |
    teşekkürler | teşekkür ederim | bild | användarvisningsbild | logga in | registrera | sök |
    hjälp | svara | ny tråd | sida | tack |
    画像 | アバター | ユーザーアバター | ログイン | 登録 | 検索 | ヘルプ | 返信 | ありがとう |
    图片 | 头像 | 用户头像 | 登录 | 注册 | 搜索 | 帮助 | 回复 | 谢谢 |
    圖片 | 頭像 | 登入 | 搜尋 | 幫助
"""
"""Links, buttons and picture texts of a page, and what people say in one word: in a name's place,
but nobody's name."""

STARTERS = """
    thread starter | topic starter | started by | topic started by | discussion starter |
    discussion started by | themenstarter | threadstarter | themenstarter*in | ersteller |
    begonnen von | gestartet von | auteur de la discussion | auteur du sujet | initiateur |
    commencé par | démarré par | iniciador del tema | iniciado por | autor do tópico |
    criador do tópico | autore discussione | autore della discussione | iniziato da |
    aperto da | topicstarter | onderwerpstarter | gestart door | autor wątku | rozpoczynający |
    rozpoczęty przez | автор темы | konbuyu başlatan | konuyu başlatan | trådstartare |
    startad av | スレッドスターター | 主题发起人 | 楼主
"""
"""Words before the name of who began the thread, in the page's head."""

START_DATES = """
    start date | started | beginndatum | erstellt am | startdatum | date de début |
    fecha de inicio | data de início | data d'inizio | data di inizio | begindatum |
    data rozpoczęcia | дата начала | başlangıç tarihi | startdatum | 開始日 | 开始日期 | 发布时间
"""
"""What stands behind that name: XenForo's word before the day."""

EARLIER_PAGE = """
    prev | previous | previous page | first | zurück | vorherige | vorherige seite | erste |
    précédent | précédente | premier | première | anterior | primero | primera | primeiro |
    primeira | precedente | indietro | prima | vorige | eerste | poprzednia | wstecz |
    pierwsza | назад | пред | предыдущая | первая | önceki | geri | ilk | föregående |
    första | 前へ | 前のページ | 上一页 | 上一頁
"""
"""A link to an earlier page of the thread."""
