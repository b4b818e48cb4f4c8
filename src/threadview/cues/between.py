"""What Invision prints between two posts: how much later the next came, what became of the topic.

Expressions over a cleaned line in lower case. Both are lists of events in the template
(`core/global/comments`): "3 weeks later...", "NAME pinned this topic".
"""

from __future__ import annotations

LATER = (
    r"(?:\d+|a|one|ein\w*|une?|un[ao]?|een) \w+ (?:later|später|plus tard|después|depois|dopo"
    r"|later\.\.\.|спустя)\W*|спустя \d+ \w+\W*"
)
EVENT = (
    r"\S.{0,40}? (?:changed the title to \S.*|(?:un)?(?:pinned|locked|featured|hid|archived) this"
    r" topic|moved this topic from \S.*|hat (?:das|dieses) thema (?:an|ab)?ge\w+"
    r"|hat den titel (?:zu|in) \S.*|a (?:épinglé|verrouillé|modifié le titre en) .*)"
)
"""Who did what to the topic."""
EVENTS = (
    " this topic",
    "the title to",
    " thema ",
    " titel ",
    " a épinglé",
    " a verrouillé",
    "titre en",
)
"""What is in every such line."""

ADVERTS = (
    r"(?:please |guests?:? |to (?:hide|remove) (?:this|these|all|the) ads?,? )?"
    r"(?:log ?in|sign ?(?:in|up)|register|join|upgrade)\b[^.?!]{0,50}"
    r"\b(?:hide|remove|disable|see fewer|get rid of)\b[^.?!]{0,20}\bads?\b[^?!]{0,24}"
    r"|(?:to )?(?:hide|remove) (?:this ad|these ads|all ads|the ads|ads)\b[^?!]{0,50}"
    r"|members (?:do not|don['’]t|won['’]t) see (?:this|these|any)? ?ads?\b[^?!]{0,50}"
    r"|(?:we are|as) an? amazon (?:services )?(?:associate|affiliate)[^?!]{0,120}"
)
"""What a site says beside an advert, of who does not see it, and of what it earns by it."""

NOTICES = """javascript is disabled. for a better experience |
    javascript ist deaktiviert. für eine | javascript est désactivé. pour une |
    javascript está desactivado. para una | javascript está desativado. para uma |
    javascript è disabilitato. per una | javascript is uitgeschakeld. voor een |
    javascript jest wyłączony. dla lepszej | javascript отключен. для |
    javascript devre dışı. daha iyi | javascript är inaktiverat. för en | javascript は無効です |
    javascript 已禁用 | you are using an out of date browser |
    du verwendest einen veralteten browser | vous utilisez un navigateur non à jour |
    vous utilisez un navigateur obsolète | estás utilizando un navegador obsoleto |
    estás usando un navegador obsoleto | você está usando um navegador desatualizado |
    está a utilizar um navegador desactualizado | stai usando un browser non aggiornato |
    stai utilizzando un browser obsoleto | je gebruikt een verouderde webbrowser |
    je gebruikt een verouderde browser | używasz przestarzałej przeglądarki |
    вы используете устаревший браузер | eski bir tarayıcı kullanıyorsunuz |
    çok eski bir web tarayıcısı kullanıyorsunuz | du använder en föråldrad webbläsare |
    古いブラウザを使用しています | 您正在使用过时的浏览器 | 您正在使用一款已经过时的浏览器"""
"""How XenForo 2 begins a page for those without its scripts: where an extractor puts the first post
in front of everything, this stands between it and the second."""

CONSENTS = """we and our partners store | we and our partners use | we and our partners process |
    wir und unsere partner speichern | wir und unsere partner verwenden |
    wir und unsere partner verarbeiten | nous et nos partenaires stockons |
    nous et nos partenaires utilisons | nos partenaires et nous | nosotros y nuestros socios |
    nós e os nossos parceiros | nós e nossos parceiros | noi e i nostri partner |
    wij en onze partners | my i nasi partnerzy | vi och våra partner | biz ve iş ortaklarımız |
    мы и наши партнеры | мы и наши партнёры"""
"""How what a page asks before it shows anything begins: IAB Europe's Transparency and Consent
Framework gives the words, in each language."""
