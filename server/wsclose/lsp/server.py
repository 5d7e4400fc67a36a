"""The language server's process: from its start to the moment when the client leaves."""

import gc
import logging
import sys

from wsclose.garbage import collect_seldom
from wsclose.lsp import transport


def run(tcp: int | None) -> None:
    """Serve one client, on standard input and output or on a port of the loopback interface, until it leaves.

    Raises SystemExit with the status that the protocol asks for: 0 after `shutdown` and `exit`, 1 after `exit` alone.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    incoming, outgoing = transport.standard_streams() if tcp is None else transport.accept_one(tcp)
    inbox = transport.Inbox()
    transport.start_reading(incoming, inbox)

    # The protocol's types are thousands of objects that live as long as the process. While they are made there is
    # nothing to collect, and later no keystroke waits for them to be looked at.
    gc.disable()
    from wsclose.lsp.features import make
    from wsclose.lsp.session import ToClient

    server = make(inbox)
    gc.enable()
    collect_seldom()

    server.protocol.set_writer(transport.Writer(outgoing, inbox))
    logging.getLogger("wsclose").addHandler(ToClient(server))
    transport.serve(inbox, server.protocol.handle_body, server.publish, server.rest)
