# SPDX-License-Identifier: GPL-3.0-or-later
# The peer: uvicorn with h11 and asyncio, the stack of the lesson, with the same body. Prints its port.
import socket
import uvicorn

BODY = b'{"data": "expensive result"}'


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    status = 200 if scope["path"] == "/data" else 404
    await send({"type": "http.response.start", "status": status,
                "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]})
    await send({"type": "http.response.body", "body": BODY})


listening = socket.socket()
listening.bind(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
config = uvicorn.Config(app, loop="asyncio", http="h11", log_level="error", access_log=False, lifespan="off")
uvicorn.Server(config).run(sockets=[listening])
