"""Drives a page in Chromium as a reader would: sizes, light and dark, keys, clicks; says what it asked for."""

from __future__ import annotations

import time
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bench.browser import Browser

LIMIT_S = 300
"""Only a browser that hangs takes as long."""
KEYS = {
    "ArrowRight": 39, "ArrowLeft": 37, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9, "Enter": 13, "Escape": 27, " ": 32,
    "Home": 36, "End": 35,
}  # fmt: skip


class WebPage:
    """A page in a browser that is shared by the tests: each `open` begins anew."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._served: dict[str, str] = {}
        self._answered = 0
        for domain in ("Page", "Network", "Runtime", "Log", "DOM"):
            browser.command(f"{domain}.enable")

    def open(
        self,
        page: Path | str,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        script: bool = True,
        wishes: Mapping[str, str] | None = None,
    ) -> None:
        """Load a page and wait until its script is done; `wishes` of the reader are values of media features."""
        command = self.browser.command
        command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        others = [{"name": name, "value": value} for name, value in (wishes or {}).items()]
        command("Emulation.setEmulatedMedia", media="", features=[scheme, *others])
        command("Emulation.setScriptExecutionDisabled", value=not script)
        command("Fetch.disable")
        self.browser.told.clear()
        self._answered = 0
        command("Page.navigate", url="about:blank")
        address = page if isinstance(page, str) else page.as_uri()
        command("Page.navigate", LIMIT_S, url=address)
        ready = (
            "document.documentElement?.dataset.ready !== undefined" if script else "document.readyState === 'complete'"
        )
        self.wait(f"location.href !== 'about:blank' && {ready}")

    def run(self, script: str) -> Any:
        """Give what a script in the page gives."""
        return self.browser.run(script, LIMIT_S)

    def wait(self, condition: str) -> None:
        """Wait until a condition holds in the page; asked from outside, since without scripts it has no clock."""
        until = time.monotonic() + LIMIT_S
        while not self.browser.run(f"Boolean({condition})", LIMIT_S):
            self._answer_requests()
            if time.monotonic() > until:
                raise AssertionError(f"it never came true: {condition}")
            time.sleep(0.01)

    def serve(self, pages: Mapping[str, str], address: str) -> None:
        """Open an address of a web that is not there: what it holds is given to the browser, nothing leaves it."""
        self._served = dict(pages)
        self.browser.command("Fetch.enable")
        self.run(f"void setTimeout(() => {{ location.href = {address!r}; }})")
        until, wanted = time.monotonic() + LIMIT_S, self._answered + len(pages)
        while self._answered < wanted:  # a script that is asked for meanwhile may be lost with the page it ran in
            self.browser.hear(0.05)
            self._answer_requests()
            assert time.monotonic() < until, f"{wanted - self._answered} of {len(pages)} pages were not asked for"
        self.wait(f"location.href === {address!r} && document.readyState === 'complete'")

    def _answer_requests(self) -> None:
        paused = [told["params"] for told in self.browser.told if told["method"] == "Fetch.requestPaused"]
        for request in paused[self._answered :]:
            self._answered += 1
            body = self._served.get(request["request"]["url"].split("#")[0])
            code, text = (404, "") if body is None else (200, body)
            self.browser.command(
                "Fetch.fulfillRequest",
                requestId=request["requestId"],
                responseCode=code,
                responseHeaders=[{"name": "Content-Type", "value": "text/html; charset=utf-8"}],
                body=b64encode(text.encode()).decode(),
            )

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        named = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        typed = {"text": "\r"} if key == "Enter" else {"text": " "} if key == " " else {}
        self.browser.command("Input.dispatchKeyEvent", type="keyDown", **named, **typed)
        self.browser.command("Input.dispatchKeyEvent", type="keyUp", **named)

    def type(self, text: str) -> None:
        """Put text where the caret is, as an input method does."""
        self.browser.command("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Click into the middle of an element."""
        box = self.run(
            f"(() => {{ const node = document.querySelector({selector!r}); node.scrollIntoView({{block: 'center'}});"
            " const {left, width, top, height} = node.getBoundingClientRect();"
            " return [left + width / 2, top + height / 2]; })()"
        )
        self.drag((box[0], box[1]), (box[0], box[1]))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press the button at one point and let it go at another."""
        button: dict[str, Any] = {"button": "left", "clickCount": 1}
        pointer = self.browser.command
        pointer("Input.dispatchMouseEvent", type="mouseMoved", x=start[0], y=start[1])
        pointer("Input.dispatchMouseEvent", type="mousePressed", x=start[0], y=start[1], buttons=1, **button)
        if start != end:
            for share in (0.3, 0.6, 1.0):
                x, y = (one + (other - one) * share for one, other in zip(start, end, strict=True))
                pointer("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y, buttons=1, button="left")
        pointer("Input.dispatchMouseEvent", type="mouseReleased", x=end[0], y=end[1], **button)

    def shoot(self, path: Path, *, whole: bool = False) -> None:
        """Take a picture of what is seen, or of the whole page."""
        answer = self.browser.command("Page.captureScreenshot", LIMIT_S, format="png", captureBeyondViewport=whole)
        path.write_bytes(b64decode(answer["data"]))

    def pdf(self) -> bytes:
        """Print the page."""
        answer = self.browser.command("Page.printToPDF", LIMIT_S, preferCSSPageSize=True, printBackground=False)
        return b64decode(answer["data"])

    def requests(self) -> list[str]:
        """Give what the page asked for since it was opened, itself and what lies in it left aside."""
        self.run("0")  # what was told is taken in with an answer
        asked = [
            told["params"]["request"]["url"]
            for told in self.browser.told
            if told["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in asked if not url.startswith(("data:", "about:")) and url.split("#")[0] != self.address()]

    def complaints(self) -> list[str]:
        """Give what the browser complained of: errors of scripts, and what the policy kept from running."""
        self.run("0")
        return [
            str(told["params"])
            for told in self.browser.told
            if told["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")
            or (told["method"] == "Runtime.consoleAPICalled" and told["params"]["type"] == "error")
        ]

    def address(self) -> str:
        """Give the address of the page, without what stands behind #."""
        return str(self.run("location.href.split('#')[0]"))
