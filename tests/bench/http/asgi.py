# SPDX-License-Identifier: GPL-3.0-or-later
# The peer: uvicorn with h11 and asyncio, the stack of the lesson, with the same bodies: one at once, one from the
# thread pool. Prints its port.
import asyncio
import socket
import uvicorn

BODY = b'{"data": "expensive result"}'


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    path = scope["path"]
    status, body = 200, BODY
    if path.startswith("/compute/"):
        n = int(path.removeprefix("/compute/"))
        result = await asyncio.get_running_loop().run_in_executor(None, lambda: n * n)
        body = b'{"result":%d}' % result
    elif path != "/data":
        status = 404
    await send({"type": "http.response.start", "status": status,
                "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})


listening = socket.socket()
listening.bind(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
config = uvicorn.Config(app, loop="asyncio", http="h11", log_level="error", access_log=False, lifespan="off")
uvicorn.Server(config).run(sockets=[listening])
