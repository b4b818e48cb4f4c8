"""What stands between the documents of one file: labels of a document's head, marks, page words.

Phrases stand in lower case, parted by " | " (`furniture.words` takes them apart). They are what
scrapers, corpus tools (TREC's <DOC>, WikiExtractor's <doc …>, <|endoftext|>), `head` and `tail`
("==> name <=="), pdftotext (form feeds) and people with a shell loop write.
"""

from __future__ import annotations

ADDRESS = """url | uri | link | source | source url | page url | thread url | permalink | address |
    original | original url | canonical | from url | adresse | quelle | lien | enlace | fuente |
    fonte | bron | źródło | ссылка | источник | länk | 链接 | 來源 | 出典"""
"""Labels before a document's address."""

FILE = "file | filename | file name | path | document | doc | datei | fichier | archivo | bestand"
"""Labels before a document's file name."""

NAME = """thread | thread title | topic | topic title | title | titel | titre | título | titolo |
    tytuł | тема | заголовок | başlık | rubrik | thema | sujet | tema | wątek | temat |
    onderwerp | discussion | 标题 | 主题 | 標題 | タイトル"""
"""Labels before a document's title."""

ABOUT = """forum | board | site | section | category | subforum | date | scraped | scraped at |
    scraped on | retrieved | fetched | crawled | downloaded | archived | saved | accessed |
    captured | timestamp | posts | replies | pages | views | id | thread id | topic id | language |
    encoding | kategorie | bereich | datum | abgerufen | rubrique | foro | fecha"""
"""Labels of what else is said about a document."""

PERSON = """author | by | from | user | username | poster | posted by | name | autor | auteur |
    autore | автор | yazar | författare | 作者"""
"""Labels of a person: what they stand in is the head of a post."""

PAGE = (
    r"(?:page|seite|página|pagina|strona|sida|side|страница|стр\.?|sayfa|strana|pag\.?|pg\.?|p\.)"
)
"""Words for a page, before its number."""

TOKENS = r"(?:endoftext|end of text|eod|eot|end|doc|document|page|thread|sep|separator|new thread)"
"""Words that stand in brackets or between rules of their own, and mean the end or the beginning of
a document."""
