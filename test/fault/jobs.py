#!/usr/bin/env python3
"""Work behind everybody's back, broken everywhere: the Nth statement, commit, connection, mail or call to the outside of a piece of work
fails, N = 1, 2 … until it passes; each time it is tried again and must end as if nothing had been: as many rows in every table, nobody told
twice, nobody forgotten. Mails and webhooks may go out once more where it is not known whether they arrived, under the same name.

usage: jobs.py [sqlite|postgresql] [KIND...] [--jobs=N]     by default both databases, every kind, as many beside each other as cores

The server under test is started with STYK_TEST_FAULTS (src/armed_faults.h). A kind of work that is in no story here fails the suite.
"""
import collections
import contextlib
import datetime
import io
import json
import multiprocessing
import os
import pathlib
import queue
import re
import sqlite3
import subprocess
import sys
import time
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from fault import nth  # noqa: E402
from support import imap, mail, server, webhooks  # noqa: E402

most_steps = 300
patience_s = 60  # a mail server that failed is left alone for half a minute
# What comes and goes by itself: the queue, what is learnt beforehand, what programs saw last, what the follower has read.
restless = nth.restless | nth.harmless | {"figures_mark", "mark", "fact_log", "alert_check", "webhook_lane", "survey_look", "idempotency"}
hasten = [
    "UPDATE work SET due_at = 1 WHERE last_error IS NOT NULL AND due_at > 1",
    "UPDATE webhook_delivery SET due_at = 1 WHERE due_at > 1 AND attempts > 0",
    "UPDATE webhook_lane SET rest_until = 0, leased_until = 0 WHERE rest_until > 0 OR leased_until > 0",
]


class Sql:
    """Beside the server: counts rows, and brings about what only time could."""

    def __init__(self, styk):
        self.dump = nth.Dump(styk)
        self.sqlite = styk.database == "sqlite"
        self.tables = sorted(one for one in set(self.dump.tables) - restless if "_search" not in one)  # SQLite's index keeps house when it likes
        self.writer = sqlite3.connect(styk.data / "styk.db", timeout=30, isolation_level=None) if self.sqlite else None

    def rows(self, sql):
        return [tuple(str(cell) for cell in row) for row in self.dump.inside.rows(sql)]

    def change(self, sql):
        if self.sqlite:
            self.writer.execute(sql)
        else:
            self.dump.inside.rows(sql)

    def counts(self):
        every = " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM {name}" for name in self.tables)
        return collections.Counter({name: int(n) for name, n in self.rows(every)})

    def number(self, sql):
        return int(self.rows(sql)[0][0])


class Story:
    """One kind of work. `prepare` once, `begin(n)` causes a piece of it, `wrong(n)` says what is not right in the end."""
    kind, environment, needs = "", {}, ()
    name = None  # where one kind of work has several stories
    counted = ("theme_run",)  # how many rows come there depends on the hour, or on who comes when; `wrong` looks itself

    def __init__(self, styk, means):
        self.styk, self.client, self.sql = styk, styk.client(), Sql(styk)
        self.letters, self.box, self.heard = means.get("letters"), means.get("box"), means.get("heard")
        self.mails = collections.defaultdict(collections.Counter)  # recipient -> Message-ID -> how often

    def prepare(self):
        pass

    def wrong(self, n):
        return None

    def call(self, method, path, body=None, headers=None, status=(200, 201, 202, 204)):
        answer = self.client.ask(method, "/api/v1" + path, body, headers)
        if answer.status not in status:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()[:500]}")
        return answer.json() if answer.body else None

    def change(self, path, body):
        now = self.client.ask("GET", "/api/v1" + path)
        self.call("PATCH", path, body, {"If-Match": now.header("etag") or '"0"'})

    def hurry(self, kind=None):
        self.sql.change(f"UPDATE work SET due_at = 1 WHERE kind = '{kind or self.kind}' AND due_at > 1")

    def set_up_mail(self):
        self.change("/mail_settings", mail.settings(self.letters.port, console_url="https://cx.bursztyn.example"))

    def read_letters(self):
        with contextlib.suppress(queue.Empty):
            while True:
                event = self.letters.events.get_nowait()
                if event["event"] == "mail":
                    letter = mail.read(event["file"])
                    self.mails[letter["To"].addresses[0].addr_spec][str(letter["Message-ID"])] += 1

    def mailed(self, address, number=1):
        """Nothing when so many mails went there; each at most once more, where the server could not know."""
        self.read_letters()
        ids = self.mails[address]
        return None if len(ids) == number and max(ids.values()) <= 2 else f"{address} got {dict(ids)}"


class SendMail(Story):
    kind, needs = "send_mail", ("letters",)

    def prepare(self):
        self.set_up_mail()

    def begin(self, n):
        self.call("POST", "/cases", {"text": "An hour in the queue.", "customer_name": f"Guest {n}", "customer_email": f"g{n}@example.org"})

    def wrong(self, n):
        waiting = self.sql.number("SELECT COUNT(*) FROM outgoing_mail WHERE state <> 'sent'")
        return self.mailed(f"g{n}@example.org") or (f"{waiting} mails are not sent" if waiting else None)


class Webhooks(Story):
    kind, needs, environment = "webhooks", ("heard",), {"STYK_ALLOW_NETWORKS": "127.0.0.0/8"}

    def prepare(self):
        made = self.call("POST", "/webhooks", {"name": "CRM", "url": self.heard.url(), "events": ["feedback.received"]})
        self.heard.trust(made["secret"])
        self.told = collections.Counter()

    def begin(self, n):
        self.call("POST", "/feedback", {"source": "api", "channel": "web", "ratings": [{"metric": "nps", "value": n % 11}]})

    def wrong(self, n):
        with contextlib.suppress(queue.Empty):
            while True:
                event = self.heard.events.get_nowait()
                self.told[event["id"]] += 1
        waiting = self.sql.number("SELECT COUNT(*) FROM webhook_delivery WHERE state <> 'delivered'")
        if waiting or len(self.told) != n + 1 or max(self.told.values()) > 2:
            return f"{waiting} wait, {len(self.told)} of {n + 1} told, one of them {max(self.told.values(), default=0)} times"
        return None


class Campaign(Story):
    kind, needs = "run_campaigns", ("letters",)

    def prepare(self):
        self.set_up_mail()
        questions = [{"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10}]
        self.survey = self.call("POST", "/surveys", {"name": "After the stay", "kind": "after_contact", "definition": {"elements": questions}})["id"]
        self.call("POST", f"/surveys/{self.survey}/publish", {})

    def begin(self, n):
        for i in range(2):
            self.call("POST", "/customers", {"key": f"g{n}-{i}", "name": "Guest", "email": f"g{n}-{i}@example.org", "segment": f"s{n}"})
        made = self.call("POST", "/campaigns", {"survey_id": self.survey, "name": f"Autumn {n}", "audience": {"segment": [f"s{n}"]}})
        self.call("POST", f"/campaigns/{made['id']}/start", {})

    def wrong(self, n):
        left = self.sql.number("SELECT COUNT(*) FROM campaign_recipient WHERE state <> 'sent'")
        return self.mailed(f"g{n}-0@example.org") or self.mailed(f"g{n}-1@example.org") or (f"{left} were not asked" if left else None)


class Import(Story):
    kind = "import_run"
    map = {"source": "import", "channel": "web", "key": "Id", "comment": "Comment", "customer": "Guest",
           "location": {"column": "Where", "create": True}, "ratings": [{"column": "Stars", "metric": "csat"}]}

    def upload(self, n):
        lines = "".join(f"{n}-{i};g{n};5;Tidy room {i}.;desk{n}\n" for i in range(5))
        made = self.client.ask("POST", f"/api/v1/imports?kind=feedback&name={n}.csv", "Id;Guest;Stars;Comment;Where\n" + lines, {"Content-Type": "text/csv"})
        return "/imports/" + made.json()["id"]

    def begin(self, n):
        self.path = self.upload(n)
        self.call("POST", self.path + "/run", {"map": self.map})

    def wrong(self, n):
        found = self.call("GET", self.path)
        told = (found["state"], found["rows_done"], found["added"], found["skipped"])
        return None if told == ("done", 5, 5, 0) else f"{told}, {found['problems']}"


class CheckImport(Import):
    kind = "import_check"

    def begin(self, n):
        self.path = self.upload(n)
        self.call("POST", self.path + "/check", {"map": self.map})

    def wrong(self, n):
        found = self.call("GET", self.path)
        told = (found["state"], found["rows"], found["problem_count"])
        return None if told == ("checked", 5, 0) else str(told)


class UndoImport(Import):
    kind = "import_undo"

    def begin(self, n):
        self.path = self.upload(n)
        self.call("POST", self.path + "/run", {"map": self.map})
        if not server.eventually(lambda: self.call("GET", self.path)["state"] == "done", 20):
            raise RuntimeError("the import does not end")
        self.call("POST", self.path + "/undo")

    def wrong(self, n):
        left = self.sql.number(f"SELECT COUNT(*) FROM feedback WHERE import_id = '{self.path[9:]}'")
        state = self.call("GET", self.path)["state"]
        return None if (state, left) == ("undone", 0) else f"{state}, {left} left"


class Escalate(Story):
    kind, needs = "escalate_cases", ("letters",)

    def prepare(self):
        self.set_up_mail()
        self.styk.add_user("boss@example.org", "cx_manager")
        self.change("/case_settings", {"levels": [{"after_minutes_overdue": 0, "to": "cx_manager"}]})

    def begin(self, n):
        self.case = self.call("POST", "/cases", {"text": "An hour in the queue."})["id"]
        time.sleep(0.3)  # the mail about the new one is on its way
        self.sql.change(f"UPDATE customer_case SET acknowledge_by = 1, due_at = 1, due_order = 1, escalate_at = 1 WHERE id = '{self.case}'")
        self.hurry()

    def wrong(self, n):
        steps = self.sql.number(f"SELECT COUNT(*) FROM case_step WHERE kind = 'escalate' AND case_id = '{self.case}'")
        told = self.sql.number(f"SELECT COUNT(*) FROM notification WHERE kind = 'case_overdue' AND case_id = '{self.case}'")
        again = self.sql.number("SELECT COUNT(*) FROM work WHERE kind = 'escalate_cases'")
        return None if (steps, told, again) == (1, 1, 1) else f"{steps} steps, {told} told, {again} rounds to come"


class Alerts(Story):
    kind, needs = "check_alerts", ("letters",)

    def prepare(self):
        self.set_up_mail()
        self.boss = self.styk.add_user("boss@example.org", "cx_manager")["id"]
        lines = []
        for week in range(1, 16):
            for i in range(40):
                value = 2 if i % 5 == 0 or (week == 1 and i % 2 == 0) else 5
                lines.append({"source": "api", "channel": "web", "occurred_at": nth.run.dated(f"@weeks_ago({week})"), "ratings": [{"metric": "csat", "value": value}]})
        body = "\n".join(map(json.dumps, lines))
        self.call("POST", "/feedback", body, {"Content-Type": "application/x-ndjson"})
        server.eventually(lambda: self.call("GET", "/insights/tally?metric=csat")["total"]["n"] == len(lines))

    def begin(self, n):
        self.alert = self.call("POST", "/alerts", {"name": f"Fall {n}", "metric": "csat", "period": "week", "direction": "down", "recipients": [self.boss]})["id"]

    def wrong(self, n):
        fired = self.sql.number(f"SELECT COUNT(*) FROM alert_firing WHERE alert_id = '{self.alert}'")
        again = self.sql.number("SELECT COUNT(*) FROM work WHERE kind = 'check_alerts'")
        return self.mailed("boss@example.org", n + 1) if fired == 1 and again >= 1 else f"fired {fired} times, {again} looks to come"


class BoardMail(Story):
    kind, needs = "mail_board", ("letters",)

    def prepare(self):
        self.set_up_mail()
        self.boss = self.styk.add_user("boss@example.org", "cx_manager")["id"]

    def begin(self, n):
        self.board = self.call("POST", "/boards", {"name": f"Desk {n}", "roles": ["cx_manager"],
                                                   "schedule": {"every": "week", "at": "07:30", "recipients": [self.boss]}})["id"]
        self.be_a_week_later()

    def be_a_week_later(self):
        """The mail that waits is that of last week, in all that the work says."""
        mine = f"kind = 'mail_board' AND payload LIKE '%{self.board}%'"
        payload = self.sql.rows(f"SELECT payload FROM work WHERE {mine}")[0][0]
        due = json.loads(payload)["due"]
        wall = datetime.datetime.fromtimestamp(due / 1e6, zoneinfo.ZoneInfo("Europe/Warsaw")) - datetime.timedelta(days=7)
        earlier = int(wall.timestamp() * 1e6)
        self.sql.change(f"UPDATE work SET due_at = 1, payload = '{payload.replace(str(due), str(earlier))}', "
                        f"unique_key = 'mail_board/{self.board}/{earlier}' WHERE {mine}")

    def wrong(self, n):
        again = self.sql.number(f"SELECT COUNT(*) FROM work WHERE kind = 'mail_board' AND payload LIKE '%{self.board}%'")
        return self.mailed("boss@example.org", n + 1) if again == 1 else f"{again} mails to come"


class FetchMail(Story):
    kind, needs = "fetch_mail", ("letters", "box")

    def prepare(self):
        self.set_up_mail()
        self.change("/incoming_mail_settings", imap.settings(self.box.port))

    def begin(self, n):
        self.box.put((f"From: Guest <g{n}@example.org>\r\nTo: help@bursztyn.example\r\nSubject: Cold room\r\nMessage-ID: <m{n}@example.org>\r\n"
                      "Date: Sat, 21 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                      "It was cold all night.\r\n").encode())
        self.call("POST", "/incoming_mail_settings/fetch")

    def wrong(self, n):
        self.sql.change("UPDATE work SET due_at = 1 WHERE kind = 'fetch_mail' AND due_at > 1")
        came = self.sql.number(f"SELECT COUNT(*) FROM incoming_mail WHERE message_id LIKE '%m{n}@example.org%'")
        return self.mailed(f"g{n}@example.org") if came == 1 else f"it came in {came} times"


class Settle(Story):
    kind = "settle_anonymous"
    counted = ("theme_run", "feedback", "rating", "response", "response_waiting")

    def begin(self, n):
        questions = [{"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10}]
        survey = self.call("POST", "/surveys", {"name": f"Quiet {n}", "mode": "anonymous", "kind": "after_contact", "definition": {"elements": questions}})["id"]
        self.call("POST", f"/surveys/{survey}/publish", {})
        self.survey = survey
        for i in range(12):
            self.call("POST", f"/surveys/{survey}/responses", {"answers": {"nps": i % 11}})

    def wrong(self, n):
        waiting = self.sql.number(f"SELECT COUNT(*) FROM response_waiting WHERE survey_id = '{self.survey}'")
        known = self.sql.number(f"SELECT COUNT(*) FROM response WHERE survey_id = '{self.survey}' AND feedback_id IS NOT NULL")
        return None if known + waiting == 12 and known >= 5 else f"{known} joined the figures, {waiting} wait"


class ImportAnswers(Story):
    """Of employees: they wait for the whole file and go on in lots, their feedback with them."""
    kind, name = "import_run", "import_run_of_answers"

    def begin(self, n):
        questions = [{"type": "rating", "name": "enps", "title": "Recommend us?", "metric": "enps", "rateMin": 0, "rateMax": 10}]
        body = {"name": f"Pulse {n}", "key": f"pulse_{n}", "mode": "anonymous", "kind": "employee", "definition": {"elements": questions}}
        self.survey = self.call("POST", "/surveys", body)["id"]
        self.call("POST", f"/surveys/{self.survey}/publish", {})
        lines = "Id;When;Score;Remark\n" + "".join(f"{i};2024-05-07;{i % 11};Busy\n" for i in range(12))
        made = self.client.ask("POST", f"/api/v1/imports?kind=feedback&name={n}.csv&survey=pulse_{n}", lines, {"Content-Type": "text/csv"}).json()
        self.path = "/imports/" + made["id"]
        self.call("POST", self.path + "/run", {"map": {
            "source": "import", "channel": "web", "survey": f"pulse_{n}", "key": "Id", "comment": "Remark",
            "occurred_at": {"column": "When", "format": "iso"}, "answers": [{"column": "Score", "answer": "enps"}]}})

    def wrong(self, n):
        found = self.call("GET", self.path)
        told = (found["state"], found["added"], found["skipped"])
        joined = self.sql.number(f"SELECT COUNT(*) FROM response r JOIN feedback f ON f.id = r.feedback_id WHERE r.lot IS NOT NULL "
                                 f"AND f.comment = 'Busy' AND r.survey_id = '{self.survey}'")
        return None if (told, joined) == (("done", 12, 0), 12) else f"{told}, {joined} joined the figures, {found['problems']}"


class SettleAnswers(ImportAnswers):
    kind, name = "settle_anonymous", "settle_anonymous_of_a_file"


class Reread(Story):
    kind = "reread_comments"

    def prepare(self):
        for i in range(12):
            self.call("POST", "/feedback", {"source": "api", "channel": "web", "comment": f"The tandem {i} was squeaking.", "ratings": [{"metric": "nps", "value": i % 11}]})

    def begin(self, n):
        self.sql.change("UPDATE feedback SET read_by = 'before'")
        self.sql.change("UPDATE reading_state SET finished_at = NULL, version = 'before'")
        self.call("POST", "/text/reread", {})

    def wrong(self, n):
        left = self.sql.number("SELECT COUNT(*) FROM feedback WHERE read_by = 'before'")
        unfinished = self.sql.number("SELECT COUNT(*) FROM reading_state WHERE finished_at IS NULL")
        return None if (left, unfinished) == (0, 0) else f"{left} were not read again, {unfinished} unfinished"


class Recount(Reread):
    kind = "recount_facts"

    def begin(self, n):
        self.call("POST", "/attributes", {"key": f"class{n}", "name": "Class", "of": "feedback"})

    def wrong(self, n):
        found = self.call("GET", "/insights/tally?metric=nps")["total"]["n"]
        return None if found == 12 else f"{found} are counted"


class Themes(Reread):
    kind, counted = "find_themes", ()

    def begin(self, n):
        self.call("POST", "/themes/refresh", {})

    def wrong(self, n):
        again = self.sql.number("SELECT COUNT(*) FROM work WHERE kind = 'find_themes'")
        return None if again == 1 and not self.call("GET", "/themes")["running"] else f"{again} to come"


class Train(Reread):
    kind = "train_reading"

    def prepare(self):
        super().prepare()
        for one in self.call("GET", "/feedback?limit=50")["items"]:
            self.call("PUT", f"/feedback/{one['id']}/labels", {"sentiment": "positive"})

    def begin(self, n):
        self.call("POST", "/text/training", {})

    def wrong(self, n):
        state = self.call("GET", "/text/training")["state"]
        return None if state == "ready" else state


class KeepPrivacy(Story):
    kind = "keep_privacy"

    def prepare(self):
        self.change("/privacy_settings", {"active": True, "comments_days": 30, "officer": "privacy@example.org", "legal_basis": "consent"})

    def begin(self, n):
        for i in range(2):
            self.call("POST", "/feedback", {"source": "api", "channel": "web", "comment": f"Word {n} {i}", "occurred_at": "2026-01-05T10:00:00Z",
                                            "ratings": [{"metric": "nps", "value": 3}]})
        self.sql.change("UPDATE feedback SET received_at = occurred_at")
        self.call("POST", "/privacy/keep", {})

    def wrong(self, n):
        left = self.sql.number("SELECT COUNT(*) FROM feedback WHERE comment <> ''")
        rated = self.sql.number("SELECT COUNT(*) FROM rating")
        return None if (left, rated) == (0, 2 * (n + 1)) else f"{left} comments are left, {rated} ratings"


class KeepHouse(Story):
    kind = "keep_house"

    def begin(self, n):
        self.call("POST", "/customers", {"key": f"g{n}", "name": "Guest"}, {"Idempotency-Key": f"k{n}"})
        self.sql.change("UPDATE idempotency SET created_at = 1")
        self.hurry()

    def wrong(self, n):
        again = self.sql.number("SELECT COUNT(*) FROM work WHERE kind = 'keep_house'")
        old = self.sql.number("SELECT COUNT(*) FROM idempotency WHERE created_at = 1")
        return None if (again, old) == (1, 0) else f"{again} rounds to come, {old} old keys are kept"


class KeepList(Story):
    kind = "keep_erasure_list"

    def begin(self, n):
        self.call("POST", "/customers", {"key": f"g{n}", "name": "Guest", "email": f"g{n}@example.org"})
        one = self.call("GET", f"/customers?key=g{n}")["items"][0]["id"]
        self.call("POST", f"/customers/{one}/erasure", {"mode": "keep_figures", "confirm": f"g{n}"})

    def wrong(self, n):
        lines = (self.styk.data / "erasures.log").read_text().splitlines() if (self.styk.data / "erasures.log").exists() else []
        return None if len(set(lines)) == len(lines) and len(lines) >= n + 1 else f"{len(lines)} lines, {len(set(lines))} different"


stories = {one.name or one.kind: one for one in (SendMail, Webhooks, Campaign, Import, CheckImport, UndoImport, Escalate, Alerts, BoardMail, FetchMail,
                                             Settle, ImportAnswers, SettleAnswers, Reread, Recount, Themes, Train, KeepPrivacy, KeepHouse, KeepList)}


class Breaking:
    def __init__(self, story, report, name):
        self.story, self.report, self.name = story, report, name
        self.sql, self.client = story.sql, story.client
        self.figures = collections.Counter()

    def arm(self, n):
        self.client.ask("GET", "/healthz", headers={"X-Fault-Work": f"{self.story.kind} once {n}"})

    def trace(self):
        return self.client.ask("GET", "/healthz", headers={"X-Fault-Work": self.story.kind}).header("x-fault-trace")

    def one(self, n, place):
        """The n-th piece, broken at `place`: the trace of its first run, and how many rows came of all in the end."""
        before = self.sql.counts()
        self.arm(place)
        self.story.begin(n)
        trace = server.eventually(self.trace, patience_s)
        wrong, came = "was never done", None
        until = time.monotonic() + patience_s
        while time.monotonic() < until:
            for sql in hasten:
                self.sql.change(sql)
            self.trace()  # wakes the clockwork
            pending = self.sql.number(f"SELECT COUNT(*) FROM work WHERE (kind IN ('{self.story.kind}', 'send_mail') AND due_at <= {int(time.time() * 1e6)}) "
                                      "OR last_error IS NOT NULL")
            wrong = f"{pending} pieces wait" if pending else self.story.wrong(n)
            came = self.sql.counts()
            came.subtract(before)
            if wrong is None and trace and (place == 0 or self.unlike(came) == {}):
                break
            time.sleep(0.1)
        return trace or "", wrong, came

    def unlike(self, came):
        return {table: (came[table], self.usual[table]) for table in self.usual if came[table] != self.usual[table]}

    def all(self):
        self.story.prepare()
        # Twice as it should be: what differs between the two says nothing.
        first, second = self.one(0, 0), self.one(1, 0)
        for trace, wrong, _ in (first, second):
            if not self.report.check(trace and wrong is None, f"{self.name}: unbroken", f"{wrong}, {trace}"):
                return
        self.usual = {table: n for table, n in second[2].items() if n == first[2][table] and table not in self.story.counted}
        for n in range(1, most_steps):
            trace, wrong, came = self.one(n + 1, n)
            hit = nth.where(trace)
            self.report.check(trace != "" and wrong is None, f"{self.name} broken at {trace}", str(wrong))
            self.report.check(not self.unlike(came), f"{self.name} broken at {trace}: other rows than usual",
                              ", ".join(f"{table} {found} instead of {usual}" for table, (found, usual) in self.unlike(came).items()))
            if hit is None:
                return
            self.figures["faults"] += 1
            self.figures[hit[1]] += 1


def examine(job):
    database, kind = job
    report, told, figures = server.Report(), io.StringIO(), collections.Counter()
    with contextlib.redirect_stdout(told), contextlib.ExitStack() as stack:
        story = stories[kind]
        makers = {"letters": mail.MailServer, "box": imap.Mailbox, "heard": webhooks.Receiver}
        means = {name: stack.enter_context(makers[name]()) for name in story.needs}
        styk = stack.enter_context(server.Server(database, environment={"STYK_TEST_FAULTS": "1", **story.environment}))
        try:
            breaking = Breaking(story(styk, means), report, f"{database}/{kind}")
            breaking.all()
            figures = breaking.figures
        except (RuntimeError, OSError, KeyError, sqlite3.Error) as why:
            report.check(False, f"{database}/{kind}", f"{type(why).__name__} {why}")
        report.equal([line for line in styk.faults() if "on purpose" not in line], [], f"{database}/{kind}: the server logs no other fault")
    told = told.getvalue() + f"{database}/{kind}: {figures['faults']} faults, {report.passed} passed, {report.failed} failed"
    return told, report.passed, report.failed, figures


def kinds_of_the_server():
    """What the source names as work of the queue, and the lines of webhooks."""
    text = "".join(one.read_text() for one in (server.repository / "src/story").glob("*.h"))
    return set(re.findall(r'_work = "(\w+)"', text)) | {"import_check", "import_run", "import_undo", "webhooks"}


def main():
    arguments = sys.argv[1:]
    beside = next((int(one[7:]) for one in arguments if one.startswith("--jobs=")), os.cpu_count())
    databases = server.databases_to_test(arguments)
    named = [one for one in arguments if one in stories]
    report = server.Report()
    report.equal(sorted(kinds_of_the_server() - {one.kind for one in stories.values()}), [], "each kind of work has a story here")
    for database in databases:
        figures = collections.Counter()
        with multiprocessing.Pool(beside) as pool:
            for told, passed, failed, of_one in pool.imap_unordered(examine, [(database, kind) for kind in named or stories]):
                print(told, flush=True)
                report.passed, report.failed = report.passed + passed, report.failed + failed
                figures += of_one
        print(f"{database}: {len(named or stories)} kinds of work, {figures['faults']} faults "
              f"({', '.join(f'{figures[letter]} {word}' for letter, word in nth.kinds.items())})", flush=True)
    report.end()


if __name__ == "__main__":
    main()
