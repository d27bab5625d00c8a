"""What stands in the fields of the event editor, as plain texts: kept while one types, put back after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline_app.ui.events.editor import EventEditor
    from timeline_app.ui.events.event_form import EventForm
    from timeline_app.ui.events.evidence_form import EvidenceForm
    from timeline_app.ui.widgets.menu_button import Choice

Texts = dict[str, Any]


def texts_of(editor: EventEditor) -> Texts:
    """Give all that stands in an editor; reading it changes nothing."""
    return {"event": _event(editor.form), "evidence": [_evidence(form) for form in editor.evidence_forms]}


def put_back(texts: Texts, editor: EventEditor) -> None:
    """Fill texts into an editor that was opened for the same event; what cannot be made out is left as it is."""
    _fill_event(editor.form, _texts(texts.get("event")))
    listed = texts.get("evidence")
    known = {form.known_id: form for form in editor.evidence_forms if form.known_id}
    for each in listed if isinstance(listed, list) else []:
        plain = _texts(each)
        form = known.get(plain.get("known", "")) or editor.add_evidence()
        _fill_evidence(form, plain)
    editor.form.title.setFocus()


def _event(form: EventForm) -> dict[str, str]:
    return {
        "title": form.title.text(),
        "start": form.start.field.text(),
        "end": form.end.field.text(),
        "zone": str(form.zone.currentData() or ""),
        "status": str(form.status.currentData() or ""),
        "importance": str(form.importance.currentData() or ""),
        "category": form.category.text(),
        "place": form.place.text(),
        "actors": form.actors.text(),
        "tags": form.tags.text(),
        "summary": form.summary.toPlainText(),
        "notes": form.notes.toPlainText(),
    }


def _fill_event(form: EventForm, texts: dict[str, str]) -> None:
    _choose(form.zone, texts.get("zone", ""))
    for name, date in (("start", form.start), ("end", form.end)):
        if name in texts and texts[name] != date.field.text():
            date.set_words(texts[name])
    _choose(form.status, texts.get("status", ""))
    if texts.get("importance", "") in {"1", "2", "3", "4", "5"}:
        form.importance.setCurrentIndex(int(texts["importance"]) - 1)
    for name in ("title", "category", "place", "actors", "tags"):
        if name in texts:
            getattr(form, name).setText(texts[name])
    for name in ("summary", "notes"):
        if name in texts:
            getattr(form, name).setPlainText(texts[name])


def _evidence(form: EvidenceForm) -> dict[str, str]:
    return {
        "known": form.known_id,
        "title": form.title.text(),
        "publisher": form.publisher.text(),
        "date": form.date.text(),
        "url": form.url.text(),
        "kind": str(form.kind.currentData() or ""),
        "exact": form.exact.toPlainText(),
    }


def _fill_evidence(form: EvidenceForm, texts: dict[str, str]) -> None:
    for name in ("title", "publisher", "date", "url"):
        field = getattr(form, name)
        if name in texts and texts[name] != field.text():
            field.setText(texts[name])
            field.setModified(True)
    _choose(form.kind, texts.get("kind", ""))
    if "exact" in texts:
        form.exact.setPlainText(texts["exact"])


def _choose(choice: Choice, value: str) -> None:
    index = choice.findData(value)
    if index >= 0:
        choice.setCurrentIndex(index)


def _texts(value: object) -> dict[str, str]:
    """Hold what a file says to texts by names."""
    pairs = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in pairs if isinstance(name, str) and isinstance(text, str)}
