"""Answering a survey: its page at a thousand visitors a second, and answers beside the intake of feedback in the same run."""
import json
import sqlite3

import intake
import kit

script = kit.repository / "bench/answering.lua"
visits = 1000  # a second
definition = {"title": "Your order", "pages": [{"name": "page1", "elements": [
    {"type": "rating", "name": "nps", "title": "Would you recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10},
    {"type": "rating", "name": "csat", "title": "How content are you?", "metric": "csat", "rateMin": 1, "rateMax": 5},
    {"type": "rating", "name": "ces", "title": "How easy was it?", "metric": "ces", "rateMin": 1, "rateMax": 7},
    {"type": "comment", "name": "why", "title": "Why?"}]}]}


def _survey(server):
    """A live survey that asks what intake.lua's feedback says; its id and the path of its page."""
    made = json.loads(server.ask("/api/v1/surveys", {"name": "Order", "kind": "after_contact", "definition": definition}))
    link = json.loads(server.ask(f"/api/v1/surveys/{made['id']}/publish", {}))["link"]
    return made["id"], link["path"]


def _load(server, name, kind, path, seconds=8, pause_ms=0):
    return kit.wrk(script, f"http://127.0.0.1:{server.port}", server.pid, server.token, name, str(pause_ms), kind, path,
                   seconds=seconds)


def _count(data):
    with sqlite3.connect(f"file:{data}/styk.db?mode=ro", uri=True) as database:
        return database.execute("SELECT COUNT(*) FROM response").fetchone()[0]


def measure():
    quiet = kit.wait_for_quiet()
    with kit.folder() as data, kit.Server(data) as server:
        intake._prepare(server)
        survey, path = _survey(server)
        api = f"/api/v1/surveys/{survey}/responses"
        page = _load(server, "page", "page", path, seconds=4)
        paced = _load(server, "paced", "page", path, pause_ms=max(1, round(kit.connections / visits * 1000) - 1))
        kit.wait_for_quiet()
        _load(server, "warm", "form", path, seconds=2)
        before = _count(data)
        forms = _load(server, "form", "form", path)
        stored = _count(data) - before
        answers = _load(server, "api", "api", api)
        kit.wait_for_quiet()
        taken = intake._load(server, "beside")
    if stored < forms.requests - forms.refused:
        raise SystemExit("fewer answers are stored than were thanked for")
    rows = [
        kit.Row("page of a survey", f"{page.rate:,.0f}/s, {page.cpu_us:.0f} us CPU each", "none refused", page.refused == 0),
        kit.Row(f"page of a survey at {paced.rate:,.0f} visits/s",
                f"median {paced.p50_ms:.1f} ms, p99 {paced.p99_ms:.1f} ms", "median < 5 ms", paced.p50_ms < 5),
        intake._rate_row("answers by the page's form", forms, taken, "intake", 0.6, ">= 0.60 of intake"),
        intake._rate_row("answers by the API", answers, taken, "intake", 0.6, ">= 0.60 of intake"),
    ]
    for row in rows:
        row.loud = not quiet
    return rows
