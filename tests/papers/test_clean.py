"""Text for XML holds no character that XML forbids."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from casework.papers.clean import clean


@given(st.text())
def test_whatever_was_typed_xml_can_hold_it(typed):
    element = etree.Element("t")
    element.text = clean(typed)
    assert etree.tostring(element)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_left_alone(typed):
    assert clean(typed) == typed
