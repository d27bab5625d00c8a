"""Whole inputs of every kind that the program reads, written here: what the fuzzer begins with."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Final

from bench.torture_format_seeds import FORMAT_SEEDS

_ARTICLE: Final = (
    "The delegations met in Istanbul on 16 May 2025 and again in early June. Two days before, on Wednesday night, a "
    "drone struck the port, the governor said. Talks are planned for 23 July, between 14:00 and 16:00 local time. "
    "Since February 2022 more than 3,000 people have left; the bridge was closed from 3 to 5 March 2024 and has been "
    "open since then. \N{LEFT DOUBLE QUOTATION MARK}We shall meet next week,\N{RIGHT DOUBLE QUOTATION MARK} he said "
    "on Tuesday. In the summer of 2014, at about 5 p.m., the aircraft was lost near the village.\n\n"
)
_UKRAINIAN: Final = (
    "Зустріч відбулася 23 липня 2025 року в Стамбулі, а наступного дня, у четвер, сторони обмінялися списками.\n"
)
_GERMAN: Final = "Das Treffen fand am 23. Juli 2025 in Istanbul statt; am Donnerstag danach wurden Listen getauscht.\n"


def seeds() -> dict[str, list[bytes]]:
    """Give the inputs by kind."""
    return {
        "date": [
            text.encode()
            for text in (
                "23 July 2025",
                "early May 2025",
                "before 24 Feb 2022",
                "16\N{EN DASH}18.03.2014",
                "c. 1990",
                "23 липня 2025",
                "23 июля 2025",
                "23. Juli 2025",
                "2025-07-23T14:05:00+03:00",
                "2025-07-2X/2025-08~",
                "[2014-02-20,2014-02-22]",
                "the night of 24 to 25 May 2025",
                "last Wednesday",
                "Y-17E7",
                "summer 2014",
                "between 3 and 5 March 2024, 14:00",
                "1985-04-12T23:20:30Z/..",
                "3/4/2014",
                "44 BCE",
                "1560s",
            )
        ],
        "query": [
            b'talks "a phrase" -word OR category:Diplomacy',
            b'status:planned actor:"Rustem Umerov" place:Istanbul tag:x date:2025-05..2025-07 importance:>=4',
            b"has:excerpt missing:source (a OR b) -(c d)",
            b"within:2025 date:<2024 place:=Kyiv*",
        ],
        "table": [
            b"Export\n\nYear,Month,Day,Time,End Year,Headline,Text,Media,Type\n-48,8,9,18:30,,A,<p>b</p>,,era\n",
            b"title,date,end,lat,lon,status,actors,source\nTalks,23 July 2025,,41.0,28.9,planned,A; B,https://a.example\n",
            b'Title;Datum;Ort\n"Ein; Treffen";23.07.2025;Istanbul\nNoch eins;24.07.2025;Wien\n',
            "Подія\tДата\nЗустріч\t23 липня 2025\n".encode("utf-16"),
            (
                b"event_date,year,time_precision,event_type,latitude,longitude,title\n"
                b"03 March 2024,2024,1,Battles,48.1,37.2,x\n"
            ),
        ],
        **FORMAT_SEEDS,
        "json": [_own_json()],
        "bibliography": [_BIBTEX, _RIS, _CSL],
        "html": [_html()],
        "mail": [_mail(), _saved_page()],
        "pdf": [_pdf()],
        "word": [_word()],
        "store": [b"where the holes are: 0123456789"],
        "article": [(_ARTICLE * 2).encode(), (_UKRAINIAN * 4).encode(), (_GERMAN * 4).encode()],
    }


def _own_json() -> bytes:
    records = {
        "category": [{"id": "c", "name": "Talks", "colour": "#2166AC", "shape": "circle", "position": 1}],
        "actor": [{"id": "a", "name": "Umerov", "aliases": ["Umjerow"]}],
        "place": [{"id": "p", "name": "Istanbul", "latitude": 41.0, "longitude": 28.9}],
        "source": [{"id": "s", "title": "A report", "url": "https://a.example/x", "published": "2025-07"}],
        "document": [{"id": "d", "source_id": "s", "text": "a", "sha256": hashlib.sha256(b"a").hexdigest()}],
        "event": [{"id": "e", "title": "x", "start": "2025-07-23", "status": "planned", "actors": [["a", "host"]]}],
        "excerpt": [{"id": "x", "event_id": "e", "source_id": "s", "document_id": "d", "exact": "a", "start": 0}],
        "link": [{"id": "l", "from_id": "e", "to_id": "e"}],
        "view": [{"id": "v", "name": "x", "query": "a OR b"}],
        "story": [{"id": "n", "name": "x", "views": [{"title": "y", "first": "2025", "event_ids": ["e"]}]}],
    }  # fmt: skip
    return json.dumps({"format": "conflict-timeline", "version": 1, "records": records}).encode()


_BIBTEX: Final = rb"""@string{press = "The Press"}
@article{key1, title = {{A {\"U}ber} title: $x^2$ \& more}, author = {Doe, Jane and {The Group} and others},
  year = 2025, month = jul, journal = press # " and more", url = {https://a.example/x?utm_source=y}, note={a % b}}
@online{key2, title="Talks", date={2025-07-21/2025-07-23}, urldate={2025-08-01}}
@comment{ignored}
"""
_RIS: Final = b"""TY  - NEWS
TI  - Talks in Istanbul
AU  - Doe, Jane
PY  - 2025/07/23/
UR  - https://a.example/x
ER  -

TY  - JOUR
T1  - Another
DA  - 2024/03//
ER  -
"""
_CSL: Final = json.dumps(
    [
        {"id": "a", "type": "article-newspaper", "title": "Talks", "author": [{"family": "Doe", "given": "Jane"}],
         "issued": {"date-parts": [[2025, 7, 23]]}, "URL": "https://a.example/x"},
        {"id": "b", "type": "book", "title": "B", "author": [{"literal": "The Group"}], "issued": {"raw": "c. 1990"}},
    ]
).encode()  # fmt: skip


def _html() -> bytes:
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Talks",
        "datePublished": "2025-07-21",
    }
    paragraphs = "".join(f"<p>{part}.</p>" for part in _ARTICLE.split(". "))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks - The Daily</title>'
        '<meta property="article:published_time" content="2025-05-10T18:04:05+03:00"><link rel="canonical" '
        f'href="https://a.example/x"><script type="application/ld+json">{json.dumps(linked)}</script></head><body><nav>'
        f'<a href="/">Home</a></nav><article><h1>Talks</h1>{paragraphs}<ul><li>one<li>two</ul><table><tr><td>1</table>'
        "</article><footer>1999</footer></body></html>"
    ).encode()


def _mail() -> bytes:
    return (
        "From: Jane Doe <jane@a.example>\nDate: Mon, 21 Jul 2025 10:00:00 +0300\nSubject: =?utf-8?B?VGFsa3M=?=\n"
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain; '
        f"charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_ARTICLE}\n--b\nContent-Type: text/html\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<p>Talks =C3=A9 on 23 July 2025</p>\n--b--\n"
    ).encode()


def _saved_page() -> bytes:
    return (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/x\nSubject: Talks\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
        b"Content-Location: https://a.example/x\nContent-Transfer-Encoding: 8bit\n\n" + _html() + b"\n--b\n"
        b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n"
    )


def _pdf() -> bytes:
    """Write a PDF whose parts lie open, so that what is exchanged is what is read."""
    lines = "".join(f"({part}) Tj T* " for part in _ARTICLE.encode("ascii", "ignore").decode().split(". "))
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {lines} ET"
    fonts = "/Resources << /Font << /F1 5 0 R >> >>"
    spaces = "1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange <00> <7F> <0000>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R {fonts} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /F /ToUnicode 7 0 R /Encoding << /Differences [65 /A /B] >> >>",
        "<< /Title (Talks) /CreationDate (D:20250721100000+03'00') >>",
        f"<< /Length {len(spaces)} >>\nstream\n{spaces}\nendstream",
    ]
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode()


def _word() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{part}.</w:t><w:br/></w:r></w:p>" for part in _ARTICLE.split(". "))
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Minutes</dc:title>'
        "<dcterms:created>2025-05-10T08:00:00Z</dcterms:created></cp:coreProperties>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
        archive.writestr("docProps/core.xml", core)
    return packed.getvalue()
