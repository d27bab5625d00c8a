"""The parts of a Word document that are the same in all of them (ECMA-376): styles, footer, settings, content types."""

from __future__ import annotations

from typing import Final

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES: Final = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPES}.settings+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPES}.footnotes+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPES}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)

PACKAGE_RELATIONS: Final = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)

DOCUMENT_RELATIONS: Final = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONS}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="rId4" Type="{RELATIONS}/footer" Target="footer1.xml"/>'
    "</Relationships>"
)

SETTINGS: Final = (
    f'{HEAD}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)
"""The version says that the document is none of an older Word, which would show it in a narrower mode."""

FOOTER: Final = (
    f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)

FOOTNOTES_BEGIN: Final = (
    f'{HEAD}<w:footnotes xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
"""The two lines above footnotes, without which Word calls a document damaged."""

SECTION: Final = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
"""A4 with margins of 25 mm."""


def relations(addresses: list[str]) -> str:
    """Give the links of a part: rId1 is the first address, which is escaped already."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/hyperlink" Target="{address}" TargetMode="External"/>'
        for number, address in enumerate(addresses, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def styles(language: str) -> str:
    """Give the styles, under the names that Word and LibreOffice have for them, so that people can change them."""
    spoken = f'<w:lang w:val="{language}"/>' if language else ""
    return "".join((
        f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>',
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>',
        f'<w:sz w:val="22"/><w:szCs w:val="22"/>{spoken}</w:rPr></w:rPrDefault>',
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>',
        "</w:docDefaults>",
        _style("Normal", "Normal", default=True),
        _style("Title", "Title", '<w:spacing w:after="160"/>', '<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>'),
        _style("Subtitle", "Subtitle", "", '<w:color w:val="595959"/>'),
        _style(
            "Heading1", "heading 1",
            '<w:keepNext/><w:keepLines/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="BFBFBF"/>'
            '</w:pBdr><w:spacing w:before="360" w:after="160"/><w:outlineLvl w:val="0"/>',
            '<w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/>',
        ),
        _style(
            "Heading2", "heading 2",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="1"/>',
            '<w:b/><w:bCs/><w:sz w:val="23"/><w:szCs w:val="23"/>',
        ),
        _style("Facts", "Facts", "", '<w:color w:val="595959"/><w:sz w:val="19"/><w:szCs w:val="19"/>'),
        _style(
            "FootnoteText", "footnote text", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
            '<w:sz w:val="18"/><w:szCs w:val="18"/>',
        ),
        _style("Footer", "footer", "", '<w:color w:val="595959"/>'),
        _letters("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        _letters("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
        _letters("EventDate", "Event Date", '<w:color w:val="1F4E79"/>', ours=True),
        "</w:styles>",
    ))  # fmt: skip


def _letters(code: str, name: str, looks: str, *, ours: bool = False) -> str:
    kind = ' w:customStyle="1"' if ours else ""
    return (
        f'<w:style w:type="character"{kind} w:styleId="{code}"><w:name w:val="{name}"/><w:rPr>{looks}</w:rPr></w:style>'
    )


def _style(code: str, name: str, paragraph: str = "", letters: str = "", *, default: bool = False) -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    kind = ' w:default="1"' if default else ' w:customStyle="1"' if code == "Facts" else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{code}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
