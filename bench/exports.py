"""Export of a survey's responses as files: how fast, and whether memory grows with their number."""
import http.client
import json
import sqlite3
import time
import uuid

import kit

definition = {"pages": [{"name": "p", "elements": [
    {"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10, "title": "Recommend?"},
    {"type": "radiogroup", "name": "about", "title": "About?", "choices": ["price", "staff", "place"]},
    {"type": "checkbox", "name": "extras", "title": "Extras?", "choices": ["spa", "bar", "pool"]},
    {"type": "comment", "name": "why", "title": "Why?"}]}]}
formats = ("csv", "jsonl", "sav", "xlsx")


def _ask(server, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=1800)
    connection.request(method, "/api/v1" + path, json.dumps(body) if body is not None else None,
                       {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"})
    return connection.getresponse()


def _fill(data, survey, begin, count):
    """Rows straight into the table: answering so often is another measurement's matter."""
    answers = [json.dumps({"nps": i % 11, "about": ("price", "staff", "place")[i % 3], "extras": ["spa", "pool"][: i % 3],
                           "why": "The room was quiet and the people were kind. " * (i % 4)}) for i in range(132)]
    with sqlite3.connect(f"{data}/styk.db") as database:
        database.executemany(
            "INSERT INTO response (id, survey_id, version, state, language, channel, answers, started_at, changed_at, completed_at)"
            " VALUES (?, ?, 1, 'complete', 'en', 'web', ?, ?, ?, ?)",
            ((str(uuid.UUID(int=i + 1)), survey, answers[i % 132], 1760000000000000 + i, 1760000000000000 + i, 1760000060000000 + i)
             for i in range(begin, begin + count)))


def _export(server, survey, name):
    """Answers (seconds, MB of the file, rows said, the process's MB at its height)."""
    start, size, top = time.monotonic(), 0, 0.0
    answer = _ask(server, "GET", f"/surveys/{survey}/responses/file?format={name}")
    while part := answer.read(1 << 20):
        size += len(part)
        top = max(top, kit.resident_mb(server.pid))
    return time.monotonic() - start, size / 2**20, int(answer.headers["X-Response-Count"]), top


def measure():
    quiet, rows = kit.wait_for_quiet(), []
    few, many = int(100_000 * kit.scale), int(1_000_000 * kit.scale)
    with kit.folder() as data, kit.Server(data) as server:
        server.add_token()
        survey = json.loads(_ask(server, "POST", "/surveys", {"name": "Export", "definition": definition}).read())["id"]
        _ask(server, "POST", f"/surveys/{survey}/publish", {}).read()
        _fill(data, survey, 0, few)
        small = {name: _export(server, survey, name) for name in formats}
        _fill(data, survey, few, many - few)
        for name in formats:
            seconds, size, said, top = _export(server, survey, name)
            assert said == many, f"{said} of {many} rows"
            rows.append(kit.Row(f"export of {many:,} responses as {name}", f"{many / seconds:,.0f}/s, {size:.0f} MB, {top:.0f} MB of memory",
                                "memory <= 1.25 of a tenth", top <= 1.25 * small[name][3], f"{small[name][3]:.0f} MB for {few:,}",
                                f"{top / small[name][3]:.2f}", loud=not quiet))
    return rows
