"""Words that stand in any talk, of whatever topic: they do not tell what a thread is about.

In lower case, of at least six letters (shorter words are never looked at), the languages that
forums are written in one after the other; what page furniture says is among them.
"""

from __future__ import annotations

WORDS = """
actually against almost already although always another anyone anything anyway around basically
because become before believe better between change comment consider couple course currently
different during either enough especially everyone everything exactly example expect following
forums further general getting happen happened having however instead interested issues itself
joined latest likely little location logged longer looked looking making matter member members
mention message messages million moderator months myself nearly needed newest nothing number
online original others otherwise ourselves outside particular people perhaps person please
possible posted posting pretty private probably problem problems profile quoted rather reading
really reason recent recently register registered remember replies report second seemed senior
several should similar simple simply somebody someone something sometimes started starting taking
talking thanks theirs themselves therefore things thinking though thought thread threads through
together tomorrow topics trying understand unless update username usually wanted whatever whether
within without wonder worked working writing written yesterday yourself allerdings andere anderen
anderer anderes beiträge beitrag beispiel bereits besser besten bisher brauche danach darauf
daraus deinem deinen deshalb dessen diesem diesen dieser dieses eigentlich einfach einige einmal
endlich ersten ganzen gemacht gerade gesagt gestern glaube gleich großen hatten hinter irgendwie
jahren jedoch jemand kannst keinen kommen konnte könnte können leider letzte lieber machen manche
manchmal meinem meinen meiner meisten melden mitglied möchte möglich müssen nachdem natürlich
nichts nochmal registriert richtig seiner seinen sicher solche sollte sollten sondern später
themen trotzdem überhaupt unsere vielen vielleicht vorher weiter welche welchen weniger werden
wieder wirklich wissen wollte worden wurden würden ziemlich zitieren zuerst zumindest zurück
zusammen zwischen années aujourd autant autres beaucoup bonjour cependant certains chaque choses
citation contre depuis dernier dernière devrait discussion encore ensuite étaient exemple inscrit
jamais lequel maintenant membre moment mettre nouveau parfois parler partie pendant personne
plusieurs plutôt pourquoi pourrait pouvoir premier première prendre presque problème quelque
quelques question répondre savoir serait seulement simplement souvent surtout toujours toutes
trouve trouver vraiment alguien alguna algunas algunos además aunque bastante buenas comentario
cualquier cuando cuanto cuenta debería después durante embargo entonces estaba gracias incluso
jajaja manera mensaje mensajes mientras muchas muchos necesito ningún nosotros nuestro parece
personas podría porque primera primero problema pueden quiero quizás realmente responder
respuesta saludos seguro siempre también tampoco tiempo tienen todavía varias varios vosotros
alguém alguma algumas alguns apenas através coisas conseguir contra depois entanto estava galera
grande maioria melhor mensagem mensagens muitas muitos nenhum ninguém obrigado outras outros
pessoal pessoas poderia precisa primeiro qualquer quando quanto sempre somente também tentar
tópico várias vários abbiamo adesso alcune alcuni allora almeno ancora bisogna comunque dovrebbe
esempio essere giorni giorno grazie infatti insieme invece magari meglio mentre messaggi
messaggio mettere momento nessuno niente nostro oppure perché persone piccolo possibile potete
potrebbe proprio qualche qualcosa qualcuno quella quelle quelli quello questa queste questi
questo quindi rispondi saluti sarebbe sembra sicuramente soprattutto stesso subito troppo trovare
vedere veramente vorrei vostro aangezien alleen allemaal altijd anders bedankt beetje bericht
berichten bijvoorbeeld daarna daarom dezelfde dingen eerste eigenlijk enkele ergens gebruik
gebruiken gemaakt genoeg geplaatst geweest gewoon groeten hadden hebben helaas helemaal hoeveel
hoewel iedereen iemand inderdaad jullie kijken kleine krijgen kunnen laatste manier meestal
mensen misschien moeten mogelijk namelijk natuurlijk nieuwe niemand ondanks ongeveer plaats
probleem reactie reageren steeds tijdens tussen tweede uiteindelijk verder vinden volgende vooral
vragen waarom waarschijnlijk wanneer weinig willen zeggen zonder zoveel zouden bardzo będzie
bowiem byłoby chociaż ciągle czasem często człowiek dlaczego dlatego dobrze dzięki dzisiaj innych
jakieś jednak jestem jeszcze jeżeli którego której którzy lepiej niestety obecnie oczywiście
odpowiedz ostatnio pewnie pierwszy podobno ponieważ pozdrawiam prawie przecież przynajmniej
raczej sprawa strona szkoda takich trochę trzeba więcej według właśnie wszystko wszystkie
wszystkich zawsze zrobić zwykle вместо вообще вопрос всегда говорит делать должен должно другие
другой значит иногда именно каждый кажется конечно который которая которые которого которых
кстати можете написал написать например насколько настолько нельзя немного несколько никогда
ничего нового нормально обычно однако ответить первый поэтому потому почему практически
приветствую пример проблема просто пожалуйста раньше ребята регистрация сделал сделать сегодня
сейчас скажите сказать скорее сколько слишком случае смысле совсем согласен сообщение сообщений
сообщения спасибо теперь только уважаемые форума хорошо цитата человек aslında birçok birkaç
boyunca bunlar burada dolayı edilen ediyor gerçekten gereken gördüm herkes hiçbir konuda lütfen
merhaba nerede olarak olduğu olduğunu olmayan oluyor önemli sadece sanırım siteye sonunda şekilde
tarafından teşekkür teşekkürler üzerinde yapmak yapıyor yardım yerine aldrig alltid alltså annars
använda behöver bättre började citera därför dessutom eftersom endast enligt fungerar första
ganska gillar gjorde gånger handlar heller hoppas inlägg istället kanske kommer lägger mellan
medlem mycket någonting nästan senare skriva skulle större tidigare tillbaka trodde tycker undrar
ungefär varandra varför verkar vidare vilken väldigt
"""
"""The words, parted by white space."""
