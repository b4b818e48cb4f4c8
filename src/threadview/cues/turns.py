"""Words of those who speak with others, who say I and you: a manual says hardly any of them.

Words stand between spaces: forms of I and of what is mine, of we and you, those left out that are
other words in another of these languages. In lower case, but for the English I, which stands in
programs as well when it is small. In Chinese and Japanese they stand inside lines without spaces.
"""

from __future__ import annotations

MINE = """
    I I'm I've I'd I'll i'm i've i'd i'll im ive me my mine myself ich mir mich mein meine
    meinen meiner je j'ai j'avais j'en j'y moi mon mes yo mi mis eu meu minha io mio mia miei
    ik mijn ja mam mnie mój moje moja я мне меня мной мой моя моё ben benim bana beni jag mig
    min mitt mina
"""

OTHERS = """
    we we're our us you you're you've you'll you'd your yours yourself wir uns unser dir dich
    dein deine euch euer nous toi vous votre vos nosotros tú usted ustedes nós você vocês noi
    tuo tua voi wij ons onze jij jouw jullie uw ciebie tobie twój wy wam мы нас нам ты тебя
    тебе вы вас вам ваш твой biz bizim sen senin sana siz sizin vi vårt dig ditt dina
"""

UNSPACED = ("我", "私", "僕", "俺")
PLAIN = frozenset(("the", "and", "that", "with", "for", "are", "from", "this"))
"""Common words of English alone, in which most manuals are written."""
