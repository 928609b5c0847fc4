"""Translates an ASGI scope to the environ of WSGI (PEP 3333)."""

import sys
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from lyceum.platform.asgi import Scope
from lyceum.platform.gate.bodies import Body

type Environ = dict[str, Any]

_UNPREFIXED: Final = frozenset({"CONTENT_LENGTH", "CONTENT_TYPE"})


def make_environ(scope: Scope, body: Body) -> Environ:
    """Describe the request and its received body to a WSGI application."""
    host, port = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    return {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": body.file,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **_header_variables(scope),
    }


def _header_variables(scope: Scope) -> dict[str, str]:
    """Name each header as CGI does; repeated ones are joined (RFC 9110 §5.3, cookies RFC 9113 §8.2.3)."""
    variables: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name:
            continue  # X_Forwarded_For must not pass for X-Forwarded-For
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        name = name if name in _UNPREFIXED else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        joint = "; " if name == "HTTP_COOKIE" else ","
        variables[name] = f"{variables[name]}{joint}{value}" if name in variables else value
    return variables
