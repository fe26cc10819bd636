"""`minuted serve`: the web face on this machine.

It belongs to the web face and not to `cli`, which knows it by name only.
"""

import secrets
import socket
import sys
import webbrowser
from datetime import date
from pathlib import Path

import click

from minuted.errors import WorkspaceError
from minuted.tasks.desk import open_desk
from minuted.tasks.who import who

HOST = "127.0.0.1"
THREADS = 8


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8090,
    show_default=True,
    help="Where on this machine; the next free one if it is taken.",
)
@click.option("--no-browser", is_flag=True, help="Print the link, and open no browser.")
@click.pass_context
def command(ctx: click.Context, port: int, no_browser: bool) -> None:
    """Open the pages for clerks, governors and the office on this machine.

    They are the same tasks as the commands, and the same ledger in git. Only this machine can reach
    them, and only by the link that is printed. Ctrl-C ends it.
    """
    from waitress.server import create_server

    from minuted.web.app import create_app
    from minuted.web.person import Person

    folder = ctx.obj if isinstance(ctx.obj, Path) else Path()
    root = open_desk(folder).workspace.root
    name = who(root)
    listener = _listen(port)
    port = listener.getsockname()[1]
    token = secrets.token_urlsafe(24)
    app = create_app(
        root,
        today=date.today,
        person=lambda: Person(name),
        token=token,
        hosts=(f"{HOST}:{port}", f"localhost:{port}"),
    )
    server = create_server(app, sockets=[listener], threads=THREADS, ident="minuted")
    link = f"http://{HOST}:{port}/?token={token}"
    click.echo(link)
    click.echo("Open this link in a browser on this machine. Ctrl-C ends it.", err=True)
    sys.stdout.flush()
    if not no_browser:
        webbrowser.open(link)
    try:
        server.run()
    finally:
        server.close()


def _listen(port: int) -> socket.socket:
    """Return a socket that listens on this machine only, at the port or one of the next twenty."""
    for one in range(port, min(port + 20, 65536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform == "win32":  # else two servers could share a port, and a page be another's
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, one))
        except OSError:
            listener.close()
            continue
        listener.listen(128)
        return listener
    raise WorkspaceError(
        f"Ports {port} to {one} of this machine are all taken.",
        "Name another: minuted serve --port 9000.",
    )
