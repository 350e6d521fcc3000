"""The scripts that the site is built with."""
import sys

import pytest
from doc_blocks import ROOT

sys.path.insert(0, str(ROOT / 'docs' / 'scripts'))
pytest.importorskip('mkdocs')

import links  # noqa: E402
import mathml  # noqa: E402
import rst_docstrings  # noqa: E402


def test_docstrings_become_markdown():
    docstring = '\n'.join([
        'See :class:`mlcr_mm.models.GCNHead` and `Adam <https://a.b/c>`_ of ``(N, C)``, '
        ':math:`x^2`.', '', '.. math::', '    a &= b \\\\', '    c &= d', '', 'A line::', '',
        '    1,``0``', '', 'The end.'])
    assert rst_docstrings.to_markdown(docstring) == '\n'.join([
        'See `GCNHead` and [Adam](https://a.b/c) of `(N, C)`, $x^2$.', '', '',
        '$$ \\begin{aligned}a &= b \\\\ c &= d\\end{aligned} $$', '', 'A line:', '', '```text',
        '1,`0`', '```', '', 'The end.'])


def test_equations_need_no_script():
    page = mathml.on_page_content(
        r'<p><span class="arithmatex">\(a &lt; b\)</span></p>'
        r'<div class="arithmatex">\[\frac12\]</div>')
    assert 'arithmatex' not in page and page.count('<math') == 2 and '&#x0003C;' in page
    assert 'display="block"' in page and '<mfrac>' in page


def test_links_to_tables_stay_on_the_site():
    text = '[a](../configs/results/demo.md), [b](../CONTRIBUTING.md), [c](tools.md)'
    assert links.on_page_markdown(text) == '[a](full_tables/demo.md), b, [c](tools.md)'
