from mlcr_mm.report.page import render_page
from mlcr_mm.report.section import Picture, Section, Table


def test_everything_is_there_and_nothing_in_it_is_markup():
    evil = '<script>alert("1")</script>'
    page = render_page(evil, [Section(evil, [evil], [Picture('data:,x', f'"{evil}')],
                                      [Table(['a', 'b'], [[evil, '1']], evil)]),
                              Section('facts', [], [], [Table(['', ''], [['key', 'value']])])])
    assert '<script' not in page and page.count('&lt;script&gt;') == 8
    assert '<img src="data:,x" alt="&#34;&lt;script' in page
    assert '<table class="facts">' in page and '<td>value</td>' in page and '<details>' in page
    assert "default-src 'none'" in page and 'http://' not in page and 'https://' not in page
