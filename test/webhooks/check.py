#!/usr/bin/env python3
"""Webhooks of the whole server to real receivers that fail, hang, redirect, go away and come back. Signatures are verified by
the reference library of Standard Webhooks; nothing is lost across a kill, and what comes twice comes under one id.

usage: check.py [sqlite|postgresql]
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server, webhooks  # noqa: E402

report = server.Report()
open_here = {"STYK_ALLOW_NETWORKS": "127.0.0.0/8"}


def listen(client, receiver, name="Shop", path="/hook", **more):
    answer = client.ask("POST", "/api/v1/webhooks", {"name": name, "url": receiver.url(path), "events": ["feedback.received"], **more})
    report.equal(answer.status, 201, f"the webhook is taken: {answer.body.decode()}")
    receiver.trust(answer.json()["secret"])
    return answer.json()


def give(client, comment="x"):
    answer = client.ask("POST", "/api/v1/feedback", {"source": "api", "channel": "web", "comment": comment})
    report.equal(answer.status, 201, "feedback is taken")
    return answer.json()["id"]


def deliveries(client, hook):
    return client.ask("GET", f"/api/v1/webhooks/{hook['id']}/deliveries").json()["items"]


def delivered(client, hook, count, patience_s=30):
    return server.eventually(lambda: sum(one["state"] == "delivered" for one in deliveries(client, hook)) == count, patience_s)


def signed(database):
    """The reference library takes what we sign, also while the secret is exchanged."""
    with webhooks.Receiver() as heard, server.Server(database, environment=open_here) as styk:
        client = styk.client()
        hook = listen(client, heard, ed25519=True)
        feedback = give(client, "Mój numer to 601 222 333, zażółć gęślą jaźń")
        one = heard.next()
        if not report.check(one is not None, "it arrives"):
            return
        report.equal(one["verified"], [True], "the reference library verifies it")
        report.equal(one["id"], "msg_" + feedback.replace("-", ""), "its id is that of what happened")
        report.check(" v1a," in one["signature"], "it is signed by the key pair too", one["signature"])
        report.check("601 222 333" not in one["body"] and "zażółć" in one["body"], "personal data in the comment are covered", one["body"])
        rotated = client.ask("POST", f"/api/v1/webhooks/{hook['id']}/rotate", {}).json()
        heard.trust(rotated["secret"])
        give(client)
        report.equal((heard.next() or {}).get("verified"), [True, True], "while the secret is exchanged both are right")
        rotated = client.ask("POST", f"/api/v1/webhooks/{hook['id']}/rotate", {"keep_hours": 0}).json()
        heard.trust(rotated["secret"])
        give(client)
        report.equal((heard.next() or {}).get("verified"), [False, False, True], "afterwards only the new one")
        report.check(delivered(client, hook, 3), "all three are delivered", str(deliveries(client, hook)))


def failing(database):
    """One that hangs keeps nobody waiting; what failed comes again under the same id."""
    with webhooks.Receiver() as bad, webhooks.Receiver() as good, server.Server(database, environment=open_here) as styk:
        client = styk.client()
        ill, well = listen(client, bad, "Ill"), listen(client, good, "Well")
        bad.answer("hang")
        first = [give(client) for _ in range(3)]
        got = good.all(3, 5)
        report.equal([one["id"] for one in got], ["msg_" + one.replace("-", "") for one in first],
                     "while one hangs the other gets all, in order, at once")
        report.check(bad.next() is not None, "the one that hangs was asked")
        for how in ("redirect", "503", "drop"):
            bad.answer(how)
        bad.answer("503")
        waits = server.eventually(lambda: any(one["attempts"] and one["state"] == "waiting" for one in deliveries(client, ill)), 40)
        report.check(waits, "what it did not take waits")
        bad.answer("200")
        report.check(delivered(client, ill, 3, 60), "when it is back it gets everything", str(deliveries(client, ill)))
        seen = {}
        while one := bad.next(1):
            seen.setdefault(one["id"], set()).add(one["body"])
        report.equal({name: len(bodies) for name, bodies in seen.items()}, {"msg_" + one.replace("-", ""): 1 for one in first},
                     "each under its own id and in the same words")
        state = client.ask("GET", f"/api/v1/webhooks/{ill['id']}").json()
        report.equal((state["waiting"], state["failing_since"], state["last_status"]), (0, None, 200), "and is well again")
        report.check(delivered(client, well, 3), "the other had them all along")


def answers(database):
    """A redirection is not followed, 429 is waited for, 410 switches off."""
    with webhooks.Receiver() as heard, server.Server(database, environment=open_here) as styk:
        client = styk.client()
        hook = listen(client, heard)
        heard.answer("redirect")
        give(client)
        report.equal((heard.next() or {}).get("how"), "redirect", "a redirection is an answer")
        failed = server.eventually(lambda: deliveries(client, hook)[0]["status"] == 302)
        report.check(failed, "and a failure", str(deliveries(client, hook)))
        heard.answer("429")
        give(client)
        report.equal((heard.next() or {}).get("how"), "429", "too fast")
        heard.answer("200")
        report.check(delivered(client, hook, 2, 30), "after the pause it goes", str(deliveries(client, hook)))
        heard.answer("410")
        give(client)
        off = server.eventually(lambda: client.ask("GET", f"/api/v1/webhooks/{hook['id']}").json()["disabled_reason"] == "gone")
        report.check(off, "410 switches it off")


def called_by_rule(database):
    """A rule calls one webhook: that one alone, whatever it listens to otherwise, once for each feedback the rule holds of."""
    with webhooks.Receiver() as shop, webhooks.Receiver() as other, server.Server(database, environment=open_here) as styk:
        client = styk.client()
        hook = listen(client, shop, "Shop", events=["rule.matched"])
        listen(client, other, "Other", events=["rule.matched"])
        rule = client.ask("POST", "/api/v1/case_rules", {"key": "low", "name": "Low score", "filter": "metric=nps&score_max=6",
                                                         "actions": [{"kind": "open_case"}, {"kind": "webhook", "webhook_id": "nobody"}]})
        report.equal((rule.status, rule.json()["problems"][0]["pointer"]), (422, "/actions/1/webhook_id"), "a webhook that is not there is refused")
        rule = client.ask("POST", "/api/v1/case_rules", {"key": "low", "name": "Low score", "filter": "metric=nps&score_max=6",
                                                         "actions": [{"kind": "open_case"}, {"kind": "webhook", "webhook_id": hook["id"]}]})
        report.equal(rule.status, 201, f"the rule is taken: {rule.body.decode()}")
        rate = lambda value, comment: client.ask("POST", "/api/v1/feedback", {"source": "api", "channel": "web", "customer": "C-1", "comment": comment,
                                                                              "ratings": [{"metric": "nps", "value": value}]}).json()["id"]
        rate(9, "Lovely")
        low = rate(2, "Mój numer to 601 222 333")
        one = shop.next()
        if not report.check(one is not None, "the webhook is called"):
            return
        told = json.loads(one["body"])
        report.equal(one["verified"], [True], "signed as any")
        report.equal((told["type"], told["data"]["id"], told["data"]["rule"]), ("rule.matched", low, {"id": rule.json()["id"], "name": "Low score"}), "it says which rule and which feedback")
        report.check("601 222 333" not in one["body"], "personal data in the comment are covered", one["body"])
        case = client.ask("GET", "/api/v1/cases").json()["items"][0]["id"]
        report.equal(told["data"]["case_id"], case, "and which case it opened")
        again = rate(1, "Still bad")
        told = json.loads((shop.next() or {"body": "{}"})["body"])
        report.equal((told["data"]["id"], told["data"]["case_id"]), (again, case), "what joins the case calls, too")
        report.check(delivered(client, hook, 2), "both are delivered", str(deliveries(client, hook)))
        client.ask("PATCH", f"/api/v1/webhooks/{hook['id']}", {"active": False}, {"If-Match": client.ask("GET", f"/api/v1/webhooks/{hook['id']}").header("etag")})
        rate(0, "Switched off")
        report.equal((shop.next(2), other.next(1)), (None, None), "switched off it is not called, and nobody else ever was")
        report.equal(len(client.ask("GET", "/api/v1/feedback").json()["items"]), 4, "the feedback is taken all the same")
        report.equal(styk.faults(), [], "the server calls nothing an error")


def killed(database):
    """A kill in the middle loses nothing."""
    with webhooks.Receiver() as heard, server.Server(database, environment=open_here) as styk:
        client = styk.client()
        hook = listen(client, heard)
        heard.answer("hang")
        ids = {"msg_" + give(client).replace("-", "") for _ in range(20)}
        report.check(heard.next() is not None, "the first is on its way")
        styk.kill()
        heard.answer("200")
        styk.start()
        client = styk.client()
        report.check(delivered(client, hook, 20, 90), "after the start all are delivered")
        seen = set()
        while one := heard.next(1):
            seen.add(one["id"])
        report.equal(seen, ids, "every one arrived, under its own id")
        report.equal(styk.faults(), [], "and the server calls nothing an error")


def main():
    database = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    for part in (signed, answers, failing, called_by_rule, killed):
        part(database)
    report.end()


main()
