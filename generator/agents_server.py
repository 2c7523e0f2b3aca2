"""The door for agents: the questions of `agents` as tools of the Model Context Protocol, by its official SDK."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from papershelf import __version__
from papershelf.agents import Desk
from papershelf.errors import PapershelfError

_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False, destructive_hint=False)


def server(desk: Desk, name: str) -> MCPServer:
    """A server of a shelf, not yet running."""
    made = MCPServer(
        name, version=__version__, log_level="CRITICAL",
        instructions=f"{name}: research papers on a shelf, with evidence for everything that is said of them. Begin "
                     "with search; slugs of its answers go into paper, related and cite.")
    for question in (desk.search, desk.paper, desk.related, desk.topic, desk.tag, desk.author, desk.new_since,
                     desk.cite):
        made.tool(annotations=_READS, structured_output=False)(_told(question))
    return made


def serve(desk: Desk, name: str) -> None:
    """Answer on standard input and output until the other side ends it."""
    server(desk, name).run("stdio")


def _told(question: Callable[..., dict[str, Any]]) -> Callable[..., str]:
    """A question whose answer is JSON without a space too many, and whose errors of the asker are told as they are."""
    @wraps(question)
    def asked(*values: Any, **named: Any) -> str:
        try:
            return json.dumps(question(*values, **named), ensure_ascii=False)
        except PapershelfError as error:
            raise ToolError(str(error)) from error

    asked.__annotations__ = {**question.__annotations__, "return": str}
    return asked
