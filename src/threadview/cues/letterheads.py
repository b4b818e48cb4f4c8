"""What mail programs print above a letter that they pass on or answer without marks.

The names of the fields in the languages of Outlook, Thunderbird, Apple Mail, Lotus Notes and Gmail,
as their own translations have them; they may stand between asterisks, where bold print was.
"""

from __future__ import annotations

FROM = """
From | Von | De | Da | Van | Od | От | Отправитель | Från | Fra | Kimden | Gönderen | Lähettäjä
| Feladó | 差出人 | 发件人 | 寄件者 | 보낸 사람
"""
SENT = """
Sent | Gesendet | Envoyé | Enviado | Enviado el | Enviado em | Enviada em | Inviato | Verzonden
| Wysłano | Отправлено | Skickat | Sendt | Gönderildi | Gönderilme Tarihi | Lähetetty | Elküldve
| 送信日時 | 发送时间 | 寄件日期 | 보낸 날짜
"""
"""Outlook's own: no header of a letter itself is called so."""

DATE = """
Date | Datum | Fecha | Data | Дата | Dato | Tarih | Päivämäärä | Dátum | 日付 | 日期 | 날짜
"""
TO = """
To | An | À | A | Para | Aan | Do | Кому | Till | Til | Kime | Vastaanottaja | Címzett | 宛先
| 收件人 | 받는 사람
"""
SUBJECT = """
Subject | Betreff | Objet | Asunto | Assunto | Oggetto | Onderwerp | Temat | Тема | Ämne | Emne
| Konu | Aihe | Tárgy | 件名 | 主题 | 主旨 | 제목
"""
