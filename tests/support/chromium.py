"""The Chromium that is installed, used as a person uses it: words are looked for, keys pressed.

Nothing here waits for a length of time; everything waits until something is so.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

DESKTOP, TELEPHONE = 1366, 390
"""Widths of a page in CSS pixels: the office's notebook, and a telephone."""

_PATIENCE = 30
_KEYS_A_CHARACTER = 3
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-gpu",
    "--no-first-run",
    "--force-device-scale-factor=1",
    "--force-prefers-reduced-motion",  # gliding moves buttons away from the click
)
_LEAVE = "(document.querySelector('h1') || document.body).setAttribute('data-left', '')"
_ARRIVED = """
return document.querySelector('h1') !== null && document.querySelector('[data-left]') === null
  && document.readyState === 'complete'
  && !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling');
"""

_SEEN = """
const found = document.evaluate(arguments[0], document, null, 7, null), seen = [];
for (let i = 0; i < found.snapshotLength; i++) {
  const each = found.snapshotItem(i);
  if (each.checkVisibility({visibilityProperty: true})) { seen.push(each); }
}
return seen;
"""


@contextmanager
def chromium(downloads: Path, width: int = DESKTOP) -> Iterator["Screen"]:
    """A browser without a history that saves files into a folder."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in _FLAGS:
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.page_load_strategy = "none"  # `turning` waits for what the test needs, and no longer
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = Service(shutil.which("chromedriver"), env=os.environ | {"LANGUAGE": "en_US"})
    driver = Chrome(options, service)
    try:
        screen = Screen(driver)
        screen.resize(width)
        yield screen
    finally:
        driver.quit()


class Screen:
    """A page in the browser, and the hands before it."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver
        self.clicks = 0
        """How often something was clicked on so far."""
        self.keys = 0
        """How many keys were pressed so far."""
        self.fields = 0
        """How many fields were filled so far."""

    # -- looking ------------------------------------------------------------------------------

    def resize(self, width: int, height: int = 900) -> None:
        """Make the page as wide as that, in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def open(self, address: str) -> Self:
        """Type an address."""
        with self.turning():
            self.driver.get(address)
        return self

    @property
    def heading(self) -> str:
        """The heading of the page."""
        return self.one("//h1").text

    @property
    def text(self) -> str:
        """What the page says, its heading and its messages included."""
        return self.one("//main").text

    def one(self, path: str) -> WebElement:
        """The first thing at an XPath that can be seen; waits for it."""
        return self.all(path)[0]

    def all(self, path: str) -> list[WebElement]:
        """Everything at an XPath that can be seen; waits for the first."""
        found: list[WebElement] = self.until(
            lambda driver: driver.execute_script(_SEEN, path), f"nothing to be seen at {path}"
        )
        return found

    def until(self, true: Any, otherwise: str = "") -> Any:
        """Wait until something of the driver is so; gives it."""
        # Whatever the driver says while one page gives way to the next: it is asked again.
        return WebDriverWait(self.driver, _PATIENCE, 0.02, [WebDriverException]).until(
            true, otherwise
        )

    def script(self, source: str, *arguments: Any) -> Any:
        """What a script in the page answers."""
        return self.driver.execute_script(source, *arguments)

    def answer_of(self, source: str, *arguments: Any) -> Any:
        """What a script in the page tells in the end to the function that it is given last."""
        return self.driver.execute_async_script(source, *arguments)

    def console(self) -> list[str]:
        """What the browser has told on its console since it was asked last."""
        entries = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries]

    # -- acting -------------------------------------------------------------------------------

    def follow(self, words: str) -> Self:
        """Click on the link or the button that says these words, and wait for the next page."""
        said = f"normalize-space()='{words}' and not(@aria-hidden)"
        with self.turning():
            self._click(self.one(f"//a[{said}]|//button[{said}]|//input[@value='{words}']"))
        return self

    def click(self, words: str) -> Self:
        """Click on what leads to no other page, such as a download."""
        self._click(self.one(f"//a[normalize-space()='{words}']"))
        return self

    def unfold(self, words: str) -> Self:
        """Open what is folded under these words."""
        self._click(self.one(f"//summary[starts-with(normalize-space(),'{words}')]"))
        return self

    def pick(self, words: str, legend: str = "") -> Self:
        """Click on the label of a radio button or a box, under its legend if that is needed."""
        within = f"//fieldset[legend[{_begins(legend)}]]" if legend else ""
        self._click(self.one(f"{within}//label[normalize-space()='{words}']"))
        return self

    def fill(self, label: str, value: str) -> Self:
        """Type into the field with this label, over what stands there; a day as 2023-02-06."""
        field = self.field(label)
        self.fields += 1
        if field.tag_name == "select":
            self._type(field, value)
        elif field.get_attribute("type") == "date":
            self._type_day(field, value)
        else:
            field.send_keys(Keys.CONTROL, "a")
            self._type(field, value)
        return self

    def answer(self, label: str, value: str) -> Self:
        """Give a value where either a radio button or a field may stand."""
        legends = self.driver.find_elements(By.XPATH, f"//fieldset[legend[{_begins(label)}]]")
        return self.pick(value, label) if legends else self.fill(label, value)

    def field(self, label: str) -> WebElement:
        """The field with this label."""
        wanted = self.one(f"//label[{_begins(label)}]").get_attribute("for")
        return self.one(f"//*[@id='{wanted}']")

    def press(self, *keys: str) -> Self:
        """Press keys one after the other, wherever the focus is."""
        self.keys += len(keys)
        for key in keys:
            self.focus.send_keys(key)
        return self

    @property
    def focus(self) -> WebElement:
        """Where the focus is."""
        return self.driver.switch_to.active_element

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Whatever is done here leads to another page; leave when it is there."""
        self.script(_LEAVE)
        yield
        self.until(lambda driver: driver.execute_script(_ARRIVED), "the page did not turn")

    def _click(self, what: WebElement) -> None:
        self.clicks += 1
        what.click()

    def _type(self, field: WebElement, value: str) -> None:
        """Press the keys; Chinese comes as the input method gives it, some keys a character."""
        self.keys += sum(1 if each.isascii() else _KEYS_A_CHARACTER for each in value)
        if value.isascii() or field.tag_name == "select":
            field.send_keys(value)
        else:
            self.driver.execute_cdp_cmd("Input.insertText", {"text": value})

    def _type_day(self, field: WebElement, day: str) -> None:
        """Month, day and year, as an English browser asks: its words are always installed."""
        year, month, date = day.split("-")
        self._type(field, month + date + year)
        self.until(lambda _: field.get_attribute("value") == day, f"typed {day}")


def _begins(words: str) -> str:
    """An XPath condition: the text is these words, whether or not marked as needed."""
    return f"normalize-space()='{words}' or normalize-space()='{words} *'"
