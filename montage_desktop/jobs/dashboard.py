"""RQ's own dashboard (the package rq-dashboard, an extra) against our server: for people who know RQ, to look at.

It listens on this computer alone, under a path that nobody can guess, and can delete nothing: a task that is taken out
of RQ's queues behind the program's back would only be given again.
"""

from __future__ import annotations

import importlib.util
import logging
import secrets
from collections.abc import Callable
from typing import Any

from montage_desktop.core.errors import InputError, TransientError

HOST = "127.0.0.1"
_POLL_MS = 2000


def is_installed() -> bool:
    """Whether the extra is here."""
    try:
        return importlib.util.find_spec("rq_dashboard") is not None
    except ValueError:  # it was kept from being imported
        return False


def require_installed() -> None:
    """Refuse to begin without the extra.

    Raises:
        InputError: ``dashboard.not_installed``.
    """
    if not is_installed():
        raise InputError(
            "dashboard.not_installed",
            "RQ's dashboard is not installed.",
            fix="Install it with: pip install rq-dashboard",
        )


def serve(url: str, *, port: int = 0, on_ready: Callable[[str], None]) -> None:
    """Serve the dashboard until the process is told to end. Blocks. Main thread only.

    Args:
        url: of Redis. port: 0: any that is free. on_ready: told the dashboard's address, which is its only key.

    Raises:
        InputError: ``dashboard.not_installed``. TransientError: ``dashboard.port``: it is taken.
    """
    require_installed()
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it would write the address down with every request
    key = f"/{secrets.token_urlsafe(18)}"
    try:
        server = make_server(HOST, port, _app(url, key), threaded=True)
    except (OSError, SystemExit) as e:
        raise TransientError(
            "dashboard.port", f"The dashboard cannot listen on port {port}.", fix="Choose another one.", detail=str(e)
        ) from e
    on_ready(f"http://{HOST}:{server.server_port}{key}/")
    server.serve_forever()


def _app(url: str, key: str) -> Any:
    """The dashboard as a WSGI application below a path."""
    import rq.serializers

    # Its pages of single tasks take RQ's default, which is pickle: whoever can write to Redis could run code here.
    rq.serializers.DefaultSerializer = rq.serializers.JSONSerializer
    from rq_dashboard import web
    from rq_dashboard.cli import make_flask_app

    web.config.serializer = rq.serializers.JSONSerializer
    app = make_flask_app(None, None, None, key)
    app.config["RQ_DASHBOARD_REDIS_URL"] = url
    app.config["RQ_DASHBOARD_DISABLE_DELETE"] = True
    app.config["RQ_DASHBOARD_POLL_INTERVAL"] = _POLL_MS
    web.setup_rq_connection(app)
    return app
