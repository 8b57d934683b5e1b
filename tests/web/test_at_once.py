"""The server's small messages leave at once."""

import socket

from trainer.web.front import send_at_once


def test_a_connection_of_a_listening_socket_sends_at_once():
    """Sockets made as Streamlit makes them hand on TCP_NODELAY to what they accept; closed ones do no harm."""
    socket.socket().close()
    with socket.socket() as server, socket.socket() as browser:
        server.bind(("127.0.0.1", 0))
        server.listen()
        send_at_once()
        browser.connect(server.getsockname())
        accepted, _ = server.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
