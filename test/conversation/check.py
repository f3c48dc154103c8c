#!/usr/bin/env python3
"""A conversation with a customer through a real mail server and a real mailbox: a complaint by mail becomes a case, the answer
reaches the customer, what they write back comes into the case, and neither a kill nor a machine loses or multiplies a mail.

usage: check.py [sqlite|postgresql]
"""
import email.header
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import imap, mail, server  # noqa: E402

report = server.Report()


def set_up(client, letters, box, **more):
    for path, body in (("mail_settings", mail.settings(letters.port, console_url="https://cx.bursztyn.example")),
                       ("incoming_mail_settings", imap.settings(box.port, **more))):
        now = client.ask("GET", f"/api/v1/{path}")
        answer = client.ask("PATCH", f"/api/v1/{path}", body, {"If-Match": now.header("etag")})
        report.equal(answer.status, 200, f"{path} are taken: {answer.body.decode()}")


def write(box, body, subject="Zimny pokój", id="a1", answers=None, to="help@bursztyn.example", **headers):
    head = {"From": "=?utf-8?q?Anna_Zieli=C5=84ska?= <anna@example.org>", "To": to, "Subject": email.header.Header(subject, "utf-8").encode(),
            "Message-ID": f"<{id}@example.org>", "Date": "Sat, 21 Nov 2026 10:00:00 +0000", "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit", **headers}
    if answers:
        head |= {"In-Reply-To": answers, "References": answers}
    box.put(("\r\n".join(f"{name.replace('_', '-')}: {value}" for name, value in head.items()) + "\r\n\r\n" + body.replace("\n", "\r\n")).encode())


def fetch(client):
    report.equal(client.ask("POST", "/api/v1/incoming_mail_settings/fetch").status, 202, "the mailbox is to be read")


def cases(client):
    return client.ask("GET", "/api/v1/cases").json()["items"]


def incoming(client, count, patience_s=40):
    found = lambda: client.ask("GET", "/api/v1/incoming_mails").json()["items"]
    server.eventually(lambda: len(found()) >= count, patience_s)
    return found()


def whole(database):
    """From a complaint by mail to an answer, a reply, a closing and a reopening."""
    with mail.MailServer() as letters, imap.Mailbox() as box, server.Server(database) as styk:
        client = styk.client()
        set_up(client, letters, box)
        write(box, "Pokój 12 był zimny przez całą noc.\nAnna")
        fetch(client)
        came = incoming(client, 1)
        report.equal([one["outcome"] for one in came], ["complaint"], f"a mail that answers nothing is a complaint: {came}")
        case = client.ask("GET", f"/api/v1/cases/{came[0]['case_id']}").json()
        report.equal((case["kind"], case["state"], case["customer_name"]), ("complaint", "acknowledged", "Anna Zielińska"), "a case of the one who wrote, whose receipt is confirmed at once")
        report.equal([one["body"] for one in case["messages"]][:1], ["Pokój 12 był zimny przez całą noc.\nAnna"], "with what they wrote")
        thanks = letters.next_mail(30)
        if not report.check(thanks is not None, "the customer is thanked"):
            return
        report.check("Dziękujemy" in thanks["Subject"], "in their language", thanks["Subject"])
        report.equal(thanks["Auto-Submitted"], "auto-generated", "as a machine")
        report.equal(str(thanks["In-Reply-To"]), "<a1@example.org>", "in their thread")
        report.check(f"https://cx.bursztyn.example{case['status_url']}" in thanks.get_body(("plain",)).get_content(), "with the way to their page")
        answer = client.ask("POST", f"/api/v1/cases/{case['id']}/messages", {"subject": "Re: Zimny pokój", "body": "Przepraszamy. Grzejnik jest naprawiony.\n\nRecepcja"})
        report.equal((answer.status, answer.json()["state"]), (202, "queued"), f"an answer is written: {answer.body.decode()}")
        sent = letters.next_mail(30)
        if not report.check(sent is not None, "and goes out"):
            return
        report.equal(str(sent["To"]), "Anna Zielińska <anna@example.org>", "to the customer")
        report.equal(str(sent["Reply-To"]), "help@bursztyn.example", "answers come back to the mailbox")
        report.equal(sent["Auto-Submitted"], None, "a person wrote it")
        report.check("<a1@example.org>" in str(sent["References"]), "in the thread", str(sent["References"]))
        shown = lambda: client.ask("GET", f"/api/v1/cases/{case['id']}").json()
        report.check(server.eventually(lambda: [one["state"] for one in shown()["messages"] if not one["automatic"]] == ["received", "sent"]), "it is shown as sent", str(shown()["messages"]))
        report.equal((shown()["state"], shown()["unread"]), ("answered", False), "the case is answered")
        write(box, "Dziękuję, ale dalej jest zimno.\n\nW dniu 22.11.2026 Recepcja pisze:\n> Przepraszamy.", "Re: Zimny pokój", "a2", sent["Message-ID"])
        fetch(client)
        report.equal([one["outcome"] for one in incoming(client, 2)][:1], ["reply"], "the reply comes into the case")
        case = shown()
        report.equal(case["messages"][-1]["body"], "Dziękuję, ale dalej jest zimno.", "what is new in it")
        report.equal(case["unread"], True, "and waits to be read")
        report.equal(len(cases(client)), 1, "no second case")
        cause = client.ask("POST", "/api/v1/causes", {"key": "heating", "name": "Heating"}).json()
        closed = client.ask("POST", f"/api/v1/cases/{case['id']}/close", {"cause_id": cause["id"], "lesson": "Bleed the radiators in autumn.", "outcome": "accepted"})
        report.equal(closed.status, 200, f"it is closed: {closed.body.decode()[:200]}")
        write(box, "Znów zimno.", "Re: Re: Zimny pokój", "a3", sent["Message-ID"])
        fetch(client)
        incoming(client, 3)
        report.check(shown()["state"] != "closed", "who writes again opens it again", shown()["state"])
        report.equal(styk.faults(), [], "the server calls nothing an error")


def machines(database):
    """Bounces and answering machines open nothing, and nobody is told twice."""
    with mail.MailServer() as letters, imap.Mailbox() as box, server.Server(database) as styk:
        client = styk.client()
        set_up(client, letters, box, tagged_addresses=True)
        write(box, "Skarga", id="a1")
        fetch(client)
        case = incoming(client, 1)[0]["case_id"]
        thanks = letters.next_mail(30)
        report.check(thanks is not None and re.match(r"help\+c\.[0-9a-f]{32}@bursztyn\.example", str(thanks["Reply-To"])), "an address of its own")
        write(box, "Nie ma mnie.", "Auto: nieobecność", "m1", thanks["Message-ID"], Auto_Submitted="auto-replied")
        write(box, "Delivery failed", "Undeliverable", "m2", From="MAILER-DAEMON@example.org")
        write(box, "Newsletter", "Sale", "m3", List_Id="<news.example.org>")
        write(box, "Odpowiedź bez wątku", "Bez wątku", "a2", to=str(thanks["Reply-To"]))
        write(box, "Od nas samych", "Pętla", "o1", From="styk@bursztyn.example")
        write(box, "Skarga", id="a1")
        fetch(client)
        came = incoming(client, 6)
        report.equal(sorted((one["outcome"], one["case_id"] == case) for one in came),
                     sorted([("complaint", True), ("automatic", True), ("automatic", False), ("automatic", False), ("reply", True), ("own", False)]),
                     "each is what it is, and the same mail twice is one")
        report.equal(len(cases(client)), 1, "one case")
        report.equal(letters.next("mail", 2), None, "and no mail answers a machine")


def killed(database):
    """A kill between anything and anything: every complaint is one case, every answer goes out once."""
    with mail.MailServer("--hold") as letters, imap.Mailbox() as box, server.Server(database) as styk:
        client = styk.client()
        set_up(client, letters, box, address=None)
        setting = client.ask("GET", "/api/v1/case_settings")
        client.ask("PATCH", "/api/v1/case_settings", {"thank_customers": False, "status_messages": False, "mail_owners": False}, {"If-Match": setting.header("etag")})
        for n in range(12):
            write(box, f"Skarga {n}", f"Skarga {n}", f"k{n}", From=f"Klient {n} <k{n}@example.org>")
        fetch(client)
        incoming(client, 3)
        styk.kill()
        styk.start()
        client = styk.client()
        came = incoming(client, 12, 60)
        report.equal((len(came), len(cases(client))), (12, 12), "each complaint is one case, none is lost")
        answer = client.ask("POST", f"/api/v1/cases/{came[0]['case_id']}/messages", {"subject": "Re", "body": "Odpowiedź"})
        report.equal(answer.status, 202, "an answer is written")
        first = letters.next("mail", 30)
        report.check(first is not None, "the mail server has it, and has not said so yet")
        styk.kill()
        styk.start()
        second = letters.next("mail", 90)
        report.check(second is not None, "after the kill it goes once more")
        if second:
            ids = {mail.read(one["file"])["Message-ID"] for one in (first, second)}
            report.equal(len(ids), 1, "under the same Message-ID: the same mail to whoever receives it")
        letters.let_go()
        letters.let_go()
        client = styk.client()
        sent = server.eventually(lambda: client.ask("GET", f"/api/v1/cases/{came[0]['case_id']}/messages").json()["items"][-1]["state"] == "sent", 60)
        report.check(sent, "and is shown as sent")
        report.equal(letters.next("mail", 2), None, "no third one")


def flooded(database):
    """One place may send the form only so often; others are not kept waiting, and what was written is not lost."""
    form = "text=Nie+by%C5%82o+r%C4%99cznik%C3%B3w.&remedy=&name=&email="
    os.environ["STYK_TEST_SERVE_OPTIONS"] = "--behind-proxy"
    with server.Server(database) as styk:
        del os.environ["STYK_TEST_SERVE_OPTIONS"]
        nobody = styk.client(None)
        send = lambda address, path="/complain?language=pl": nobody.ask("POST", path, form, {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address})
        pages = [send("192.0.2.1") for _ in range(20)]
        report.equal({page.status for page in pages}, {303}, "twenty complaints of one place come in")
        held = send("192.0.2.1")
        report.equal(held.status, 429, "one more has to wait")
        report.check(0 < int(held.header("retry-after") or 0) <= 180, "it says how long", str(held.header("retry-after")))
        report.check("Nie było ręczników." in held.body.decode(), "what was written stands in the form still")
        report.equal(send("192.0.2.1", pages[0].header("location")).status, 429, "the page of a case is no way around it")
        report.equal(send("192.0.2.2").status, 303, "somebody else comes in")
        report.equal(styk.client().ask("GET", "/api/v1/complaints/counts").json()["total"], 21, "and nothing more is there")


def main():
    database = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    for part in (whole, machines, killed, flooded):
        part(database)
    report.end()


main()
