"""Does a long past slow the work with cases? The same questions before and after a million closed cases are added."""
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import time

import kit

# What is asked all day: a long past may not be felt in it.
queue = {
    "the queue by deadline": "/api/v1/cases?open=true&sort=due",
    "by risk": "/api/v1/cases?open=true&sort=risk",
    "by value": "/api/v1/cases?open=true&sort=value",
    "of one owner": "/api/v1/cases?open=true&owner={owner}",
    "of one touchpoint": "/api/v1/cases?open=true&touchpoint=touchpoint_03",
    "open and closed together": "/api/v1/cases",
    "how many wait": "/api/v1/cases/counts",
    "what is overdue": "/api/v1/cases?overdue=true",
    "a number searched": "/api/v1/cases?q=C-17",
    "a word of few searched": "/api/v1/cases?q=number17",
    "a word of all searched in the open ones": "/api/v1/cases?open=true&q=wrong",
    "cases of one customer": "/api/v1/cases?customer=guest-17",
}
# A page of the past: as cheap as a page of the queue.
past = {
    "what is closed": "/api/v1/cases?state=closed",
    "what is closed, by value": "/api/v1/cases?state=closed&sort=value",
    "what an owner closed": "/api/v1/cases?state=closed&owner={owner}",
}
page = "the queue by deadline"
# What grows with what it counts: within a second.
figures = {
    "figures of 90 days by owner": "/api/v1/insights/cases?by=owner",
    "by department": "/api/v1/insights/cases?by=department",
    "by touchpoint": "/api/v1/insights/cases?by=touchpoint",
    "the register of complaints": "/api/v1/complaints",
    "how many complaints have a cause": "/api/v1/complaints/counts",
    "causes by frequency": "/api/v1/complaints/pareto",
    "a word of all searched in everything": "/api/v1/cases?q=wrong",
}
open_cases, owners, most_figure_ms = 2_000, 5, 1_000
copied = ("kind, route, title, language, words, metric, score, customer_id, touchpoint, location, segment, source, value, "
          "owner_id, department_id, safety, risk_at, risk_because, created_at, updated_at, escalated, reopened, unread, value_order")
minute, no_deadline = 60_000_000, 1 << 62
numbers = {
    True: "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count}) SELECT n FROM c) AS numbers",
    False: "generate_series(1, CAST({count} AS BIGINT)) AS numbers (n)",
}


def _past(count, of, cause, is_sqlite):
    """Closed cases like those that are open, one a minute back into the past, each closed the later the older; with their log.
    One in a thousand has words to be found by: those of the case it is like."""
    source = numbers[is_sqlite].format(count=count)
    case_id = "'00000000-0000-4000-8000-' || (100000000000 + n)"
    yield (f"INSERT INTO customer_case (id, revision, state, opened_at, acknowledged_at, answer_by, answered_at, closed_at, cause_id, lesson, outcome, due_order, token, feedback_id, {copied}) "
           f"SELECT {case_id}, 1, 'closed', opened_at - n * {minute}, opened_at - n * {minute - 1000}, opened_at - n * {minute - 600_000}, "
           f"opened_at - n * {minute - 500_000}, opened_at - n * {minute - 1_000_000}, '{cause}', 'One more at the desk.', 'accepted', {no_deadline}, 'old-' || n, "
           f"CASE WHEN n % 1000 = 0 THEN feedback_id END, {copied} "
           f"FROM {source} JOIN customer_case k ON k.seq = (SELECT MIN(seq) FROM customer_case WHERE state <> 'closed') + n % {of}")
    for block, (step, kind, by) in enumerate((("state", "received", "system"), ("message", "in", "customer"), ("state", "closed", "user")), 1):
        every = "n % 10 = 0" if kind == "in" else "1 = 1"
        yield (f"INSERT INTO case_step (id, case_id, at, by_kind, by_id, by_name, kind, after) "
               f"SELECT '0000000{block}' || substr({case_id}, 9), {case_id}, {minute} * n, '{by}', '', '', '{step}', '{kind}' FROM {source} WHERE {every}")


def _add_past(data, url, count, of, cause):
    if url is None:
        database = sqlite3.connect(data / "styk.db")
        for text in _past(count, of, cause, True):
            database.execute(text)
        database.commit()
        database.close()
    else:
        program = next(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"))
        text = ";\n".join(_past(count, of, cause, False)) + "; VACUUM ANALYZE customer_case; ANALYZE case_step;"
        subprocess.run([program, "-q", "-v", "ON_ERROR_STOP=1", url], input=text, text=True, check=True, env={**os.environ})


def _times(server, owner):
    found = {}
    for name, path in {**queue, **past, **figures}.items():
        spans = []
        while len(spans) < 25 and sum(spans) < 3_000:
            begin = time.perf_counter()
            server.ask(path.format(owner=owner))
            spans.append((time.perf_counter() - begin) * 1000)
        found[name] = statistics.median(spans)
    return found


def _fill(server):
    """Open complaints at five touchpoints, each of which belongs to somebody; the id of one of them."""
    server.ask("/api/v1/departments", {"key": "front", "name": "Front"})
    department = json.loads(server.ask("/api/v1/departments"))["items"][0]["id"]
    ids = [json.loads(server.ask("/api/v1/users", {"email": f"owner{n}@example.com", "name": f"Owner {n}", "role": "touchpoint_owner"}))["id"] for n in range(owners)]
    for n, owner in enumerate(ids):
        server.ask("/api/v1/touchpoints", {"key": f"touchpoint_{n:02}", "name": f"Touchpoint {n}", "position": n, "owner_id": owner,
                                           "departments": [{"department_id": department, "role": "responsible"}]})
    count = round(open_cases * kit.scale) or owners
    for n in range(count):
        server.ask("/api/v1/feedback", {"source": "form", "channel": "web", "kind": "complaint", "touchpoint": f"touchpoint_{n % owners:02}",
                                        "customer": f"guest-{n}", "comment": f"Something went wrong, number{n}."})
    return ids[0], count


def _measure(data, url, name):
    with kit.Server(data, url=url) as server:
        owner, of = _fill(server.add_token())
        cause = json.loads(server.ask("/api/v1/causes", {"key": "staffing", "name": "Too few at the desk"}))["id"]
        before = _times(server, owner)
        token = server.token
    count = round(1_000_000 * kit.scale)
    _add_past(data, url, count, of, cause)
    with kit.Server(data, url=url) as server:
        server.token = token
        if json.loads(server.ask("/api/v1/complaints/counts"))["total"] < count:
            raise SystemExit("the past was not added")
        after = _times(server, owner)
    return [_row(name, question, count, before, after[question]) for question in before]


def _row(name, question, count, before, took):
    base = before[page if question in past else question]
    limit = most_figure_ms if question in figures else 2 * base + 1
    target = f"<= {limit:,} ms" if question in figures else "<= 2 x a page of the queue" if question in past else "<= 2 x without them"
    return kit.Row(f"{name}: {question}, {count:,} closed cases beside it", f"{took:.1f} ms", target, took <= limit, f"{base:.1f} ms", f"{took / base:.2f}")


def measure():
    rows = []
    with kit.folder() as data:
        rows += _measure(data, None, "SQLite")
    with kit.folder() as data, kit.postgres() as url:
        rows += _measure(data, url, "PostgreSQL")
    return rows
