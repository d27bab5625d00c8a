"""The look of the window: one style sheet and one palette, made from the theme's tokens and the text size."""

from __future__ import annotations

import sys
from string import Template
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from timeline_app.paint.theme import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Theme, load_fonts, ui_font
from timeline_app.ui.widgets.look import BODY_PX

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from timeline_app.ui.services.settings import Preferences

Role = QPalette.ColorRole
Group = QPalette.ColorGroup

_THEMES: Final = {(False, False): LIGHT, (True, False): DARK, (False, True): LIGHT_HIGH, (True, True): DARK_HIGH}
"""By whether they are dark, and of high contrast."""
_FRAMED_BY_SCHEME: Final = ("win32", "darwin")
"""Where title bars are dark or light by what the program asks for; elsewhere they follow the desktop alone."""
SIZES: Final = {
    "s11": 11.0, "s115": 11.5, "s12": 12.0, "s125": 12.5, "s13": 13.0, "s135": 13.5, "s15": 15.0, "s19": 19.0,
    "s26": 26.0, "button": 28.0, "field": 30.0, "arrow": 24.0, "menu": 28.0, "menu_focus": 27.0,
    "clear": 34.0, "clear_focus": 33.0, "message": 380.0,
    "radio": 11.0, "radio_round": 6.0, "radio_ring": 4.0, "radio_dot": 5.0,
}  # fmt: skip
"""Names in the sheet for sizes in pixels of the design, scaled by the text size."""

SHEET: Final = Template("""
* { outline: none; }
QMainWindow, QDialog, #page { background: $panel; }
QToolTip { background: $ink; color: $panel; border: 0; padding: 4px 8px; font-size: ${s12}px; }
QLabel { background: transparent; }
QLabel[role="store"] { font-size: ${s15}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${s19}px; font-weight: 600; }
QLabel[role="display"] { font-size: ${s26}px; font-weight: 600; }
QLabel[role="body"] { font-size: ${s135}px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="heading"] { font-size: ${s115}px; font-weight: 600; color: $secondary; }
QLabel[role="quiet"] { color: $secondary; font-size: ${s125}px; }
QLabel[role="faint"] { color: $faint; font-size: ${s12}px; }
QLabel[role="problem"] { color: $today; font-size: ${s125}px; }
QLabel[role="good"] { color: $success; font-size: ${s125}px; }
QLabel[role="key"] { color: $secondary; font-size: ${s125}px; }
#toolbar, #statusLine { background: $panel; }
#toolbar { border-bottom: 1px solid $hairline_strong; }
#statusLine { border-top: 1px solid $hairline_strong; }
#statusLine QLabel { color: $secondary; font-size: ${s125}px; }
#statusLine QPushButton { min-height: 20px; }
#cellEditor { background: $panel; border: 1px solid $outline; border-radius: 6px; }
#dropLine { background: $accent; border: 0; }
#legend { background: $panel; border: 1px solid $outline; }
#legendPage { background: $panel; }
#filterPanel, #eventPanel, #filterPage, #eventPage { background: $panel; }
#centre { background: $paper; }
#tray, #trayPage { background: $panel; }
#tray { border-top: 1px solid $hairline; }
QSplitter::handle { background: $hairline_strong; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QFrame[role="rule"] { background: $hairline; border: 0; max-height: 1px; min-height: 1px; }

QPushButton { background: $panel; color: $ink; border: 1px solid $outline; border-radius: 6px;
    padding: 0 12px; min-height: ${button}px; font-weight: 500; }
QPushButton:hover { background: $lane; border-color: $faint; }
QPushButton:pressed, QPushButton:checked { background: $accent_ground; border-color: $accent; color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; }
QPushButton:disabled { color: $faint; background: $panel; border-color: $hairline; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { background: $panel; color: $accent; border: 2px solid $accent; }
QPushButton[role="primary"]:disabled { background: $hairline; color: $faint; border-color: $hairline; }
QPushButton[role="link"] { border: 1px solid transparent; background: transparent; color: $accent; font-weight: 600;
    padding: 0; min-height: 20px; font-size: ${s125}px; text-align: ${begin}; border-radius: 4px; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QPushButton[role="link"]:disabled { color: $faint; }
QPushButton[role="quiet"] { border: 1px solid transparent; background: transparent; color: $secondary; padding: 0 8px;
    min-height: 26px; font-size: ${s125}px; }
QPushButton[role="quiet"]:hover { background: $lane; color: $ink; }
QPushButton[role="quiet"]:focus { border: 1px solid $accent; padding: 0 8px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: $field_ground; color: $ink;
    border: 1px solid $outline; border-radius: 6px; padding: 0 9px; min-height: ${field}px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $faint; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: $faint; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent;
    padding: 0 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 5px; }
QLineEdit[bad="true"] { border-color: $today; }
QComboBox[unset="true"] { color: $faint; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $faint; background: $panel; }
QComboBox { padding-${end}: ${arrow}px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $outline; padding: 4px;
    selection-background-color: $accent_ground; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; }
QRadioButton { spacing: 8px; border: 1px solid transparent; border-radius: 4px; padding: 1px 4px 1px 0; }
QRadioButton:focus { border-color: $accent; }
QRadioButton::indicator { width: ${radio}px; height: ${radio}px; border: 1px solid $faint;
    border-radius: ${radio_round}px; background: $panel; }
QRadioButton::indicator:checked { border: ${radio_ring}px solid $accent; width: ${radio_dot}px; height: ${radio_dot}px;
    border-radius: ${radio_round}px; background: $on_accent; }

#menuButton { padding: 0; padding-${end}: ${menu}px; padding-${begin}: 12px; }
#menuButton:focus { padding: 0; padding-${end}: ${menu_focus}px; padding-${begin}: 11px; }
#searchField { padding-${end}: ${clear}px; }
#searchField:focus { padding-${end}: ${clear_focus}px; }
#nameField { padding-${end}: 30px; }
#nameField:focus { padding-${end}: 29px; }
#paletteField { border: 0; border-bottom: 1px solid $hairline; border-radius: 0; padding: 0 16px; min-height: 48px;
    font-size: ${s15}px; background: $panel; }
#paletteField:focus { border: 0; border-bottom: 2px solid $accent; padding: 0 16px; }

QMenu { background: $panel; border: 1px solid $outline; padding: 5px; }
QMenu::item { padding: 5px 28px 5px 14px; border-radius: 4px; min-height: 18px; }
QMenu::item:selected { background: $accent_ground; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 7px; }

QScrollArea, QListView, QTableView, QTextBrowser { border: 0; background: $panel; }
QAbstractScrollArea::corner { background: $panel; border: 0; }
ScrollPage { border: 1px solid $panel; }
ScrollPage:focus { border-color: $accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0;
    width: 0; height: 0; }
QListView::item { padding: 0 8px; min-height: 26px; border-radius: 4px; }
QListView::item:selected { background: $accent_ground; color: $ink; }
#finderList::item, #checkList::item { padding: 0; border-radius: 0; }
#checkList { border: 1px solid $outline; border-radius: 5px; }
#checkList:focus { border: 1px solid $accent; }
#completions { border: 1px solid $outline; padding: 3px 0; }
QTableView { background: $panel; alternate-background-color: $paper; gridline-color: transparent; color: $ink;
    selection-background-color: $accent_ground; selection-color: $ink; }
QTableView::item { padding: 0 8px; border: 0; }
QTableView::item:selected { background: $accent_ground; color: $ink; }
QTableView::item:focus { border: 1px solid $accent; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $secondary; border: 0; border-bottom: 1px solid $hairline_strong;
    padding: 0 8px; min-height: ${button}px; font-size: ${s115}px; font-weight: 600; text-align: ${begin}; }
QHeaderView::section:hover { color: $ink; }
QProgressBar { border: 0; background: $hairline; max-height: 3px; min-height: 3px; }
QProgressBar::chunk { background: $accent; }

#toast { background: $ink; border-radius: 6px; }
#toast QLabel { color: $panel; }
#toastButton { background: transparent; border: 1px solid transparent; color: $toast_link; font-weight: 600;
    padding: 0 8px; font-size: ${s125}px; }
#toastButton:hover { text-decoration: underline; background: transparent; }
#toastButton:focus { border: 1px solid $toast_link; padding: 0 8px; }
#banner { border-bottom: 1px solid $hairline; background: $accent_ground; }
#banner[tone="problem"] { background: $problem_ground; border-bottom-color: $today; }
#banner[tone="problem"] QLabel { color: $ink; }
#dialogFooter { background: $panel; border-top: 1px solid $hairline; }
#selectedMarker { font-size: ${s125}px; min-height: 24px; padding: 0 9px; border-radius: 12px; }
#belowField { background: $panel; border: 1px solid $outline; border-radius: 6px; }
#well { background: $paper; border: 1px solid $hairline; border-radius: 8px; }
#palette { background: $panel; border: 1px solid $outline; }
QMessageBox { background: $panel; }
QMessageBox QLabel { padding-${end}: 12px; }
QMessageBox #qt_msgbox_informativelabel { min-width: ${message}px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")


def wanted_theme(preferences: Preferences) -> Theme:
    """Give the theme for the settings; "auto" asks the desktop, for the colours and for the contrast."""
    wish = preferences.contrast
    has_contrast = desktop_wants_contrast() if wish == "auto" else wish == "high"
    return _THEMES[_wants_dark(preferences.theme), has_contrast]


def _wants_dark(choice: str) -> bool:
    if choice != "auto":
        return choice == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def frame_scheme(choice: str) -> Qt.ColorScheme:
    """Give the colours of the frame that the system draws round a window, for a theme of the settings.

    Unknown lets it follow the system, as "auto" does with what is inside the frame.
    """
    return {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}.get(choice, Qt.ColorScheme.Unknown)


def desktop_wants_contrast() -> bool:
    """Tell whether the desktop asks programs for high contrast."""
    hints = QGuiApplication.styleHints()  # what is asked below goes with it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def dress(app: QApplication, preferences: Preferences) -> Theme:
    """Give the application typeface, palette and sheet of the settings; say which theme it is now."""
    load_fonts()
    if sys.platform in _FRAMED_BY_SCHEME:
        QGuiApplication.styleHints().setColorScheme(frame_scheme(preferences.theme))
    theme = wanted_theme(preferences)
    app.setFont(ui_font(BODY_PX * preferences.text_size / 100))
    app.setPalette(palette_of(theme))
    app.setStyleSheet(sheet_of(theme, preferences.text_size, mirrored=app.isRightToLeft()))
    return theme


def palette_of(theme: Theme) -> QPalette:
    """Put the tokens where `ui.widgets.look` finds them."""
    palette = QPalette()
    roles = {
        Role.Window: theme.panel, Role.Base: theme.panel, Role.AlternateBase: theme.lane, Role.Button: theme.panel,
        Role.WindowText: theme.ink, Role.Text: theme.ink, Role.ButtonText: theme.ink,
        Role.BrightText: theme.secondary, Role.PlaceholderText: theme.faint,
        Role.Mid: theme.hairline, Role.Dark: theme.outline, Role.Light: theme.panel, Role.Shadow: theme.faint,
        Role.Midlight: theme.accent_ground, Role.Highlight: theme.accent, Role.HighlightedText: theme.on_accent,
        Role.Link: theme.accent, Role.LinkVisited: theme.today, Role.Accent: theme.accent,
        Role.ToolTipBase: theme.ink, Role.ToolTipText: theme.panel,
    }  # fmt: skip
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(Group.Disabled, role, QColor(theme.faint))
    palette.setColor(Group.Disabled, Role.Dark, QColor(theme.hairline_strong))
    return palette


def sheet_of(theme: Theme, text_size: int, *, mirrored: bool = False) -> str:
    """Fill the sheet with the colours of `theme` and sizes at `text_size` per cent; Qt mirrors nothing in a sheet."""
    colours = {
        name: getattr(theme, name)
        for name in ("paper", "panel", "lane", "hairline", "hairline_strong", "outline", "ink", "secondary", "faint",
                     "accent", "accent_ground", "on_accent", "today", "success")
    }  # fmt: skip
    accent = QColor(theme.accent)
    colours["accent_hover"] = (accent.lighter(112) if theme.dark else accent.darker(112)).name()
    colours["field_ground"] = theme.paper if theme.dark else theme.panel
    colours["problem_ground"] = "#3A2223" if theme.dark else "#FBECEA"
    colours["toast_link"] = LIGHT.accent if theme.dark else DARK.accent
    sizes = {name: str(round(px * text_size / 100)) for name, px in SIZES.items()}
    begin, end = ("right", "left") if mirrored else ("left", "right")
    return SHEET.substitute(colours, **sizes, begin=begin, end=end)
