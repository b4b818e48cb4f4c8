"""What index pages print with each entry and threads do not: lists of articles, topics, goods.

The words are those of the templates' own translations: WordPress and its themes ("Continue
reading", "Posted in"), news sites, boards' lists of topics (phpBB, SMF, XenForo: "Replies",
"Views", "Last post by") and shops (WooCommerce, Magento: "Add to cart").
"""

from __future__ import annotations

OPENS = """read more | continue reading | read the full | read full | full story | keep reading |
    weiterlesen | mehr lesen | artikel lesen | lire la suite | lire plus | continuer la lecture |
    leer más | seguir leyendo | continuar leyendo | leia mais | ler mais | continue lendo |
    leggi tutto | leggi di più | continua a leggere | lees meer | lees verder | verder lezen |
    czytaj więcej | czytaj dalej | читать далее | читать дальше | читать полностью | devamını oku |
    läs mer | läs hela | 続きを読む | もっと読む | 阅读全文 | 继续阅读 | 阅读更多 | 查看全文"""
"""An entry's link to the whole of it."""

FILED = """filed under | posted in | tagged | categories: | category: | categorized in | tags: |
    kategorie: | kategorien: | veröffentlicht in | veröffentlicht unter | schlagwörter |
    publié dans | classé dans | catégorie : | catégories : | publicado en | archivado en |
    categorías: | etiquetado | publicado em | categorias: | pubblicato in | categoria: |
    geplaatst in | categorie: | opublikowano w | kategoria: | рубрика | рубрики: | категория: |
    kategori: | publicerat i | kategorier: | カテゴリー | 分类 | 分類"""
"""Which drawer an article lies in."""

SOLD = """add to cart | add to basket | add to bag | buy now | apply now | in den warenkorb |
    ajouter au panier | añadir al carrito | agregar al carrito | adicionar ao carrinho |
    aggiungi al carrello | in winkelwagen | in winkelmand | dodaj do koszyka | в корзину |
    sepete ekle | lägg i varukorg | lägg till i varukorg | カートに入れる |
    カートに追加 | 加入购物车"""
"""What is done with an entry of a shop, or of a list of posts to fill."""

LATEST = """last post by | last post: | latest post by | last reply by | latest: | letzter beitrag |
    dernier message | último mensaje | última mensagem | ultimo messaggio | laatste bericht |
    ostatni post | последнее сообщение | son mesaj | senaste inlägget | 最終投稿 | 最后发表"""
"""Who spoke last in an entry of a list of topics or of boards."""

ANSWERED = """replies | antworten | réponses | respuestas | respostas | risposte | reacties |
    odpowiedzi | odpowiedzi | ответов | ответы | yanıtlar | cevaplar | svar | 返信 | 回复 | posts |
    beiträge | messages | mensajes | mensagens | messaggi | berichten | posty | сообщений |
    сообщения | mesaj | inlägg | 帖子 | post | publicaciones | postagens | postów | iletiler |
    投稿"""
SEEN = """views | aufrufe | zugriffe | affichages | vues | visitas | vistas | exibições |
    visualizzazioni | visite | weergaven | gelezen | odsłony | wyświetleń | просмотров |
    просмотры | görüntüleme | okunma | visningar | 閲覧 | 浏览 | 查看 | visualizações |
    visualizaciones | wyświetlenia | bakış | 閲覧数"""
"""Labels of how often a topic was answered and seen: both stand in each entry of a list of them."""
