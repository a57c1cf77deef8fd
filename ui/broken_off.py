"""Requests whose sender goes away, such as an upload that is given up: a line, not a traceback.

Gradio lets the error of a body that breaks off pass to the server, which logs where it was raised.
This module knows nothing of what was asked.
"""

import logging

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send


class BrokenOff:
    """Ends a request that breaks off quietly: nobody is there to be answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as long as its sender is there."""
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            logging.getLogger(__name__).warning("a request to %s was broken off", scope["path"])
