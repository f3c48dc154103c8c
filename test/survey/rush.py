#!/usr/bin/env python3
"""Many answers at one moment: a personal link is answered once, a quota is never passed, an anonymous answer leaves no trace;
and a survey that travels as a file comes back to the byte.

usage: rush.py [sqlite|postgresql] [TIMES]           by default both, 1000 answers at once
"""
import pathlib
import secrets
import sys
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

threads = 100
score = {"type": "rating", "name": "nps", "title": "Recommend us?", "metric": "nps", "rateMin": 0, "rateMax": 10, "isRequired": True}
why = {"type": "comment", "name": "why", "title": "Why?"}
form = {"Content-Type": "application/x-www-form-urlencoded"}


class Firm:
    def __init__(self, styk):
        self.styk, self.client = styk, styk.client()

    def ask(self, method, path, body=None, headers=None, status=(200, 201, 204)):
        answer = self.client.ask(method, "/api/v1" + path, body, headers)
        if answer.status not in status:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()}")
        return answer.json() if answer.body else None

    def survey(self, name, mode, *questions):
        body = {"name": name, "mode": mode, "kind": "after_contact", "definition": {"elements": list(questions)}}
        made = self.ask("POST", "/surveys", body)
        return made["id"], self.ask("POST", f"/surveys/{made['id']}/publish")["link"]["path"]


def answers_at_once(styk, times, path, fields):
    """Sends `fields(i)` to `path(i)` by many threads that begin together; answers the texts of the pages by their heading."""
    start, found, lock = threading.Barrier(threads), {}, threading.Lock()

    def work(first):
        client = server.Client(styk.address, timeout_s=120)
        start.wait()
        for i in range(first, times, threads):
            body = urllib.parse.urlencode(fields(i), doseq=True)
            answer = client.ask("POST", path(i), body, form)
            heading = answer.body.decode().split("<h1", 1)[-1].split(">", 1)[-1].split("</h1>", 1)[0]
            with lock:
                found[(answer.status, heading)] = found.get((answer.status, heading), 0) + 1

    all_threads = [threading.Thread(target=work, args=(i,)) for i in range(threads)]
    for one in all_threads:
        one.start()
    for one in all_threads:
        one.join()
    return found


def page(i, **more):
    return {"a": secrets.token_hex(16), "page": "page1", "shown": ["nps", "why"], "q.nps": i % 11, "go": "send", **more}


def check_personal_link(firm, report, times, mode):
    survey, _ = firm.survey(f"personal {mode}", mode, score, why)
    firm.ask("POST", "/customers", {"key": f"anna {mode}", "name": "Anna"})
    invitation = firm.ask("POST", f"/surveys/{survey}/invitations", {"customer": f"anna {mode}"})
    found = answers_at_once(firm.styk, times, lambda i: invitation["path"], page)
    report.equal(found.get((200, "Thank you")), 1, f"{mode}: of {times} at once one is thanked ({found})")
    report.equal(sum(found.values()), times, f"{mode}: each of them is answered")
    kept = firm.styk.query(f"SELECT (SELECT COUNT(*) FROM response WHERE survey_id = '{survey}') + "
                           f"(SELECT COUNT(*) FROM response_waiting WHERE survey_id = '{survey}')")
    report.equal(kept, [("1",)], f"{mode}: one answer is kept")
    states = {one["state"] for one in firm.ask("GET", f"/surveys/{survey}/invitations")["items"]}
    report.equal(states, {"answered"}, f"{mode}: the invitation is answered")
    inbox = 1 if mode == "identified" else 0
    if mode != "confidential":
        items = firm.ask("GET", f"/feedback?survey={mode_key(firm, survey)}")["items"]
        report.equal(len(items), inbox, f"{mode}: in the inbox")


def mode_key(firm, survey):
    return firm.ask("GET", f"/surveys/{survey}")["key"]


def check_quota(firm, report, times):
    most = times // 10
    survey, path = firm.survey("quota", "identified", score, why)
    quotas = {"items": [{"key": "all", "name": "enough", "when": "", "most": most},
                        {"key": "low", "name": "detractors", "when": "{nps} <= 6", "most": times}]}
    firm.ask("PUT", f"/surveys/{survey}/quotas", quotas)
    found = answers_at_once(firm.styk, times, lambda i: path, page)
    report.equal(found, {(200, "Thank you"): times}, "quota: each is thanked")
    counts = next(one for one in firm.ask("GET", "/survey_counts")["items"] if one["survey_id"] == survey)
    report.equal((counts["complete"], counts["over_quota"]), (most, times - most), "quota: as many as wanted are counted")
    kept = firm.ask("GET", f"/surveys/{survey}/quotas")["items"]
    report.equal(kept[0]["counted"], most, "quota: the counter says so")
    low = firm.styk.query(f"SELECT COUNT(*) FROM rating r JOIN feedback f ON f.seq = r.feedback_seq WHERE f.survey = 'quota' AND r.value <= 6")
    report.equal(low, [(str(kept[1]["counted"]),)], "quota: a response that was too many is counted in no other quota")
    total = firm.styk.query("SELECT COUNT(*) FROM feedback WHERE survey = 'quota'")
    report.equal(total, [(str(most),)], "quota: the inbox holds as many")


def check_one_token(firm, report, times):
    """The same page sent again and again (a nervous finger) is one answer."""
    survey, path = firm.survey("token", "identified", score, why)
    token = secrets.token_hex(16)
    found = answers_at_once(firm.styk, times, lambda i: path, lambda i: page(9, a=token))
    report.equal(found.get((200, "Thank you")), 1, f"one token: one is thanked ({found})")
    total = firm.styk.query("SELECT COUNT(*) FROM feedback WHERE survey = 'token'")
    report.equal(total, [("1",)], "one token: one answer")


def check_anonymous(firm, report):
    """What the database holds of anonymous answers names nobody, no instant and no order."""
    survey, _ = firm.survey("anonymous trace", "anonymous", score, why)
    paths = []
    for i in range(12):
        firm.ask("POST", "/customers", {"key": f"guest {i}", "name": f"Guest {i}"})
        paths.append(firm.ask("POST", f"/surveys/{survey}/invitations", {"customer": f"guest {i}", "hidden": {"order": f"X{i}"}})["path"])
    plain = server.Client(firm.styk.address)
    receipts = []
    for i, path in enumerate(paths):
        plain.ask("GET", path)
        answer = plain.ask("POST", path, urllib.parse.urlencode(page(i, **{"q.why": f"words of {i}"}), doseq=True), form)
        receipts.append(answer.body.decode().split('class="code">', 1)[1].split("<", 1)[0])
        if i == 3:
            waiting = firm.ask("GET", f"/surveys/{survey}/results")["responses"]
            report.equal((waiting["complete"], waiting["waiting"]), (0, 4), "anonymous: too few wait")
            report.equal(firm.ask("GET", "/feedback?survey=anonymous_trace")["items"], [], "anonymous: none in the inbox yet")

    def settled():
        counts = firm.ask("GET", f"/surveys/{survey}/results")["responses"]
        return counts["waiting"] < 5 and counts["complete"] + counts["waiting"] == 12
    report.check(server.eventually(settled), "anonymous: enough have gone on together")
    query = firm.styk.query
    report.equal(query(f"SELECT COUNT(*) FROM response WHERE survey_id = '{survey}' AND (invitation_id IS NOT NULL OR customer_id IS NOT NULL OR hidden IS NOT NULL OR token IS NOT NULL)"),
                 [("0",)], "anonymous: no response names its invitation, person, link or token")
    report.equal(query("SELECT COUNT(*) FROM feedback WHERE survey = 'anonymous_trace' AND (customer_id IS NOT NULL OR occurred_at <> received_at OR id LIKE '________-____-7%')"),
                 [("0",)], "anonymous: feedback has neither customer nor instant, nor an id that tells the time")
    instants = query(f"SELECT DISTINCT started_at FROM response WHERE survey_id = '{survey}'")
    report.equal(len(instants), 1, "anonymous: all of one day look alike")
    report.equal(query(f"SELECT COUNT(*) FROM survey_invitation WHERE survey_id = '{survey}' AND answered_at IS NOT NULL"),
                 [("0",)], "anonymous: no invitation knows when")
    order = [row[0] for row in query("SELECT comment FROM feedback WHERE survey = 'anonymous_trace' ORDER BY seq")]
    arrival = [f"words of {i}" for i in range(12)]
    report.check(order != arrival[:len(order)] or len(order) < 2, "anonymous: the order is not that of arrival", str(order))
    gone = plain.ask("POST", "/receipt", urllib.parse.urlencode({"code": receipts[0].lower().replace("-", " "), "language": "en"}), form)
    report.equal(gone.status, 200, "anonymous: a receipt deletes the answer")
    left = query("SELECT COUNT(*) FROM feedback WHERE comment = 'words of 0'") + query(f"SELECT COUNT(*) FROM response WHERE answers LIKE '%words of 0\"%'") + query("SELECT COUNT(*) FROM response_waiting WHERE body LIKE '%words of 0\"%'")
    report.equal(left, [("0",)] * 3, "anonymous: nothing of it is left")


def check_file(firm, report):
    """A survey that travels comes back to the byte."""
    odd = {"z": [1, 1.5, -2e-7, None, "ą\u2028<b>"], "a": {"title": {"default": "T", "pl": "Ą"}}}
    body = {"name": "Traveller", "definition": {**odd, "elements": [score, {**why, "styk": odd}]}}
    made = firm.ask("POST", "/surveys", body)
    path = f"/api/v1/surveys/{made['id']}"
    first = firm.client.ask("GET", path + "/file").body
    firm.ask("DELETE", f"/surveys/{made['id']}", headers={"If-Match": '"1"'})
    again = firm.client.ask("POST", "/api/v1/surveys", first)
    report.equal(again.status, 201, "file: what was written is read")
    second = firm.client.ask("GET", f"/api/v1/surveys/{again.json()['id']}/file").body
    report.check(first == second, "file: and written again to the byte", f"{first!r} {second!r}")


def main():
    report = server.Report()
    times = int(next((one for one in sys.argv[1:] if one.isdigit()), 1000))
    for database in server.databases_to_test(sys.argv[1:]):
        with server.Server(database) as styk:
            firm = Firm(styk)
            for mode in ("identified", "confidential", "anonymous"):
                check_personal_link(firm, report, times if mode == "identified" else times // 5, mode)
            check_quota(firm, report, times)
            check_one_token(firm, report, times // 5)
            check_anonymous(firm, report)
            check_file(firm, report)
            report.equal(styk.faults(), [], f"{database}: the server logs no fault")
    report.end()


main()
