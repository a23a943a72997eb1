# SPDX-License-Identifier: GPL-3.0-or-later
"""A relay in front of a server: it adds TLS, or cuts a connection.

    with Relay(server.port, limit=5000) as relay:    # octets from the server
    with Relay(server.port, said_limit=500) as relay:  # from the client
    with Relay(server.port, word=b"QUIT") as relay:  # once the client said so

The first connection that gets so far is cut, later ones pass. With `instead`
that is called and nothing is cut. What the client
said is in `said`, how many octets the server sent in `heard`.
"""

import asyncio
import socket
import threading


class Relay:
    def __init__(self, target, tls=None, limit=None, said_limit=None,
                 word=None, cut=None, instead=None, port=0):
        self._target = target
        self._limit = limit
        self._said_limit = said_limit
        self._word = word
        self._on_cut = cut
        self._instead = instead
        self.was_cut = False
        self.said = b""
        self.heard = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._server = self._call(
            asyncio.start_server(self._serve, "127.0.0.1", port, ssl=tls)
        )
        self.port = self._server.sockets[0].getsockname()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def _call(self, coroutine):
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        return future.result(timeout=20)

    def stop(self):
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self):
        self._server.close()
        this = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not this]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader, writer):
        try:
            theirs, ours = await asyncio.open_connection(
                "127.0.0.1", self._target
            )
        except OSError:
            writer.close()
            return
        try:
            await asyncio.gather(
                self._from_client(reader, ours),
                self._from_server(theirs, writer, ours),
            )
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for each in (writer, ours):
                each.close()

    async def _from_client(self, reader, writer):
        while octets := await reader.read(65536):
            octets, over = self._until(
                self._said_limit, len(self.said), octets
            )
            self.said += octets
            writer.write(octets)
            await writer.drain()
            if over or self._word is not None and self._word in octets:
                self._cut()
        writer.write_eof()

    async def _from_server(self, reader, writer, ours):
        passed = 0
        sock = ours.get_extra_info("socket")
        while octets := await reader.read(65536):
            # Servers that send an answer in pieces must not wait for us.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            octets, over = self._until(self._limit, passed, octets)
            writer.write(octets)
            await writer.drain()
            passed += len(octets)
            self.heard += len(octets)
            if over:
                self._cut()
        writer.close()

    def _until(self, limit, passed, octets):
        """What of them passes, and whether the limit was reached."""
        over = limit is not None and passed + len(octets) > limit
        if over and not self.was_cut and self._instead is None:
            octets = octets[:limit - passed]
        return octets, over

    def _cut(self):
        """Ends both sides, the first time."""
        if self.was_cut:
            return
        self.was_cut = True
        if self._instead is not None:
            self._instead()
            return
        if self._on_cut is not None:
            self._on_cut()
        raise ConnectionAbortedError
