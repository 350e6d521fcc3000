"""The page talks to this machine alone."""
import os
from typing import Any, Awaitable, Callable

# What it may load and where it may send: only the server that it comes from. Gradio's page names
# fonts and a script of other hosts, which it also works without.
_POLICY = ("default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
           "style-src 'self' 'unsafe-inline'; form-action 'self'; frame-ancestors 'self'")


def forbid_telemetry() -> None:
    """Switch off what gradio and its packages would report, before they are imported."""
    os.environ['GRADIO_ANALYTICS_ENABLED'] = 'False'
    os.environ['HF_HUB_DISABLE_TELEMETRY'] = '1'


class SameOrigin:
    """ASGI middleware that forbids browsers to load anything from elsewhere.

    Args:
        app (Callable): The application.
    """

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, with the policy in its header."""

        async def send_with_policy(message: Any) -> None:
            if message['type'] == 'http.response.start':
                message['headers'] = [*message.get('headers', ()), (
                    b'content-security-policy', _POLICY.encode())]
            await send(message)

        await self.app(scope, receive, send_with_policy if scope['type'] == 'http' else send)
