#!/usr/bin/env python3
"""Somebody who holds the whole database tries to find out who gave which anonymous answer: by values that two rows share, by
instants, by the order of rows, by the transactions that wrote them, by what is kept for a key that comes again. And somebody who only
asks for figures subtracts them (subtract.py). The test knows the truth and counts what the attacks find.

usage: link.py [sqlite|postgresql] [PEOPLE]          by default both, 60 people
"""
import json
import pathlib
import random
import re
import secrets
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import subtract  # noqa: E402
from support import server  # noqa: E402

form = {"Content-Type": "application/x-www-form-urlencoded"}
least_together = 5
outgoing = ("tried_at", "due_at", "delivered_at", "leased_until")
questions = [
    {"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10},
    {"type": "comment", "name": "why", "title": "Why?"},
]


kinds = ("after_contact", "employee")  # of surveys: an employee's answers go on in lots that look alike


class Firm:
    def __init__(self, styk, people, kind):
        self.styk, self.client, self.people, self.kind = styk, styk.client(), people, kind
        self.chance = random.Random(20261122)
        self.order = []  # in which they answered

    def ask(self, method, path, body=None, status=(200, 201, 202, 204)):
        answer = self.client.ask(method, "/api/v1" + path, body)
        if answer.status not in status:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()}")
        return answer.json() if answer.body else None

    def set_up(self):
        body = {"name": "Quiet", "key": "quiet", "mode": "anonymous", "kind": self.kind, "definition": {"elements": questions}}
        self.survey = self.ask("POST", "/surveys", body)["id"]
        self.ask("POST", f"/surveys/{self.survey}/publish")
        # Somebody listens: what they are owed is stored, too.
        self.ask("POST", "/webhooks", {"name": "CRM", "url": "https://crm.example.org/hook", "active": True,
                                       "events": ["feedback.received", "response.completed"]})
        self.paths = []
        for i in range(self.people):
            self.ask("POST", "/customers", {"key": f"guest-{i}", "name": f"Guest Number {i}", "email": f"guest{i}@example.org"})
            made = self.ask("POST", f"/surveys/{self.survey}/invitations", {"customer": f"guest-{i}", "hidden": {"order": f"ORDER-{i:06}"}})
            self.paths.append(made["path"])

    def answer_all(self):
        self.order = list(range(self.people))
        self.chance.shuffle(self.order)
        visitor = server.Client(self.styk.address)
        for i in self.order:
            visitor.ask("GET", self.paths[i])
            fields = {"a": secrets.token_hex(16), "page": "page1", "shown": ["nps", "why"], "q.nps": i % 11, "q.why": words_of(i), "go": "send"}
            visitor.ask("POST", self.paths[i], urllib.parse.urlencode(fields, doseq=True), form)

    def settled(self):
        counts = self.ask("GET", f"/surveys/{self.survey}/results")["responses"]
        return counts["waiting"] < least_together and counts["complete"] + counts["waiting"] == self.people


def words_of(i):
    return f"word{i:04}x"


class Dump:
    """Every row of every table: {table: [{column: text}]}."""

    def __init__(self, styk):
        self.styk, self.tables = styk, {}
        for table in self.names():
            columns = self.columns(table)
            picked = ", ".join(f'"{c}"' for c in columns)
            self.tables[table] = list(self.rows(f'SELECT {picked} FROM "{table}"', columns))

    def rows(self, sql, columns):
        if self.styk.database == "sqlite":
            return (dict(zip(columns, row)) for row in self.styk.query(sql))
        as_json = self.styk.query(f"SELECT row_to_json(t)::text FROM ({sql}) t")  # line breaks in texts
        return ({c: None if v is None else str(v) for c, v in json.loads(row[0]).items()} for row in as_json)

    def names(self):
        if self.styk.database == "sqlite":
            rows = self.styk.query("SELECT name FROM sqlite_master WHERE type = 'table'")
        else:
            rows = self.styk.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        return sorted(row[0] for row in rows if not row[0].startswith(("feedback_search", "sqlite_")))

    def columns(self, table):
        if self.styk.database == "sqlite":
            return [row[0] for row in self.styk.query(f"SELECT name FROM pragma_table_info('{table}') WHERE UPPER(type) NOT IN ('BYTEA', 'BLOB')")]
        return [row[0] for row in self.styk.query(
            f"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' "
            "AND data_type <> 'bytea' ORDER BY ordinal_position")]


def speaks_of_a_voice(row, ids):
    return any(value and (value in ids or re.search(r"word\d{4}x", value)) for value in row.values())


def telling(value):
    """Long enough that two rows do not share it by chance."""
    return value is not None and len(value) >= 8


def tokens_in(value):
    """Ids, addresses, numbers and words inside a text."""
    return {token for token in re.findall(r"[\w@.-]{8,}", value)}


def attack_by_values(dump, report, firm):
    """Chains of shared values from an answer to a person: every step may go through any table."""
    feedback = [row for row in dump.tables["feedback"] if row.get("survey") == "quiet"]
    responses = dump.tables["response"]
    ids = {row["id"] for row in feedback} | {row["id"] for row in responses}
    persons = set()
    for row in dump.tables["customer"] + dump.tables["survey_invitation"] + dump.tables.get("campaign_recipient", []):
        for column in ("id", "key", "name", "email", "token", "customer_id", "hidden"):
            for token in tokens_in(row.get(column) or ""):
                persons.add(token)
    shared_by_all = {firm.survey, "quiet"} | tokens_in(firm.survey)
    persons -= shared_by_all
    links = []
    for table, rows in dump.tables.items():
        for row in rows:
            if speaks_of_a_voice(row, ids):
                found = set().union(*(tokens_in(value) for value in row.values() if value)) & persons
                links += [(table, token) for token in found]
    report.equal(links, [], "no row of an answer names a person, an invitation or its token")


def attack_by_time(dump, report, survey="quiet"):
    """Instants finer than a day, unless at least five answers share them."""
    fine = []
    for table, rows in dump.tables.items():
        if table not in ("feedback", "response", "rating", "webhook_event", "webhook_delivery", "customer_case", "notification"):
            continue
        seen = {}
        for row in rows:
            if table == "feedback" and (row.get("survey") or "") != survey:
                continue
            for column, value in row.items():
                if column in outgoing:
                    continue  # when a lot was sent on, in the shuffled order
                if value and re.fullmatch(r"\d{15,17}", value) and int(value) % 60_000_000 != 0:
                    seen.setdefault((column, value), 0)
                    seen[(column, value)] += 1
        fine += [(table, *what, n) for what, n in seen.items() if n < least_together]
    report.equal(fine, [], "no instant tells fewer than five answers apart")


def attack_by_order(dump, report, firm):
    """Rows of one lot come shuffled, lot after lot: so every second neighbour is out of order, and few places part all earlier
    answers from all later ones. Unshuffled rows would all be in order, and be parted everywhere."""
    who = {}
    for row in dump.tables["feedback"]:
        found = re.search(r"word(\d{4})x", row.get("comment") or "")
        if found:
            who[row["id"]] = int(found.group(1))
    position = {person: k for k, person in enumerate(firm.order)}
    for table, key in (("response", "feedback_id"), ("feedback", "id")):
        rows = sorted((int(row["seq"]), position[who[row[key]]]) for row in dump.tables[table] if row.get(key) in who)
        came = [at for _, at in rows]
        in_order = sum(a < b for a, b in zip(came, came[1:])) / (len(came) - 1)
        parted = sum(max(came[:k]) < min(came[k:]) for k in range(1, len(came))) / (len(came) - 1)
        report.check(in_order < 0.8, f"{table}: the order of rows is not that of answering", f"{in_order:.2f} of neighbours are in order")
        report.check(parted < 0.6, f"{table}: nobody goes on alone", f"at {parted:.2f} of all places the later answered later")


def attack_by_transaction(firm, report):
    if firm.styk.database != "postgresql":
        return
    query = firm.styk.query
    same = query("SELECT COUNT(*) FROM response r JOIN survey_invitation i ON r.xmin::text = i.xmin::text")
    report.equal(same, [("0",)], "no answer was written by the transaction that used up an invitation")
    same = query("SELECT COUNT(*) FROM feedback f JOIN survey_invitation i ON f.xmin::text = i.xmin::text")
    report.equal(same, [("0",)], "no feedback, either")


def attack_logs(firm, report):
    log = firm.styk.log()
    tokens = [path.rsplit("/", 1)[1] for path in firm.paths]
    report.equal([token for token in tokens if token in log], [], "no log line holds the token of an invitation")
    report.check(not re.search(r"word\d{4}x", log), "no log line holds an answer")


def check(database, people, kind, report):
    with server.Server(database) as styk:
        firm = Firm(styk, people, kind)
        firm.set_up()
        firm.answer_all()
        report.check(server.eventually(firm.settled, 60), f"{database}: enough have gone on together")
        dump = Dump(styk)
        said = sum(1 for row in dump.tables["feedback"] if re.search(r"word\d{4}x", row.get("comment") or ""))
        report.check(said >= people - least_together + 1, f"{database}: there is something to link ({said})")
        report.equal([row["answered_at"] for row in dump.tables["survey_invitation"] if row["answered_at"]], [],
                     "no invitation says when it was answered")
        attack_by_values(dump, report, firm)
        attack_by_time(dump, report)
        attack_by_order(dump, report, firm)
        attack_by_transaction(firm, report)
        attack_logs(firm, report)
        print(f"{database}, {kind}: {people} people, {said} answers, {len(dump.tables)} tables, "
              f"{sum(map(len, dump.tables.values()))} rows attacked", flush=True)


def check_voices(database, people, report):
    """Each of them says something as themselves, as a program that may have to send it again does."""
    with server.Server(database) as styk:
        client, sent = styk.client(), []
        for i in range(people):
            body = {"source": "form", "channel": "web", "kind": "employee_voice", "comment": words_of(i), "ratings": [{"metric": "enps", "value": i % 11}]}
            answer = client.ask("POST", "/api/v1/feedback", body, {"Idempotency-Key": f"say {i}"})
            again = client.ask("POST", "/api/v1/feedback", body, {"Idempotency-Key": f"say {i}"})
            sent.append((answer.status, again.status, answer.json()["id"]))
        report.equal({one[:2] for one in sent}, {(201, 409)}, f"{database}: each voice is taken once")
        dump = Dump(styk)
        kept = dump.tables["idempotency"]
        said = [row for row in dump.tables["feedback"] if re.search(r"word\d{4}x", row.get("comment") or "")]
        report.equal((len(kept), len(said)), (people, people - people % least_together), f"{database}: each key is kept, and what was said has gone on")
        ids = {row["id"] for row in said} | {one[2] for one in sent}
        report.equal([row for row in kept if speaks_of_a_voice(row, ids)][:2], [], "no kept key tells what was said, or its id")
        report.equal([row for row in kept if int(row["created_at"]) % 86_400_000_000 or row["body_hash"]][:2], [], "no kept key tells more than the day")
        attack_by_time(dump, report, "")
        print(f"{database}, voices: {people} with a key, {len(said)} in the inbox", flush=True)


def main():
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    report = server.Report()
    for database in server.databases_to_test(sys.argv[1:]):
        for kind in kinds:
            check(database, numbers[0] if numbers else 60, kind, report)
        check_voices(database, numbers[0] if numbers else 60, report)
        subtract.check(database, numbers[0] if numbers else 60, report)
    report.end()


if __name__ == "__main__":
    main()
