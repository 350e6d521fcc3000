"""A real browser without a window; tests that need one skip where it is not installed."""
import json
import os
import shutil
import time
from contextlib import contextmanager

import pytest

CHROMIUM = shutil.which('chromium') or shutil.which('chromium-browser')
DRIVER = shutil.which('chromedriver')

needs_chromium = pytest.mark.skipif(not (CHROMIUM and DRIVER),
                                    reason='needs the packages chromium and chromium-driver')


@contextmanager
def open_browser(downloads):
    """Headless Chromium that keeps what it downloads in a folder and logs what it asks for."""
    webdriver = pytest.importorskip('selenium.webdriver')
    from selenium.webdriver.chrome.service import Service

    os.environ['SE_AVOID_STATS'] = 'true'
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ('--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
                     '--window-size=1100,1800', '--use-fake-device-for-media-stream',
                     '--use-fake-ui-for-media-stream'):
        options.add_argument(argument)
    options.add_experimental_option('prefs', {'download.default_directory': str(downloads)})
    options.set_capability('goog:loggingPrefs', {'performance': 'ALL'})
    driver = webdriver.Chrome(options, Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def hosts_asked(driver):
    """Addresses that the pages asked for since the last call."""
    messages = [json.loads(entry['message'])['message'] for entry in driver.get_log('performance')]
    return {message['params']['request']['url'] for message in messages
            if message['method'] == 'Network.requestWillBeSent'}


def wait_for(condition, seconds=90):
    """The first true value of a condition; waits for it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.2)
    raise AssertionError(f'nothing came of {condition} within {seconds} seconds')
