"""A line between a client and a service on which the service's answers come slowly, or not at all;
the client's own bytes pass at once. What is underway stays with the service: the line buffers next
to nothing.
"""

import selectors
import socket
import threading
import time

SMALL = 4096   # bytes that the kernel keeps of what nobody reads
FULL = 65536   # read at once while the line is as fast as any
TICK = 0.02    # seconds between two looks at a slow line


class SlowLine:
    """Listens on `port` and connects to `to`. As fast as any until `slow` is called."""

    def __init__(self, to):
        self.to = to
        self.allowance = None  # bytes a second; None: as many as come
        self.since = 0.0
        self.passed = 0        # since `slow`
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.pairs = []
        self.ended = 0         # connections that the service has ended
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def slow(self, bytes_a_second):
        self.since, self.passed, self.allowance = time.monotonic(), 0, bytes_a_second

    def run(self):
        self.listener.settimeout(TICK)
        while not self.done.is_set() and not self.pairs:
            try:
                client, _ = self.listener.accept()
            except TimeoutError:
                continue
            service = socket.socket()
            service.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
            service.connect(("127.0.0.1", self.to))
            self.pairs = [client, service]
        if self.pairs:
            self.pass_on(*self.pairs)
        for end in (*self.pairs, self.listener):
            end.close()

    def pass_on(self, client, service):
        with selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ)
            ready.register(service, selectors.EVENT_READ)
            while not self.done.is_set():
                may_read = self.may_read()
                if (may_read > 0) != (service in ready.get_map()):
                    (ready.register(service, selectors.EVENT_READ) if may_read > 0
                     else ready.unregister(service))
                for key, _ in ready.select(TICK):
                    mine = key.fileobj is client
                    try:
                        some = key.fileobj.recv(FULL if mine else may_read)
                        (service if mine else client).sendall(some)
                    except OSError:
                        some = b""
                    if not some:
                        self.ended += not mine
                        return
                    self.passed += 0 if mine else len(some)
                if may_read <= 0 and self.is_over(service):
                    self.ended += 1
                    return

    def may_read(self):
        if self.allowance is None:
            return FULL
        return min(SMALL, int((time.monotonic() - self.since) * self.allowance) - self.passed)

    @staticmethod
    def is_over(service):
        """Whether the service has ended the connection, which somebody who reads nothing would not
        notice."""
        info = service.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)
        return info[0] not in (1,)  # ESTABLISHED

    def close(self):
        self.done.set()
        self.thread.join()
