"""Does a long past slow the queue of cases? The same questions before and after a million closed cases are added."""
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import time

import kit

questions = {
    "the queue by deadline": "/api/v1/cases?open=true&sort=due",
    "by risk": "/api/v1/cases?open=true&sort=risk",
    "by value": "/api/v1/cases?open=true&sort=value",
    "how many wait": "/api/v1/cases/counts",
    "what is overdue": "/api/v1/cases?overdue=true",
}
open_cases = 2_000
copied = ("kind, route, title, language, words, metric, score, customer_id, touchpoint, location, segment, source, value, safety, risk_at, "
          "risk_because, created_at, updated_at, escalated, reopened, unread, due_order, value_order")


def _copies(numbers):
    """Closed cases like the first one there is, each with an id, a day and a token of its own."""
    return (f"INSERT INTO customer_case (id, revision, state, opened_at, closed_at, token, {copied}) "
            f"SELECT 'old-' || n, 1, 'closed', opened_at - n * 60000000, opened_at - n * 59000000, 'old-' || n, {copied} "
            f"FROM customer_case, {numbers} WHERE seq = (SELECT MIN(seq) FROM customer_case)")


def _add_past(data, url, count):
    if url is None:
        database = sqlite3.connect(data / "styk.db")
        database.execute(_copies(f"(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {count}) SELECT n FROM c)"))
        database.commit()
        database.close()
    else:
        program = next(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"))
        text = _copies(f"generate_series(1, {count}) AS numbers (n)") + "; ANALYZE customer_case;"
        subprocess.run([program, "-q", "-v", "ON_ERROR_STOP=1", url, "-c", text], check=True, env={**os.environ})


def _times(server):
    found = {}
    for name, path in questions.items():
        spans = []
        for _ in range(25):
            begin = time.perf_counter()
            server.ask(path)
            spans.append((time.perf_counter() - begin) * 1000)
        found[name] = statistics.median(spans)
    return found


def _measure(data, url, name):
    with kit.Server(data, url=url) as server:
        server.add_token().add_touchpoints(5)
        for n in range(round(open_cases * kit.scale) or 1):
            server.ask("/api/v1/feedback", {"source": "form", "channel": "web", "kind": "complaint", "touchpoint": f"touchpoint_{n % 5:02}",
                                            "comment": f"Something went wrong, number {n}."})
        before = _times(server)
        token = server.token
    count = round(1_000_000 * kit.scale)
    _add_past(data, url, count)
    with kit.Server(data, url=url) as server:
        server.token = token
        if json.loads(server.ask("/api/v1/complaints/counts"))["total"] < count:
            raise SystemExit("the past was not added")
        after = _times(server)
    return [kit.Row(f"{name}: {question}, {count:,} closed cases beside it", f"{after[question]:.1f} ms", "<= 2 x without them",
                    after[question] <= 2 * before[question] + 1, f"{before[question]:.1f} ms", f"{after[question] / before[question]:.2f}")
            for question in questions]


def measure():
    rows = []
    with kit.folder() as data:
        rows += _measure(data, None, "SQLite")
    with kit.folder() as data, kit.postgres() as url:
        rows += _measure(data, url, "PostgreSQL")
    return rows
