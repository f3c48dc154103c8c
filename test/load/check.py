#!/usr/bin/env python3
"""Many idle and slow clients beside ordinary ones, more work than there are hands, a long day, and the end of it.

usage: check.py [sqlite|postgresql] [--short]

Speeds are only compared with speeds of the same run: with 5,000 idle connections and 500 that send a byte a second, an answer may
take twice as long as without them. --short: a tenth of everything.
"""
import asyncio
import json
import pathlib
import random
import resource
import signal
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

report = server.Report()
scale = 10 if "--short" in sys.argv else 1
idle_clients, slow_clients, asked_at_once = 5000 // scale, 500 // scale, 8
feedback = json.dumps({"source": "api", "channel": "web", "comment": "Quick and friendly.", "ratings": [{"metric": "nps", "value": 9}]}).encode()


def head(styk, method, path, length=None, who=None):
    lines = [f"{method} {path} HTTP/1.1", "Host: x"]
    if who != "nobody":
        lines.append(f"Authorization: Bearer {styk.token()}")
    if length is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {length}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def read_answer(reader):
    """(status, headers, body) of the next answer."""
    raw = await reader.readuntil(b"\r\n\r\n")
    first, *lines = raw.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines if line)}
    return int(first.split()[1]), headers, await reader.readexactly(int(headers.get("content-length", "0")))


async def first_answers(styk, made):
    """Each of these connections has asked once, so that it is idle and not new."""
    for _, writer in made:
        writer.write(head(styk, "GET", "/healthz", who="nobody"))
    for reader, _ in made:
        await read_answer(reader)


async def ordinary(styk, seconds, times, wrong):
    """Somebody who reads figures and sends feedback, one after the other, on a kept connection."""
    reader, writer = await asyncio.open_connection(*styk.address)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for request in (head(styk, "GET", "/api/v1/insights/tally?metric=nps"), head(styk, "POST", "/api/v1/feedback", len(feedback)) + feedback):
            begun = time.monotonic()
            writer.write(request)
            status, _, _ = await read_answer(reader)
            times.append(time.monotonic() - begun)
            if status not in (200, 201):
                wrong.append(status)
    writer.close()


async def measure(styk, seconds):
    times, wrong = [], []
    await asyncio.gather(*(ordinary(styk, seconds, times, wrong) for _ in range(asked_at_once)))
    report.equal(wrong, [], "ordinary requests are answered")
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)], len(times)


class Crowd:
    """Connections that say nothing, and connections that say a byte a second: what a server with a thread a client dies of."""

    def __init__(self, styk):
        self.styk, self.idle, self.slow, self.ended = styk, [], [], 0

    async def gather(self):
        for at in range(0, idle_clients, 250):
            made = await asyncio.gather(*(asyncio.open_connection(*self.styk.address) for _ in range(min(250, idle_clients - at))))
            await first_answers(self.styk, made)
            self.idle += made
        for n in range(slow_clients):
            self.slow.append(asyncio.create_task(self.trickle(n)))

    async def trickle(self, n):
        """A byte a second, for as long as the server bears it; then again."""
        text = head(self.styk, "POST", "/api/v1/feedback", len(feedback)) + feedback
        await asyncio.sleep(n / slow_clients)
        while True:
            reader, writer = await asyncio.open_connection(*self.styk.address)
            try:
                for byte in text:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(1)
                    if reader.at_eof():
                        break
            except OSError:
                pass
            self.ended += 1
            writer.close()

    def leave(self):
        for task in self.slow:
            task.cancel()
        for _, writer in self.idle:
            writer.close()


async def slow_and_idle(styk):
    seconds = 12 if scale == 1 else 4
    await measure(styk, 3)  # everything is warm
    alone = await measure(styk, seconds)
    crowd = Crowd(styk)
    await crowd.gather()
    await asyncio.sleep(1)
    beside = await measure(styk, seconds)
    ended = crowd.ended
    open_now = int(next(line.split()[1] for line in styk.client().ask("GET", "/metrics").body.decode().splitlines()
                        if line.startswith("styk_http_connections ")))
    crowd.leave()
    after = await measure(styk, seconds)  # the machine may have had other work meanwhile: before and after, the quicker of both
    alone = min(alone, after)
    ratios = beside[0] / alone[0], beside[1] / alone[1]
    told = (f"{idle_clients} idle, {slow_clients} slow (shown out {ended} times), {open_now} open: median {alone[0] * 1e3:.1f} -> {beside[0] * 1e3:.1f} ms (x{ratios[0]:.2f}), "
            f"95% {alone[1] * 1e3:.1f} -> {beside[1] * 1e3:.1f} ms (x{ratios[1]:.2f}), {alone[2]} and {beside[2]} requests")
    print("  " + told, flush=True)
    report.check(open_now >= idle_clients, "they are all there", told)
    report.check(ratios[0] <= 2, "idle and slow clients slow others at most to half", told)


async def overload(styk):
    """More at once than there are workers and places to wait: some are told to come again, and when; nothing else goes wrong.
    All are sent while the server is held, so that they are there at once however slow whoever sends them is."""
    text = json.dumps({"text": "The room was clean, but the queue at the desk took far too long. " * 60}).encode()
    many, asked = 2500, head(styk, "POST", "/api/v1/text/read", len(text)) + text
    clients = []
    for at in range(0, many, 250):
        clients += await asyncio.gather(*(asyncio.open_connection(*styk.address) for _ in range(min(250, many - at))))
        await first_answers(styk, clients[at:])

    async def told(reader):
        status, headers, _ = await asyncio.wait_for(read_answer(reader), 120)
        return status, headers.get("retry-after")
    styk.process.send_signal(signal.SIGSTOP)
    for _, writer in clients:
        writer.write(asked)
    await asyncio.gather(*(writer.drain() for _, writer in clients))
    styk.process.send_signal(signal.SIGCONT)
    answers = await asyncio.gather(*(told(reader) for reader, _ in clients))
    for _, writer in clients:
        writer.close()
    busy = [retry for status, retry in answers if status == 503]
    print(f"  {many} at once: {sum(status < 500 for status, _ in answers)} answered, {len(busy)} told to come again", flush=True)
    report.check(all(status < 500 or status == 503 for status, _ in answers), "under overload nothing breaks", str({one for one, _ in answers}))
    report.check(busy and all(retry and retry.isdigit() for retry in busy), "who is turned away hears when to come again",
                 f"{len(busy)} of {many}")
    report.equal(styk.client().ask("GET", "/api/v1/session").status, 403, "afterwards it answers as before")


def memory_kb(styk):
    status = pathlib.Path(f"/proc/{styk.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


async def soak(styk):
    """Rounds of the same work: memory grows with what is stored, not with what was asked."""
    paths = ["/api/v1/insights/tally?metric=nps&by=week", "/api/v1/feedback?limit=50", "/api/v1/feedback?q=friendly", "/api/v1/users", "/",
             "/api/v1/insights/trend?metric=nps", "/api/v1/openapi.json", "/api/v1/nothing", "/api/v1/feedback?format=csv"]

    async def visitor(count):
        chance = random.Random(count)
        for _ in range(count // 20):
            reader, writer = await asyncio.open_connection(*styk.address)
            for _ in range(20):
                writer.write(head(styk, "GET", chance.choice(paths[:-2])))
                await read_answer(reader)
            writer.close()
    rounds = []
    for n in range(5):
        await asyncio.gather(*(visitor(2000 // scale) for _ in range(8)))
        rounds.append(memory_kb(styk))
    print(f"  {5 * 8 * 2000 // scale} requests in five rounds, memory after each: {', '.join(f'{one // 1024} MB' for one in rounds)}", flush=True)
    report.check(rounds[-1] <= rounds[1] * 1.05 + 4096, "memory is flat through the soak", str(rounds))


async def stop(styk):
    """At the stop each request whose first byte was taken gets its whole answer, and what was acknowledged is there."""
    before = len(styk.query("SELECT 1 FROM feedback"))
    many = 200
    begun = []
    for _ in range(many):
        reader, writer = await asyncio.open_connection(*styk.address)
        writer.write(head(styk, "POST", "/api/v1/feedback", len(feedback)) + feedback[:-1])
        begun.append((reader, writer))
    await asyncio.sleep(1)
    styk.process.terminate()
    await asyncio.sleep(0.5)
    for _, writer in begun:
        writer.write(feedback[-1:])
    statuses = [(await read_answer(reader))[0] for reader, _ in begun]
    try:
        await asyncio.open_connection(*styk.address)
        report.check(False, "a stopping server takes nobody new")
    except OSError:
        report.check(True, "a stopping server takes nobody new")
    report.equal(statuses, [201] * many, "what was accepted is finished")
    report.equal(styk.stop(), 0, "the server ends well")
    stored = len(styk.query("SELECT 1 FROM feedback"))
    report.equal(stored - before, many, "what was acknowledged is there")
    print(f"  {many} requests had begun at the stop, {statuses.count(201)} finished", flush=True)


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    for database in server.databases_to_test(sys.argv[1:]):
        for what in (slow_and_idle, overload, soak, stop):
            print(f"{database}: {what.__name__}", flush=True)
            with server.Server(database) as styk:
                styk.token()
                try:
                    asyncio.run(what(styk))
                except (RuntimeError, OSError, asyncio.TimeoutError, asyncio.IncompleteReadError) as why:
                    report.check(False, f"{database}: {what.__name__}", f"{type(why).__name__} {why}")
                report.equal(styk.faults(), [], f"{database}, {what.__name__}: the server logs no fault")
    report.end()


if __name__ == "__main__":
    main()
