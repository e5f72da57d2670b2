"""What a page must be for whoever cannot see it, has no mouse, or holds a telephone."""

from pathlib import Path

from tests.support.chromium import DESKTOP, TELEPHONE, Screen

_AXE = (Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js").read_text("utf-8")
_HAS_AXE = "return 'axe' in window;"
_RUN_AXE = """
const done = arguments[0];
axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations
  .filter(each => ['serious', 'critical'].includes(each.impact))
  .map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' '))));
"""
_TOO_WIDE = """
return Array.from(document.querySelectorAll(
  document.documentElement.scrollWidth > innerWidth ? 'body *' : 'no-such-thing'))
  .filter(each => each.getBoundingClientRect().right > innerWidth)
  .map(each => each.outerHTML.slice(0, 100));
"""
_KEYBOARD = """
const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
const look = each => { const style = getComputedStyle(each);
  return style.outlineStyle + style.outlineWidth + style.outlineColor + style.boxShadow; };
return Array.from(document.querySelectorAll(wanted))
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled)
  .filter(each => each.id !== 'main')
  .filter(each => {
    document.activeElement.blur();
    const before = look(each);
    each.focus({focusVisible: true});
    return document.activeElement !== each || look(each) === before || each.tabIndex > 0;
  })
  .map(each => each.outerHTML.slice(0, 100));
"""


def faults(screen: Screen, *widths: int) -> list[str]:
    """What is seriously wrong with the page that is open, at these widths or at both."""
    found = []
    for width in widths or (DESKTOP, TELEPHONE):
        screen.resize(width)
        if not screen.script(_HAS_AXE):
            screen.script(_AXE)
        found += screen.answer_of(_RUN_AXE)
    found += [f"wider than a telephone: {each}" for each in screen.script(_TOO_WIDE)]
    found += [f"the focus does not show: {each}" for each in screen.script(_KEYBOARD)]
    return found + [told for told in screen.console() if "Content Security Policy" in told]
