#!/usr/bin/env python3
"""Mail of the whole server through a real mail server: it arrives, in the words that were meant, encrypted where it must be, and
neither a refusal nor a kill loses or multiplies it.

usage: check.py [sqlite|postgresql]
"""
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import mail, server  # noqa: E402

report = server.Report()
today = datetime.date.today()


def set_up(client, **body):
    now = client.ask("GET", "/api/v1/mail_settings")
    answer = client.ask("PATCH", "/api/v1/mail_settings", body, {"If-Match": now.header("etag")})
    report.equal(answer.status, 200, f"settings are taken: {answer.body.decode()}")


def certificate(folder):
    """A certificate for this machine that nobody vouches for."""
    files = [str(pathlib.Path(folder) / name) for name in ("certificate.pem", "key.pem")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    return files


def a_bad_week(client, metric="csat"):
    """Fourteen calm weeks and one in which half of the pleased are gone."""
    client.ask("POST", "/api/v1/touchpoints", {"key": "recepcja", "name": "Recepcja główna"})
    monday = today - datetime.timedelta(days=today.weekday())
    lines = []
    for weeks in range(15, 0, -1):
        at = f"{monday - datetime.timedelta(days=7 * weeks - 2)}T12:00:00Z"
        good = 40 if weeks == 1 else 62 + 2 * (weeks % 2)
        one = '{"source": "api", "channel": "web", "touchpoint": "recepcja", "occurred_at": "%s", "ratings": [{"metric": "%s", "value": %d}]}'
        lines += [one % (at, metric, 5)] * good + [one % (at, metric, 2)] * (80 - good)
    answer = client.ask("POST", "/api/v1/feedback", "\n".join(lines), {"Content-Type": "application/x-ndjson"})
    report.equal(answer.status, 200, "the weeks are taken")
    counted = server.eventually(lambda: client.ask("GET", f"/api/v1/insights/tally?metric={metric}").json()["total"]["n"] == 1200, 30)
    report.check(counted, "the weeks are counted")


def alert(client, name, recipient):
    answer = client.ask("POST", "/api/v1/alerts", {"name": name, "metric": "csat", "period": "week", "direction": "down", "recipients": [recipient]})
    report.equal(answer.status, 201, f"the alert is taken: {answer.body.decode()}")


def encrypted(database):
    """A log-in goes only through TLS that somebody vouches for."""
    with tempfile.TemporaryDirectory() as folder:
        files = certificate(folder)
        login = ("--user", "styk:bardzo-tajne", "--certificate", files[0], "--key", files[1])
        asked = {"host": "localhost", "security": "starttls", "from_address": "styk@bursztyn.example", "user": "styk"}
        with mail.MailServer(*login) as letters, server.Server(database) as styk:
            client = styk.client()
            set_up(client, port=letters.port, password="bardzo-tajne", **asked)
            found = client.ask("POST", "/api/v1/mail_settings/test", {"to": "anna@example.org"}).json()
            report.equal(found["outcome"], "no_service", "a certificate that nobody vouches for is not believed")
            report.check("certificate" in found["said"].lower(), "and the reason is said", found["said"])
        with mail.MailServer(*login) as letters, server.Server(database, environment={"SSL_CERT_FILE": files[0]}) as styk:
            client = styk.client()
            set_up(client, port=letters.port, password="falsch", **asked)
            found = client.ask("POST", "/api/v1/mail_settings/test", {"to": "anna@example.org"}).json()
            report.equal(found["outcome"], "no_service", "a wrong password sends nothing")
            report.check("535" in found["said"], "and the server's words come back", found["said"])
            set_up(client, password="bardzo-tajne")
            found = client.ask("POST", "/api/v1/mail_settings/test", {"to": "anna@example.org"}).json()
            report.equal(found["outcome"], "accepted", f"with STARTTLS and a log-in it goes: {found['said']}")
            report.check("bardzo" not in str(found) and "c3R5aw" not in str(found), "the transcript shows no password", str(found))
            taken = letters.next("mail")
            report.check(taken and taken["secure"] and taken["user"] == "styk", "encrypted and by the right user", str(taken))
            sealed = styk.query("SELECT password_sealed FROM mail_settings")[0][0]
            report.check("bardzo" not in sealed and sealed.startswith("1:"), "the password stands sealed in the database")
            report.equal(oct((styk.data / "styk.key").stat().st_mode & 0o777), "0o600", "the key is the owner's alone")
            styk.stop()
            styk.start()
            found = styk.client().ask("POST", "/api/v1/mail_settings/test", {"to": "anna@example.org"}).json()
            report.equal(found["outcome"], "accepted", "the password is still known after a restart")


def words(database):
    """An alert in Polish, as a reader of mail shows it."""
    with mail.MailServer() as letters, server.Server(database) as styk:
        client = styk.client()
        zofia = styk.add_user("zofia@bursztyn.example", "cx_manager", language="pl")
        set_up(client, **mail.settings(letters.port, from_name="Hotele „Bursztyn”", reply_to="cx@bursztyn.example",
                                       console_url="https://cx.bursztyn.example"))
        a_bad_week(client)
        alert(client, "Żółta kartka: satysfakcja", zofia["id"])
        read = letters.next_mail()
        if not report.check(read is not None, "the alert's mail arrives"):
            return
        report.check(read["Subject"].startswith("Żółta kartka: satysfakcja: "), "its subject is Polish", read["Subject"])
        report.check("poniżej granicy" in read["Subject"], "and says what happened", read["Subject"])
        report.equal(str(read["To"]), "zofia <zofia@bursztyn.example>", "to the person")
        report.equal(read["From"].addresses[0].display_name, "Hotele „Bursztyn”", "from the firm")
        report.equal(str(read["Reply-To"]), "cx@bursztyn.example", "replies go where they should")
        report.equal(read["Auto-Submitted"], "auto-generated", "no answering machine answers")
        plain = read.get_body(("plain",)).get_content()
        html = read.get_body(("html",)).get_content()
        for part in ("50%", "39–61%", "80 odpowiedzi", "Co dalej:", "https://cx.bursztyn.example/insights/trend?metric=csat&step=week"):
            report.check(part in plain, f"the text says {part}", plain)
        for part in ("50%", "https://cx.bursztyn.example/insights/trend?metric=csat&amp;step=week", 'lang="pl"'):
            report.check(part in html, f"the HTML says {part}", html)
        report.check(re.search(r"Spodziewane fałszywe alarmy: około \d,\d", plain), "and how many false alarms to expect", plain)


def waiting(database):
    """Without settings mail waits; when they come it goes, once."""
    with mail.MailServer() as letters, server.Server(database) as styk:
        client = styk.client()
        anna = styk.add_user("anna@bursztyn.example", "cx_manager")
        a_bad_week(client)
        alert(client, "Waits", anna["id"])
        waits = server.eventually(lambda: client.ask("GET", "/api/v1/mail_settings").json()["waiting"] == 1, 30)
        report.check(waits, "without settings it waits")
        set_up(client, **mail.settings(letters.port))
        report.check(letters.next_mail() is not None, "with settings it goes")
        left = server.eventually(lambda: client.ask("GET", "/api/v1/mail_settings").json()["waiting"] == 0, 30)
        report.check(left, "and does not wait any more")
        report.equal(letters.next("mail", 2), None, "once")


def killed(database):
    """A kill between the mail server's taking it and our knowing: the same mail once more, and no other."""
    with mail.MailServer("--hold") as letters, server.Server(database) as styk:
        client = styk.client()
        anna = styk.add_user("anna@bursztyn.example", "cx_manager")
        set_up(client, **mail.settings(letters.port))
        a_bad_week(client)
        alert(client, "Killed", anna["id"])
        first = letters.next("mail")
        report.check(first is not None, "the mail server has it and does not reply yet")
        styk.kill()
        letters.let_go()
        report.equal(styk.query("SELECT state, attempts FROM outgoing_mail"), [("waiting", "1")], "it is not settled")
        styk.start()
        second = letters.next("mail", 90)  # the lease of the killed worker runs out after half a minute
        if report.check(second is not None, "after the start it goes once more"):
            one, other = mail.read(first["file"]), mail.read(second["file"])
            report.equal(other["Message-Id"], one["Message-Id"], "as the same mail")
            report.equal(pathlib.Path(second["file"]).read_bytes(), pathlib.Path(first["file"]).read_bytes(), "to the byte")
        letters.let_go()
        settled = server.eventually(lambda: styk.query("SELECT state, attempts FROM outgoing_mail") == [("sent", "2")], 30)
        report.check(settled, "then it is settled", str(styk.query("SELECT state, attempts FROM outgoing_mail")))
        styk.stop()
        styk.start()
        report.equal(letters.next("mail", 3), None, "and never sent again")
        report.equal(styk.query("SELECT COUNT(*) FROM alert_firing"), [("1",)], "the alert has spoken once")
        report.equal(styk.faults(), [], "no fault is logged")


for each in server.databases_to_test(sys.argv[1:]):
    for test in (encrypted, words, waiting, killed):
        test(each)
report.end()
