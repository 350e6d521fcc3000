import asyncio
import os

from mlcr_mm.demo.offline import SameOrigin, forbid_telemetry


def test_every_answer_carries_the_policy():

    async def app(scope, receive, send):
        await send({'type': 'http.response.start', 'status': 200, 'headers': [(b'a', b'b')]})
        await send({'type': 'http.response.body', 'body': b'x'})

    sent = []

    async def keep(message):
        sent.append(message)

    asyncio.run(SameOrigin(app)({'type': 'http'}, None, keep))
    headers = dict(sent[0]['headers'])
    assert headers[b'a'] == b'b' and sent[1]['body'] == b'x'
    policy = headers[b'content-security-policy'].decode()
    assert "default-src 'self'" in policy and 'http' not in policy and '*' not in policy


def test_reports_are_off(monkeypatch):
    monkeypatch.setenv('GRADIO_ANALYTICS_ENABLED', 'True')
    forbid_telemetry()
    assert os.environ['GRADIO_ANALYTICS_ENABLED'] == 'False'
