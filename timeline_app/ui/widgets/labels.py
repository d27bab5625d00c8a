"""Running text: labels and quotes, always plain text with the line spacing of a page, and the addresses in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.domain.text.found_words import FoundWords
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import across, on_button, sized, tip

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

LEADING = 122
"""Per cent of the typeface's own line height, which is 1.21 of its size: together about 1.5."""
NARROWEST_PX = 60
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class WrappedLabel(QLabel):
    """A label that breaks its lines; no word in it, however long, makes the page wider than it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), NARROWEST_PX), hint.height())


def plain(
    text: str, role: str, parent: QWidget | None = None, *, wrap: bool = False, names: QWidget | None = None
) -> QLabel:
    """Give a label of one role of the style sheet; a screen reader names the field that it `names` by its words."""
    label = WrappedLabel(parent) if wrap else QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(shown(text) if names is None else on_button(shown(text)))  # a buddy makes of "&" a key
    label.setProperty("role", role)
    if names is not None:
        label.setBuddy(names)
    return label


class MarkableLabel(WrappedLabel):
    """Text that can be selected and copied, in which found words can be marked; escaped, never read as markup.

    A paragraph has the line spacing of a page, other text that of the typeface.
    """

    def __init__(self, text: str, role: str, parent: QWidget | None = None, *, paragraph: bool = False) -> None:
        super().__init__(parent)
        self.field: str | None = None
        """Which field of an event this shows; empty for another text in which a search looks, None where none looks."""
        self._words = shown(text.strip() if paragraph else text)
        self._paragraph = paragraph
        self.setProperty("role", role)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(shown(text))
        self.mark(FoundWords(), "")

    def mark(self, found: FoundWords, ground: str) -> None:
        """Mark found words by a background of a colour and a line below them; another call takes the marks away."""
        import html  # noqa: PLC0415 - after the first frame

        places = found.places(self._words, self.field) if self.field is not None else ()
        if not places and not self._paragraph:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(self._words)
            return
        told, at = "", 0
        for start, end in places:
            marked = html.escape(self._words[start:end])
            told += html.escape(self._words[at:start])
            told += f'<span style="background-color:{ground}; text-decoration:underline">{marked}</span>'
            at = end
        told = (told + html.escape(self._words[at:])).replace("\n", "<br>")
        leading = f"line-height:{LEADING}%; " if self._paragraph else ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(f'<p style="{leading}margin:0">{told}</p>')


def prose(text: str, role: str = "body", parent: QWidget | None = None) -> MarkableLabel:
    """Give a paragraph."""
    return MarkableLabel(text, role, parent, paragraph=True)


class AdaptiveLabel(QLabel):
    """Words on one line where there is room for that, and wrapped where there is not."""

    def __init__(self, text: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(shown(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.fontMetrics().height())


class Badge(QWidget):
    """A word in an outline, in the accent: a status."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(12, QFont.Weight.Medium))
        return QSize(metrics.horizontalAdvance(self._text) + 20, metrics.height() + 5)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(ink.accent(self), 1))
            painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
            painter.setFont(sized(12, QFont.Weight.Medium))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


def bold_start(strong: str, rest: str, parent: QWidget | None = None) -> QLabel:
    """Give a line that begins in bold: "Meduza · 24 July 2025"."""
    import html  # noqa: PLC0415 - after the first frame

    strong, rest = shown(strong), shown(rest)
    label = WrappedLabel(parent)
    label.setTextFormat(Qt.TextFormat.RichText)
    joint = " · " if strong and rest else ""
    label.setText(f'<span style="font-weight:600">{html.escape(strong)}</span>{joint}{html.escape(rest)}')
    label.setProperty("role", "quiet")
    label.setAccessibleName(f"{strong}{joint}{rest}")
    return label


class WrappedLink(QPushButton):
    """A link whose words break into lines where they have no room on one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "link")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(super().sizeHint().width(), NARROWEST_PX), super().sizeHint().height())

    @override
    def heightForWidth(self, width: int) -> int:
        lines = self.fontMetrics().boundingRect(0, 0, width - 2, 10_000, int(_WRAPPED), self.text())
        return max(lines.height() + 2, self.minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionButton  # noqa: PLC0415 - twenty enumerations

        frame = QStyleOptionButton()
        self.initStyleOption(frame)
        frame.text = ""
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, frame, painter, self)
            font = self.font()
            font.setUnderline(self.underMouse())
            painter.setFont(font)
            painter.setPen(ink.accent(self) if self.isEnabled() else ink.faint(self))
            painter.drawText(
                self.rect().adjusted(1, 1, -1, -1), int(_WRAPPED | Qt.AlignmentFlag.AlignVCenter), self.text()
            )


class TitleLink(QPushButton):
    """A link that bears a title of any length: what has no room is cut off; the tip tells the whole, then `about`."""

    def __init__(self, title: str, parent: QWidget | None = None, about: str = "") -> None:
        super().__init__(parent)
        self._title = on_one_line(title)
        self._about = on_one_line(about)
        self.setProperty("role", "link")
        self.setAccessibleName(self._title)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._cut()

    def _cut(self) -> None:
        room = max(40, self.width() - 4)
        words = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.setText(on_button(words))
        told = (self._title if words != self._title else "", self._about)
        self.setToolTip(tip("\n".join(part for part in told if part)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()


def rule(parent: QWidget | None = None) -> QFrame:
    """Give a hairline across the column."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    return line


RULE_PX = 3
LONGEST_HOST = 44


def safe_url(text: str) -> QUrl | None:
    """Give the address where it is one of the web; anything else is never opened.

    Nor is one with a name before its host: "https://bank.example@evil.example" leads to the second.
    """
    from PySide6.QtCore import QUrl  # noqa: PLC0415 - after the first frame

    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    is_web = url.isValid() and url.scheme().lower() in {"http", "https"} and bool(url.host())
    return url if is_web and not url.userInfo() else None


def host_of(url: QUrl) -> str:
    """Name where an address leads, letter by letter: a host in look-alike letters shows as xn--..., as browsers do."""
    from PySide6.QtCore import QUrl  # noqa: PLC0415 - likewise

    host = url.host(QUrl.ComponentFormattingOption.EncodeUnicode)
    return host if len(host) <= LONGEST_HOST else "…" + host[1 - LONGEST_HOST :]


class QuoteBlock(QWidget):
    """Words of a source behind a coloured rule."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        inset_px = RULE_PX + 11
        column.setContentsMargins(*((0, 1, inset_px, 1) if self.isRightToLeft() else (inset_px, 1, 0, 1)))
        self.words = prose(text, "body", self)
        column.addWidget(self.words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(across(self, QRect(0, 0, RULE_PX, self.height())), ink.accent(self))


def quote_box(words: str, parent: QWidget, most: int = 600) -> QuoteBlock:
    """Give words as a quote is set: with a coloured rule at the left."""
    line = " ".join(words.split())
    return QuoteBlock(line if len(line) <= most else line[: most - 1].rstrip() + "…", parent)
