"""The ways of customers and the standards they are served by, over a million events; a journey's live figures over a million facts."""
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import time

import kit

all_events, customers, places = 1_000_000, 100_000, 40
day_us = 86_400_000_000
steps, touchpoints = 40, 100
columns = "id, key, revision, type, customer_id, touchpoint, channel, occurred_at, received_at, case_key"


def _id(kind, n):
    return f"{kind:08x}-0000-4000-8000-{n:012x}"


def _events(count, now_us):
    """Visits of some five events each, of a few usual ways and many detours; mails that are answered, or not."""
    chance = random.Random(7)
    n = 0
    while n < count:
        at = now_us - chance.randrange(360 * day_us)
        customer, case = _id(1, chance.randrange(max(1, round(customers * kit.scale)))), f"case-{n}"
        place = chance.randrange(places)
        for step in range(1 + min(20, int(chance.expovariate(0.25)))):
            kind = f"touchpoint_{place:02}"
            yield n, (_id(2, n), f"e{n}", 1, kind, customer, kind, "web" if chance.random() < 0.7 else "phone", at, at, None)
            n += 1
            place = (place + 1) % places if chance.random() < 0.8 else chance.randrange(places)
            at += 1 + int(chance.expovariate(1 / 3.6e9))
        if chance.random() < 0.5:
            yield n, (_id(2, n), f"e{n}", 1, "mail", customer, None, "email", at, at, case)
            n += 1
            if chance.random() < 0.9:
                later = at + int(chance.expovariate(1 / 4e9))
                yield n, (_id(2, n), f"e{n}", 1, "mail_answered", customer, None, "email", later, later, case)
                n += 1


def _fill(data, url, count):
    rows = (row for _, row in _events(count, int(time.time()) * 1_000_000 - 40 * day_us))
    if url is None:
        database = sqlite3.connect(data / "styk.db")
        database.executemany(f"INSERT INTO event ({columns}) VALUES ({', '.join('?' * 10)})", rows)
        database.commit()
        database.close()
        return
    program = next(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"))
    command = [program, "-q", "-v", "ON_ERROR_STOP=1", url, "-c", f"COPY event ({columns}) FROM STDIN", "-c", "ANALYZE event"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env={**os.environ})
    for row in rows:
        process.stdin.write("\t".join("\\N" if cell is None else str(cell) for cell in row) + "\n")
    process.stdin.close()
    if process.wait() != 0:
        raise SystemExit("the events were not added")


def _seconds(server, path, runs=3):
    spans = []
    for _ in range(runs):
        begin = time.perf_counter()
        answer = json.loads(server.ask(path))
        spans.append(time.perf_counter() - begin)
    return min(spans), answer


def _a_year_ago():
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() - 400 * day_us / 1e6))


def _ways(data, url, name):
    count = round(all_events * kit.scale)
    with kit.Server(data, url=url) as server:
        server.add_token()
        server.ask("/api/v1/standards", {"key": "mails", "name": "Mails answered within a day", "event_from": "mail", "event_to": "mail_answered",
                                         "threshold": {"value": 1, "unit": "days"}, "measure": "time_between", "calendar": "working"})
        token = server.token
    _fill(data, url, count)
    rows = []
    with kit.Server(data, url=url) as server:
        server.token = token
        before = kit.resident_mb(server.pid)
        for claim, path, limit in (("ways", "/api/v1/paths", 2), ("ways to a goal", "/api/v1/paths?until=touchpoint_07", 2),
                                   ("a standard", f"/api/v1/standards/adherence?from={_a_year_ago()}", 1)):
            took, answer = _seconds(server, path)
            if claim == "ways" and answer["events"] < 0.5 * count or claim == "a standard" and answer["rows"][0]["n"] < 0.05 * count:
                raise SystemExit(f"{path} did not see the events")
            rows.append(kit.Row(f"{name}: {claim} of {count:,} events", f"{took:.2f} s", f"<= {limit} s", took <= limit))
        grown = kit.resident_mb(server.pid) - before
        rows.append(kit.Row(f"{name}: memory they take", f"{grown:.0f} MB"))
    return rows


def _journey(server):
    """A map of forty steps, a touchpoint each."""
    made = json.loads(server.ask("/api/v1/journeys", {"name": "A long way"}))
    stage = _id(3, 0)
    edits = [{"op": "add", "path": ["stages"], "after": None, "value": {"id": stage, "name": "All", "phase": "use"}}]
    for n in range(steps):
        edits.append({"op": "add", "path": ["steps"], "value": {"id": _id(4, n), "stage_id": stage, "name": f"Step {n}",
                                                                "touchpoint": f"touchpoint_{n:02}"}})
    found = made["maps"][0]["id"]
    server.ask(f"/api/v1/journey_maps/{found}/edits", {"edits": edits})
    return found


def _live():
    facts = round(1_000_000 * kit.scale)
    with kit.folder() as data:
        subprocess.run([kit.programs / "fill", "facts", data, str(facts), "4"], check=True)
        with kit.Server(data) as server:
            server.add_token().add_touchpoints(touchpoints)
            found = _journey(server)
            took, answer = _seconds(server, f"/api/v1/journey_maps/{found}/live", 10)
    if sum(one["score"]["n"] for one in answer["steps"]) < 0.5 * facts:
        raise SystemExit("the steps do not hold the facts")
    return [kit.Row(f"live figures of {steps} steps, {touchpoints} touchpoints, {facts:,} facts", f"{took * 1000:.0f} ms", "<= 100 ms", took <= 0.1)]


def measure():
    rows = _live()
    with kit.folder() as data:
        rows += _ways(data, None, "SQLite")
    with kit.folder() as data, kit.postgres() as url:
        rows += _ways(data, url, "PostgreSQL")
    return rows
