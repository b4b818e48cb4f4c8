"""Words that dates are written with, per language: months, weekdays, days near by, ages.

Full names and the abbreviations that forums print, in lower case and without a trailing full stop.
Sources: Unicode CLDR's month and day names of the languages listed, wide and abbreviated.
"""

from __future__ import annotations

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            # en de fr es pt it nl pl ru tr sv cs da/no fi hu
            "january jan januar jän jänner janvier janv enero ene janeiro gennaio gen januari"
            " stycznia"
            " styczeń sty января январь янв ocak oca ledna leden tammikuuta január",
            "february feb februar februari février févr fev febrero fevereiro febbraio lutego"
            " luty lut"
            " февраля февраль фев февр şubat şub února únor helmikuuta február febr",
            "march mar märz mär mars marts marzo março marco maart mrt marca marzec марта март мар"
            " mart března březen maaliskuuta március márc mrz",
            "april apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр nisan nis"
            " dubna duben huhtikuuta április ápr",
            "may mai mayo maio maggio mag mei maja maj мая май mayıs května květen toukokuuta"
            " május",
            "june jun juni juin junio junho giugno giu czerwca czerwiec cze июня июнь июн haziran"
            " haz"
            " června červen kesäkuuta június jún",
            "july jul juli juillet juil julio julho luglio lug lipca lipiec lip июля июль июл"
            " temmuz"
            " tem července červenec heinäkuuta július júl",
            "august aug août aout agosto ago augustus augusti sierpnia sierpień sie августа"
            " август авг"
            " ağustos ağu srpna srpen elokuuta augusztus",
            "september sep sept septembre septiembre setiembre setembro set settembre września"
            " wrzesień wrz сентября сентябрь сен сент eylül eyl září syyskuuta szeptember szept",
            "october oct oktober okt octobre octubre outubro out ottobre ott października"
            " październik"
            " paź октября октябрь окт ekim eki října říjen lokakuuta október",
            "november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб"
            " kasım kas listopadu marraskuuta",
            "december dec dezember dez décembre déc diciembre dic dezembro dicembre desember"
            " grudnia"
            " grudzień gru декабря декабрь дек aralık ara prosince prosinec joulukuuta",
        ),
        1,
    )
    for name in names.split()
}
"""Every name of a month, and its number."""

WEEKDAYS: str = (
    "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday"
    " sun sunday"
    " mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag so sonntag"
    " lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche"
    " lunes martes mié miércoles jue jueves vie viernes sáb sábado dom domingo"
    " seg segunda ter terça qua quarta qui quinta sex sexta"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica"
    " ma maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag"
    " pn poniedziałek wt wtorek śr środa czw czwartek pt piątek sob sobota nie niedziela"
    " пн понедельник вт вторник ср среда чт четверг пт пятница сб суббота вс воскресенье"
    " pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt çar per cmt paz"
    " måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tor fre lör sön"
)

NEAR: str = (
    "today yesterday heute gestern aujourd'hui aujourd’hui hier hoy ayer hoje ontem oggi ieri"
    " vandaag"
    " gisteren dzisiaj dziś wczoraj сегодня вчера bugün dün idag igår 今日 昨日 今天 昨天"
)
"""Days named from the day of the scrape: a date, but not one that can be made exact."""

AGES: tuple[str, ...] = (
    r"(?:about |almost )?(?:an?|\d+)\+? ?(?:s|m|h|d|w|y|mo|yr|min|mins|sec|secs|hr|hrs"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?),?"
    r"(?: (?:and )?\d+ (?:minutes?|hours?|days?|weeks?|months?))? ago",
    r"vor (?:einem|einer|\d+) (?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?"
    r"|jahr(?:en)?)",
    r"il y a (?:une?|\d+) (?:secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|années?)",
    r"hace (?:una?|\d+) (?:segundos?|minutos?|horas?|días?|semanas?|meses|mes|años?)",
    r"há (?:uma?|\d+) (?:segundos?|minutos?|horas?|dias?|semanas?|meses|mês|anos?)",
    r"(?:una?|\d+) (?:secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa",
    r"(?:een|\d+) (?:seconden?|minuten|minuut|uur|dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar)"
    r" geleden",
    r"(?:\d+ )?(?:sekund[ęay]?|minut[ęay]?|godzin[ęay]?|dni|dzień|tygodni[ea]?|miesi(?:ąc|ące|ęcy)"
    r"|rok|lata?) temu",
    r"(?:\d+ )?(?:секунд[уы]?|минут[уы]?|час(?:а|ов)?|дн(?:я|ей)|день|недел[юиь]|месяц(?:а|ев)?"
    r"|год(?:а)?|лет)"
    r" назад",
    r"(?:bir|\d+) (?:saniye|dakika|saat|gün|hafta|ay|yıl) önce",
    r"(?:för )?\d+ (?:sekunder|minuter|timm(?:e|ar)|dagar?|veck(?:a|or)|månad(?:er)?|år) sedan",
    r"\d+ ?(?:秒|分|時間|日|週間|か月|ヶ月|年|分钟|小时|天|周|个月|分鐘|小時|個月)[前]",
    r"just now|a moment ago|moments ago|gerade eben|только что",
)
"""Ages, as expressions: "3 weeks ago" and its like."""

SPOKEN = """
    answered answers replied replies commented comments asked wrote writes said says beantwortet
    geantwortet antwortete kommentiert gefragt schrieb schreibt sagte répondu répond commenté
    demandé écrit respondió respondido comentó comentado preguntó escribió dijo respondeu
    comentou perguntou escreveu disse risposto commentato chiesto scritto scrive beantwoord
    gereageerd gevraagd schreef odpowiedział skomentował zapytał napisał ответил ответила
    ответ комментировал спросил написал написала пишет cevapladı yanıtladı sordu yazdı dedi
    svarade kommenterade frågade skrev 回答 回复 回覆 评论 返信 質問 提问"""
"""Words beside the time at which somebody spoke to others: an article says none of them."""
LATEST = """last latest recent letzte letzter dernier dernière último última ultimo ultima laatste
    ostatni ostatnia последний последняя последнее son senaste sista"""
"""Words before such a word where a line says when somebody spoke last."""
POSTED = """posted post postado posté publicado publicada publié publiée pubblicato pubblicata
    geplaatst gepost verfasst geschrieben veröffentlicht erstellt gepostet enviado enviada escrito
    inviato opublikowano napisano dodano wysłany отправлено опубликовано добавлено написано
    размещено gönderildi gönderilme yazıldı gönderim postat publicerat skrivet submitted written
    投稿 投稿日 投稿日時 发表于 發表於 发布于 發布於 发表 發表"""
"""Words beside the time at which something was posted."""
