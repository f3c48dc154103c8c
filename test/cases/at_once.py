#!/usr/bin/env python3
"""A detractor answers a survey: by the time the page says thank you, the case stands on the desk of who owns the touchpoint,
the bell knows of it, and open screens and a mail follow. Says how long each took; what is tested is that it comes, and in which
order, on the machine's own clock.

usage: at_once.py [sqlite|postgresql] [TIMES]          by default both, 20 answers one after the other
"""
import http.client
import pathlib
import re
import secrets
import statistics
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import mail, server  # noqa: E402

patience_s = 60
report = server.Report()
form = {"Content-Type": "application/x-www-form-urlencoded"}


class Screen:
    """The console of somebody as it hears of things: (when, event, data)."""

    def __init__(self, address, cookie):
        self.connection = http.client.HTTPConnection(*address, timeout=patience_s)
        self.connection.request("GET", "/api/v1/stream", headers={"Cookie": "styk_session=" + cookie})
        self.answer = self.connection.getresponse()
        self.heard, self.news = [], threading.Condition()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        name = ""
        try:
            while line := self.answer.readline():
                word, _, rest = line.decode().rstrip("\n").partition(": ")
                if word == "event":
                    name = rest
                elif word == "data":
                    with self.news:
                        self.heard.append((time.monotonic(), name, rest))
                        self.news.notify_all()
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass  # the server or the test ended

    def moment(self, event, part):
        """When this was heard; None when it never was."""
        found = lambda: next((at for at, name, data in self.heard if name == event and part in data), None)
        with self.news:
            self.news.wait_for(found, patience_s)
            return found()


class Firm:
    """A hotel whose room belongs to Anna, with the rules that Styk proposes, a survey, and a mail server."""

    def __init__(self, styk, letters):
        self.styk, self.client = styk, styk.client()
        self.anna = styk.add_user("anna@example.com", "touchpoint_owner")
        styk.add_user("boss@example.com", "cx_manager")
        now = self.client.ask("GET", "/api/v1/mail_settings")
        self.ask("PATCH", "/mail_settings", mail.settings(letters.port), {"If-Match": now.header("etag")})
        self.ask("POST", "/touchpoints", {"key": "room", "name": "Room", "owner_id": self.anna["id"]})
        self.ask("POST", "/case_rules/adopt", {"keys": ["detractor"]})
        questions = [{"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "touchpoint": "room", "rateMin": 0, "rateMax": 10},
                     {"type": "comment", "name": "why", "title": "Why?"}]
        self.survey = self.ask("POST", "/surveys", {"name": "After the stay", "kind": "after_contact", "definition": {"elements": questions}})["id"]
        self.ask("POST", f"/surveys/{self.survey}/publish")

    def ask(self, method, path, body=None, headers=None):
        answer = self.client.ask(method, "/api/v1" + path, body, headers)
        if answer.status not in (200, 201):
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()}")
        return answer.json()

    def invite(self, name):
        self.ask("POST", "/customers", {"key": name, "name": name})
        return self.ask("POST", f"/surveys/{self.survey}/invitations", {"customer": name})["path"]

    def answer(self, path, words):
        body = urllib.parse.urlencode({"a": secrets.token_hex(16), "page": "page1", "shown": ["nps", "why"], "q.nps": 1, "q.why": words, "go": "send"}, doseq=True)
        return server.Client(self.styk.address).ask("POST", path, body, form)


def follow(firm, desk, screen, letters, number):
    """One answer from the page to the mail; seconds from sending it until each was there."""
    words = f"The heating was off all night, number {number}."
    path = firm.invite(f"guest {number}")
    begin = time.monotonic()
    page = firm.answer(path, words)
    spans = {"thank you": time.monotonic() - begin}
    report.check(page.status == 200 and b"Thank you" in page.body, "the page says thank you", str(page.status))
    # from here on nothing is waited for: what was acknowledged is there
    mine = desk.ask("GET", "/api/v1/cases?mine=true&open=true&sort=newest&limit=1").json()["items"]
    spans["case"] = time.monotonic() - begin
    if not report.equal([one["comment"] for one in mine], [words], "the case is on the owner's desk"):
        return spans
    bell = desk.ask("GET", "/api/v1/notifications").json()["items"][0]
    spans["bell"] = time.monotonic() - begin
    report.equal((mine[0]["owner_id"], mine[0]["touchpoint"]), (firm.anna["id"], "room"), "it is theirs")
    report.equal((bell["case_id"], bell["kind"]), (mine[0]["id"], "case_opened"), "and the bell knows")
    told = screen.moment("case", mine[0]["id"])
    if report.check(told is not None, "the open screen hears of it"):
        spans["screen"] = told - begin
    letter = letters.next_mail(patience_s)
    spans["mail"] = time.monotonic() - begin
    report.check(letter is not None and "anna@example.com" in str(letter["To"]), "the owner gets a mail", str(letter and letter["To"]))
    steps = firm.ask("GET", f"/cases/{mine[0]['id']}")["steps"]
    report.equal(steps[0]["to"], "received", "the log begins with its receipt")
    report.check(mine[0]["created_at"] <= bell["at"], "first the case, then the news of it", f"{mine[0]['created_at']} {bell['at']}")
    return spans


def run(database, times):
    with mail.MailServer() as letters, server.Server(database) as styk:
        firm = Firm(styk, letters)
        cookie = styk.log_in("anna@example.com")
        desk, screen = server.Client(styk.address, cookie=cookie), Screen(styk.address, cookie)
        found = [follow(firm, desk, screen, letters, number) for number in range(times)]
        report.equal(len(desk.ask("GET", "/api/v1/cases?mine=true&limit=500").json()["items"]), times, "one case an answer, no more")
        report.equal(styk.faults(), [], "the server calls nothing an error")
    for name in ("thank you", "case", "bell", "screen", "mail"):
        spans = [1000 * one[name] for one in found if name in one]
        if spans:
            print(f"        {database}: {name:9} {statistics.median(spans):7.1f} ms by half of them, {max(spans):7.1f} ms by all")


def main():
    counts = [int(one) for one in sys.argv[1:] if re.fullmatch(r"\d+", one)]
    for database in server.databases_to_test(sys.argv[1:]):
        run(database, counts[0] if counts else 20)
    report.end()


main()
