"""Ten thousand people are invited: from the moment a campaign is started until each of them is queued."""
import http.client
import json
import time

import kit

people, most_seconds = 10_000, 1.0


def _customers(server, count):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    for first in range(0, count, 5_000):
        lines = "".join(json.dumps({"key": f"c{n}", "name": f"Customer {n}", "language": "en", "phone": f"+48 6{n:08}"}) + "\n"
                        for n in range(first, min(first + 5_000, count)))
        connection.request("POST", "/api/v1/customers", lines,
                           {"Authorization": "Bearer " + server.token, "Content-Type": "application/x-ndjson"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise SystemExit(f"the customers did not come in: {text[:300]}")
    connection.close()


def _patch(server, path, body):
    headers = {"Authorization": "Bearer " + server.token, "Content-Type": "application/json", "If-Match": '"1"'}
    server.connection.request("PATCH", path, json.dumps(body), headers)
    answer = server.connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}: {text[:300]}")


def _campaign(server, name):
    """Short messages, through a gateway where nobody answers: what is measured is the queueing, not the sending."""
    server.ask("/api/v1/surveys", {"name": name, "kind": "relationship", "languages": ["en"], "definition": {
        "elements": [{"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10}]}})
    survey = json.loads(server.ask("/api/v1/surveys?q=" + name))["items"][0]["id"]
    server.ask(f"/api/v1/surveys/{survey}/publish", {})
    gateway = json.loads(server.ask("/api/v1/gateways", {"key": name, "name": name, "url": "http://127.0.0.1:9/send", "body": '{"to": "{to}", "text": "{text}"}'}))["id"]
    return json.loads(server.ask("/api/v1/campaigns", {"survey_id": survey, "name": name, "channel": "sms", "gateway_id": gateway}))["id"]


def _seconds(server, campaign, count):
    begin = time.perf_counter()
    server.ask(f"/api/v1/campaigns/{campaign}/start", {})
    while True:
        time.sleep(0.1)  # asking makes the server count: seldom enough not to be what is measured
        found = json.loads(server.ask(f"/api/v1/campaigns/{campaign}/counts"))
        if found["recipients"] == count and found["waiting"] == 0:
            return time.perf_counter() - begin, found


def _measure(data, url, name):
    count = round(people * kit.scale)
    with kit.Server(data, url=url) as server:
        server.add_token()
        _patch(server, "/api/v1/mail_settings", {"host": "127.0.0.1", "port": 9, "security": "none", "from_address": "styk@bench.example", "console_url": "https://cx.bench.example/"})
        _customers(server, count)
        kit.wait_for_quiet()
        took, found = _seconds(server, _campaign(server, "bench"), count)
        if found["not_sent"] or found["held"]:
            raise SystemExit(f"not everybody was queued: {found}")
    return kit.Row(f"{name}: {count:,} invitations queued", f"{took:.2f} s, {count / took:,.0f}/s", f"<= {most_seconds:g} s", took <= most_seconds)


def measure():
    rows = []
    with kit.folder() as data:
        rows.append(_measure(data, None, "SQLite"))
    with kit.folder() as data, kit.postgres() as url:
        rows.append(_measure(data, url, "PostgreSQL"))
    return rows
