#!/usr/bin/env python3
"""A campaign of the whole server through a real mail server: two hundred people in two languages, each once even when the server is
killed on the way; reminders, unsubscribing, bounces, clicks, and a gateway for short messages.

usage: check.py [sqlite|postgresql]
"""
import collections
import email.message
import http.server
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import mail, server  # noqa: E402

report = server.Report()
people = 200
definition = {"title": {"en": "Your stay", "pl": "Twój pobyt"},
              "elements": [{"type": "rating", "name": "nps", "title": {"en": "Recommend us?", "pl": "Polecasz nas?"},
                            "metric": "nps", "rateMin": 0, "rateMax": 10}]}
browser = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def change(styk, sql):
    """What only time could bring about, while the server is away."""
    if styk.database == "sqlite":
        with sqlite3.connect(styk.data / "styk.db") as opened:
            opened.execute(sql)
    else:
        subprocess.run(["psql", "-qX", styk.url, "-c", sql], check=True)


def set_up(client, port, **more):
    now = client.ask("GET", "/api/v1/mail_settings")
    body = mail.settings(port, from_name="Hotele Bursztyn", console_url="https://cx.bursztyn.example", **more)
    answer = client.ask("PATCH", "/api/v1/mail_settings", body, {"If-Match": now.header("etag")})
    report.equal(answer.status, 200, f"settings are taken: {answer.body.decode()}")


def add_people(client, number, **more):
    lines = [json.dumps({"key": f"g{i}", "name": f"Gość {i}", "language": "pl" if i % 2 else "en", "email": f"g{i}@example.org",
                         "phone": f"+4860070{i:04}", **more}) for i in range(number)]
    answer = client.ask("POST", "/api/v1/customers", "\n".join(lines), {"Content-Type": "application/x-ndjson"})
    report.equal(answer.status, 200, "customers are taken")


def live_survey(client, **more):
    made = client.ask("POST", "/api/v1/surveys", {"name": "After the stay", "kind": "after_contact", "languages": ["en", "pl"],
                                                  "definition": definition, **more}).json()
    report.equal(client.ask("POST", f"/api/v1/surveys/{made['id']}/publish", {}).status, 200, "the survey is live")
    return made["id"]


def campaign(client, survey, **more):
    made = client.ask("POST", "/api/v1/campaigns", {"survey_id": survey, "name": "Autumn", **more})
    report.equal(made.status, 201, f"the campaign is made: {made.body.decode()}")
    path = f"/api/v1/campaigns/{made.json()['id']}"
    report.equal(client.ask("POST", path + "/start", {}).status, 200, "and started")
    return path


def counts(client, path):
    return client.ask("GET", path + "/counts").json()


def mails(letters, number, patience_s=60):
    found = []
    while len(found) < number:
        one = letters.next_mail(patience_s)
        if one is None:
            break
        found.append(one)
    return found


def part(one, kind):
    return one.get_body((kind,)).get_content()


def path_in(one, kind):
    """The path of the link in its text: "r" answers, "u" leaves, "l" is a counted address."""
    return re.search(rf"https://cx\.bursztyn\.example(/{kind}/\w+(?:/\d+)?)", part(one, "plain"))[1]


def return_paths(database):
    """Reports come back to an address of their own for each mail, where there is a mailbox for them."""
    with mail.MailServer() as letters, server.Server(database) as styk:
        client = styk.client()
        set_up(client, letters.port, bounce_address="bounces@bursztyn.example")
        add_people(client, 3)
        path = campaign(client, live_survey(client, kind="employee"))
        sent = [letters.next("mail") for _ in range(3)]
        ids = {f"bounces+{one['id']}@bursztyn.example" for one in client.ask("GET", path + "/recipients").json()["items"]}
        report.equal({one["from"] for one in sent}, ids, "each mail has a return path of its own")
        report.equal({mail.read(one["file"])["From"].addresses[0].addr_spec for one in sent}, {"styk@bursztyn.example"}, "and one sender")
        report.check("who work there" in part(next(one for one in map(lambda each: mail.read(each["file"]), sent) if "g0@" in one["To"]), "plain"),
                     "those who work there are not called customers")


def two_hundred(database):
    with mail.MailServer() as letters, server.Server(database) as styk:
        client, guest = styk.client(), server.Client(styk.address)
        set_up(client, letters.port)
        add_people(client, people)
        path = campaign(client, live_survey(client), rating_in_mail=True, reminders=1, remind_after_days=3, expires_after_days=30,
                        texts=[{"language": "pl", "subject": "Jak było, {first_name}?", "body": "Zobacz https://bursztyn.example/lato."}])
        sent = mails(letters, people)
        report.equal(len({one["To"] for one in sent}), people, "everybody has one")
        by_language = collections.Counter(part(one, "plain").split(",")[0] for one in sent)
        report.equal(by_language, {"Dzień dobry": people // 2, "Hello": people // 2}, "half in each language")
        polish = next(one for one in sent if "g1@example.org" in one["To"])
        report.equal(polish["Subject"], "Jak było, Gość?", "with the words of the campaign")
        report.equal(polish["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click", "RFC 8058")
        report.check(path_in(polish, "u") in polish["List-Unsubscribe"], "the header and the foot say the same")
        report.check(all(f"v={n}" in part(polish, "html") for n in range(11)), "the whole scale stands in it")
        report.check(server.eventually(lambda: counts(client, path)["sent"] == people, 30), "all are settled", str(counts(client, path)))
        report.equal(letters.next("mail", 2), None, "and nobody twice")
        clicks_and_answers(client, guest, path, sent)
        leaving(client, guest, path, sent)
        bounces(client, styk, path, sent)
        reminders(styk, letters, path, sent)
        report.equal(styk.faults(), [], "no fault is logged")


def clicks_and_answers(client, guest, path, sent):
    one = path_in(next(each for each in sent if "g2@example.org" in each["To"]), "r")  # not g1: two links at once are a scanner's
    time.sleep(6)  # nearer to the sending it would be a scanner
    page = guest.ask("GET", one + "?v=9", headers=browser)
    report.check(page.status == 200 and b'value="9" checked' in page.body, "the value clicked is marked")
    guest.ask("GET", one + "?v=3", headers={"User-Agent": "SafeLinks Scanner"})
    found = counts(client, path)
    report.equal((found["clicks"], found["answered"]), ({"people": 1, "clicks": 1, "machine": 1}, 0), "one click, one machine, no answer")
    token = re.search(rb'name="a" value="(\w+)"', page.body)[1].decode()
    done = guest.ask("POST", one, f"a={token}&page=page1&shown=nps&q.nps=9&go=send",
                     {"Content-Type": "application/x-www-form-urlencoded", **browser})
    report.equal(done.status, 200, "the answer is taken")
    report.equal(counts(client, path)["answered"], 1, "and counted")
    polish = next(each for each in sent if "g1@example.org" in each["To"])
    led = guest.ask("GET", path_in(polish, "l"), headers=browser)
    report.equal((led.status, led.header("location")), (302, "https://bursztyn.example/lato"), "an address of the text leads on")
    report.equal([one for one in counts(client, path)["links"] if one["url"]],
                 [{"url": "https://bursztyn.example/lato", "people": 1, "clicks": 1, "machine": 0}], "and its click is counted")


def leaving(client, guest, path, sent):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    polish, english = (next(one for one in sent if f"g{n}@example.org" in one["To"]) for n in (3, 4))
    page = guest.ask("GET", path_in(polish, "u"))
    report.check(page.status == 200 and "Jakie ankiety".encode() in page.body, "the page speaks their language")
    report.equal(counts(client, path)["unsubscribed"], 0, "to look is not to leave")
    report.equal(guest.ask("POST", path_in(polish, "u"), "List-Unsubscribe=One-Click", form).status, 200, "one click leaves")
    report.equal(guest.ask("POST", path_in(english, "u"), "scope=survey", form).status, 200, "a form leaves this survey")
    report.equal(counts(client, path)["unsubscribed"], 2, "both are known")
    kept = client.ask("GET", "/api/v1/suppressions?reason=unsubscribed").json()["items"]
    report.equal({(one["address"], one["survey_id"] is None) for one in kept},
                 {("g3@example.org", True), ("g4@example.org", False)}, "as far as they wished")


def dsn(address, status, message_id, own):
    out = email.message.EmailMessage()
    out["From"], out["To"], out["Subject"], out["Message-ID"] = "MAILER-DAEMON@mx.example", "styk@bursztyn.example", "Undelivered", own
    boundary = "cut"
    body = (f"--{boundary}\r\nContent-Type: text/plain\r\n\r\nIt came back.\r\n--{boundary}\r\nContent-Type: message/delivery-status\r\n\r\n"
            f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: {status}\r\n"
            f"Diagnostic-Code: smtp; 550 {status} sorry\r\n\r\n--{boundary}\r\nContent-Type: text/rfc822-headers\r\n\r\n"
            f"Message-ID: {message_id}\r\n\r\n--{boundary}--\r\n")
    head = "".join(f"{name}: {value}\r\n" for name, value in out.items())
    return f'{head}MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"\r\n\r\n{body}'


def bounces(client, styk, path, sent):
    hard, soft = (next(one for one in sent if f"g{n}@example.org" in one["To"]) for n in (5, 6))
    kinds = {"Content-Type": "message/rfc822"}
    report_of = dsn("somebody@else.example", "5.1.1", hard["Message-ID"], "<r1@mx.example>")  # forwarded: the Message-ID tells
    told = client.ask("POST", "/api/v1/bounces", report_of, kinds).json()
    report.equal((told["kind"], told["address"], told["suppressed"]), ("hard", "g5@example.org", True), "a hard bounce finds its person")
    folder = styk.folder / "bounces"
    folder.mkdir()
    (folder / "1.eml").write_text(report_of)
    (folder / "2.eml").write_text(dsn("g6@example.org", "4.2.2", soft["Message-ID"], "<r2@mx.example>"))
    done = styk.run("bounces", str(folder))
    report.equal(done.stdout, "2 mails: 1 hard, 1 soft, 0 complaints, 0 others; 1 addresses get no more mail.\n", "the command reads a folder " + done.stderr)
    report.equal(len(client.ask("GET", "/api/v1/bounces").json()["items"]), 2, "a report told twice counts once")
    report.equal(counts(client, path)["bounced"], 2, "both are marked")


def reminders(styk, letters, path, sent):
    styk.stop()
    change(styk, "UPDATE campaign_recipient SET due_at = 1000 WHERE due_at IS NOT NULL AND state = 'sent'")
    change(styk, "UPDATE work SET due_at = 1000")
    styk.start()
    client = styk.client()
    again = mails(letters, people - 5, 60)
    left_out = {"g3@example.org", "g4@example.org", "g5@example.org", "g6@example.org"}
    reached = {re.search(r"[\w.]+@example\.org", one["To"])[0] for one in again}
    report.equal(len(reached), people - 5, "who has not answered is reminded once")
    report.equal(reached & left_out, set(), "not who left or bounced")
    report.check(all(".1@" in one["Message-ID"] for one in again), "as mails of their own")
    report.check(server.eventually(lambda: client.ask("GET", path).json()["state"] == "finished", 30), "then the campaign is over")
    report.equal(letters.next("mail", 2), None, "and nobody is reminded twice")


def killed(database):
    """Killed again and again while it sends: each person has one mail; one that was taken but not settled comes with the same id."""
    with mail.MailServer() as letters, server.Server(database) as styk:
        client = styk.client()
        set_up(client, letters.port)
        add_people(client, people)
        path = campaign(client, live_survey(client))
        sent = []
        for _ in range(4):
            sent += mails(letters, 25, 30)
            styk.kill()
            change(styk, "UPDATE work SET leased_until = 0")  # otherwise half a minute passes until the dead worker is believed dead
            styk.start()
        client = styk.client()
        report.check(server.eventually(lambda: counts(client, path)["sent"] == people, 60), "all are settled", str(counts(client, path)))
        sent += mails(letters, 10 * people, 2)
        ids = collections.defaultdict(set)
        for one in sent:
            ids[one["To"]].add(one["Message-ID"])
        report.equal(len(ids), people, "everybody has one")
        report.check(all(len(each) == 1 for each in ids.values()), "nobody has two different ones")
        report.check(len(sent) <= people + 4, "at most one a kill came twice", str(len(sent)))
        report.equal(styk.query("SELECT COUNT(*) FROM survey_contact"), [(str(people),)], "each is one contact")


class Gateway(http.server.BaseHTTPRequestHandler):
    taken = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Gateway.taken.append((self.headers["Authorization"], body))
        said = json.dumps({"status": 7 if body["to"].endswith("0001") else 0}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        pass


def phones(database):
    service = http.server.HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    Gateway.taken = []
    with server.Server(database) as styk:
        client = styk.client()
        set_up(client, 9)
        add_people(client, 3)
        made = client.ask("POST", "/api/v1/gateways", {
            "key": "sms", "name": "SMS", "url": f"http://127.0.0.1:{service.server_port}/send", "headers": {"Authorization": "Bearer {secret}"},
            "body": '{"to": "{to}", "text": "{text}", "ref": "{id}"}', "success_path": "/status", "success_value": "0"}).json()
        client.ask("PUT", f"/api/v1/gateways/{made['id']}/secret", {"secret": "s3cret"})
        path = campaign(client, live_survey(client), channel="sms", gateway_id=made["id"])
        report.check(server.eventually(lambda: counts(client, path)["sent"] == 2, 20), "two are taken", str(counts(client, path)))
        report.equal(counts(client, path)["reasons"], [{"reason": "refused", "n": 1}], "the one that the gateway refuses is known")
        report.equal({one for one, _ in Gateway.taken}, {"Bearer s3cret"}, "the secret goes along")
        texts = [body["text"] for _, body in Gateway.taken]
        report.check(all(re.search(r"https://cx\.bursztyn\.example/r/\w{32}$", one) for one in texts), "each text ends with its link", str(texts))
        report.equal(len({body["ref"] for _, body in Gateway.taken}), 3, "and has an id of its own")
    service.shutdown()


def ten_thousand(database):
    """Queued at once: how long it took stands here as a figure, not as a test."""
    with server.Server(database) as styk:
        client = styk.client()
        set_up(client, 9)  # nobody listens there: nothing goes out
        for _ in range(1):
            add_people(client, 10_000)
        path = campaign(client, live_survey(client))
        begun = time.monotonic()
        report.check(server.eventually(lambda: counts(client, path)["queued"] == 10_000, 60), "ten thousand are queued", str(counts(client, path)))
        print(f"{database}: 10,000 invitations queued in {time.monotonic() - begun:.2f} s", flush=True)
        report.equal(styk.query("SELECT COUNT(*), COUNT(DISTINCT token) FROM survey_invitation"), [("10000", "10000")], "each with a link of its own")


for each in server.databases_to_test(sys.argv[1:]):
    for test in (two_hundred, return_paths, killed, phones, ten_thousand):
        test(each)
report.end()
