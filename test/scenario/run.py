#!/usr/bin/env python3
"""Runs the scenarios: text files of request -> expected answer, each on a firm of its own.

usage: run.py [sqlite|postgresql] [FILE...]          by default every file here, on both databases

A file is a list of exchanges, apart by blank lines:

    # what this shows
    POST /api/v1/feedback as analyst             a role (by token), a user of the file, system (the server's own socket)
                                                 or nobody; else administrator
    Idempotency-Key: one                         headers
    {"source": "api", …}                         body; $name is what was remembered; "3 x {…}" repeats a line;
                                                 @repeat(x, 1000) and @bytes(ff fe) make what nobody wants to write;
                                                 @file(data/surveys/shop.lss) is a file of test/;
                                                 @weeks_ago(2) is noon of the Wednesday of that week, @week_key(2) names it;
                                                 @now is this instant, @hours_ago(3) so many before; @code($secret) is
                                                 what an authenticator app shows for that secret, @code($secret, 1) what
                                                 it shows next
    --> 201 soon                                 status; soon: ask again until it fits (figures follow a commit)
    ETag: "1"                                    headers of the answer
    {"id": "<id>", …}                            pattern of the body (support/pattern.py)

    given the demo firm                          first in a file: not an empty firm
    given user anna as touchpoint_owner          may log in; optionally: … {"location_id": "$north"}; her id is $anna
    given the server is started again
    given a mail server                          a real one; its port is $mail_port; it refuses mail to nobody@…

Every answer is also held against the OpenAPI document of the server; when all files ran, every route of the document
must have been asked with success.
"""
import datetime
import json
import pathlib
import re
import sys
import urllib.parse
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import mail, open_api, pattern, server, totp  # noqa: E402

folder = pathlib.Path(__file__).resolve().parent
request_line = re.compile(r"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S.*?)(?: as (\S+))?(?: (\d+) times)?$")
header_line = re.compile(r"([A-Za-z][A-Za-z-]+): (.*)$")
answer_line = re.compile(r"--> (\d{3})( soon)?$")
never_visited = {("GET", "/api/v1/stream")}  # never ends; test/scenario cannot wait for it, src/net tests it


class Exchange:
    def __init__(self, title, line, number):
        self.title, self.line, self.number = title, line, number
        self.headers, self.body = [], []
        self.status, self.soon = None, False
        self.expected_headers, self.expected = [], []


def read_scenario(text, name):
    """The steps of a file: an Exchange, or the text after `given`."""
    steps, title, now, part = [], "", None, ""
    for number, line in enumerate(text.splitlines(), 1):
        if now is None:
            if line.startswith("#"):
                title = line.lstrip("# ")
            elif line.startswith("given "):
                steps.append((number, line[6:]))
            elif request_line.match(line):
                now, part = Exchange(title, line, number), "headers"
            elif line.strip():
                raise SystemExit(f"{name}:{number}: neither a request, a given nor a comment: {line}")
        elif found := answer_line.match(line):
            now.status, now.soon, part = int(found[1]), bool(found[2]), "expected headers"
            steps.append(now)
        elif not line.strip() and now.status is not None:
            now = None
        elif part == "headers" and (found := header_line.match(line)):
            now.headers.append(found.groups())
        elif part == "expected headers" and (found := header_line.match(line)):
            now.expected_headers.append(found.groups())
        elif now.status is None:
            part = "body"
            now.body.append(line)
        else:
            part = "expected"
            now.expected.append(line)
    if now is not None and now.status is None:
        raise SystemExit(f"{name}: the last request expects no answer")
    return steps


def dated(text):
    """Days that count back from today, on the firm's calendar."""
    today = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Warsaw")).date()
    def day(weeks):
        return today - datetime.timedelta(days=today.weekday() - 2 + 7 * int(weeks))
    now = datetime.datetime.now(datetime.timezone.utc)
    text = text.replace("@now", now.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    text = re.sub(r"@hours_ago\((\d+)\)", lambda m: (now - datetime.timedelta(hours=int(m[1]))).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), text)
    text = re.sub(r"@weeks_ago\((\d+)\)", lambda m: f"{day(m[1])}T12:00:00Z", text)
    text = re.sub(r"@code\((\w+)(?:, (\d+))?\)", lambda m: totp.code(m[1], int(m[2] or 0)), text)
    return re.sub(r"@week_key\((\d+)\)", lambda m: "{0}-W{1:02}".format(*day(m[1]).isocalendar()), text)


def bytes_of(body):
    """The body as it is sent: repeated lines and made-up parts written out."""
    lines = []
    for line in body:
        many = re.match(r"(\d+) x (.*)$", line)
        lines += [many[2]] * int(many[1]) if many else [line]
    text = dated("\n".join(lines))
    text = re.sub(r"@repeat\(([^,]+), (\d+)\)", lambda m: m[1] * int(m[2]), text)
    file = re.match(r"@file\((\S+)\)$", text)
    if file:
        return (folder.parent / file[1]).read_bytes()
    return re.sub(rb"@bytes\(([0-9a-f ]+)\)", lambda m: bytes.fromhex(m[1].decode()), text.encode())


class Run:
    environment = {}  # of the server, beside its own

    def __init__(self, styk, name, report):
        self.styk, self.name, self.report = styk, name, report
        self.users, self.remembered, self.clients = {}, {}, {}
        self.mail, self.secrets = None, set()
        self.document = open_api.OpenApi(styk.client().ask("GET", "/api/v1/openapi.json").json())

    def faults(self):
        return self.styk.faults()

    def note_secrets(self, value, name=""):
        """Everything in a request or an answer that lets somebody in: by its name, or as the end of a link."""
        if isinstance(value, dict):
            for key, part in value.items():
                self.note_secrets(part, key)
        elif isinstance(value, list):
            for part in value:
                self.note_secrets(part, name)
        elif isinstance(value, str) and re.search(r"token|secret|password|signature", name) and len(value) >= 8:
            self.secrets.add(value)
        elif isinstance(value, str):
            self.secrets.update(re.findall(r"/(?:r|u|l|c|welcome|shared|hooks)/([0-9A-Za-z_-]{20,})", value))

    def secrets_in_log(self):
        log = self.styk.log()
        all_secrets = self.secrets | {server.password, *self.styk.tokens.values()}
        all_secrets |= {one.cookie or one.token for one in self.clients.values() if one.cookie or one.token}
        return sorted(one[:6] + "…" for one in all_secrets if one in log)

    def fill(self, text):
        def value(found):
            if found[1] not in self.remembered:
                raise KeyError(f"nothing was remembered as ${found[1]}")
            known = self.remembered[found[1]]
            return known if isinstance(known, str) else json.dumps(known)
        return re.sub(r"\$([a-z][a-z0-9_]*)", value, text)

    def client(self, who):
        who = self.fill(who or "administrator")
        if who not in self.clients:
            if who == "nobody":
                self.clients[who] = server.Client(self.styk.address)
            elif who in self.users:
                self.clients[who] = server.Client(self.styk.address, cookie=self.styk.log_in(self.users[who]))
            elif who == "system":
                self.clients[who] = server.SystemClient(self.styk.data / "styk.sock")
            elif who in server.roles:
                self.clients[who] = self.styk.client(who)
            else:
                self.clients[who] = server.Client(self.styk.address, token=who)
        return self.clients[who]

    def given(self, text):
        user = re.match(r"user (\w+) as (\w+)(?: (\{.*\}))?$", text)
        if user:
            self.users[user[1]] = f"{user[1]}@styk.example"
            more = json.loads(self.fill(user[3])) if user[3] else {}
            self.remembered[user[1]] = self.styk.add_user(self.users[user[1]], user[2], **more)["id"]
        elif text == "a mail server":
            self.mail = mail.MailServer()
            self.remembered["mail_port"] = self.mail.port
        elif text == "the server is started again":
            self.styk.stop()
            self.styk.start()
            self.clients = {}
        elif text != "the demo firm":
            raise KeyError(f"what is: given {text}")

    def ask(self, client, method, path, body, headers):
        return client.ask(method, path, body, headers)

    def misfit(self, one):
        method, path, who, times = request_line.match(one.line).groups()
        path = urllib.parse.quote(self.fill(path), safe="/?&=%!:;,.+-_~@$'()*[]")
        headers = {name: self.fill(value) for name, value in one.headers}
        body = bytes_of([self.fill(line) for line in one.body]) if one.body else None
        client = self.client(who)
        for _ in range(int(times or 1)):
            answer = self.ask(client, method, path, body, headers)
        for text in (body or b"", answer.body if answer.type == "application/json" else b""):
            try:
                self.note_secrets(json.loads(text))
            except (ValueError, RecursionError):  # not JSON, or more of it than is good
                pass
        told = self.document.misfit(method, path, answer)
        shown = answer.body[:1500].decode(errors="replace")
        if answer.status != one.status:
            return f"expected {one.status}, found {answer.status}: {shown}"
        if told:
            return f"not as the OpenAPI document says: {told}"
        for name, expected in one.expected_headers:
            found = answer.header(name) or ""
            if not pattern.fits_text(self.fill(expected), found, self.remembered):
                return f"header {name}: expected {expected}, found {found!r}"
        return self.misfit_of_body(one, answer)

    def misfit_of_body(self, one, answer):
        if not one.expected:
            return None
        text = self.fill(dated("\n".join(one.expected)))
        if text[0] not in "{[":
            return pattern.misfit_of_lines(text, answer.body.decode(), self.remembered)
        expected, found = pattern.read(text), answer.json()
        return pattern.misfit(expected, found, self.remembered)

    def step(self, step):
        if isinstance(step, tuple):
            number, text = step
            try:
                self.given(text)
            except Exception as why:
                return self.report.check(False, f"{self.name}:{number}  given {text}", str(why))
            return True
        why = None
        try:
            if step.soon:
                server.eventually(lambda: self.misfit(step) is None)
            why = self.misfit(step)
        except Exception as problem:
            why = f"{type(problem).__name__}: {problem}"
        return self.report.check(why is None, f"{self.name}:{step.number}  {step.title}\n        {step.line}", why or "")


def run_file(path, database, report, visited, kind=Run):
    steps = read_scenario(path.read_text(), path.name)
    demo = any(isinstance(step, tuple) and step[1] == "the demo firm" for step in steps)
    name = f"{database}/{path.name}"
    with server.Server(database, "demo" if demo else "serve", kind.environment) as styk:
        run = kind(styk, name, report)
        for role in server.roles:
            run.remembered["token_of_" + role] = styk.token(role)
        for step in steps:
            run.step(step)
        visited |= run.document.visited
        if run.mail:
            run.mail.__exit__()
        report.equal(run.faults(), [], f"{name}: the server logs no fault")
        report.equal(run.secrets_in_log(), [], f"{name}: the log tells no secret")
        report.equal(styk.stop(), 0, f"{name}: the server ends well")
    return {route[:2] for route in run.document.routes}


def main():
    arguments = sys.argv[1:]
    databases = server.databases_to_test(arguments)
    named = [pathlib.Path(one) for one in arguments if one not in server.databases]
    files = [one if one.exists() else folder / (one.name if one.suffix else one.name + ".txt") for one in named]
    report = server.Report()
    for database in databases:
        visited, routes = set(), set()
        for path in files or sorted(folder.glob("*.txt")):
            before = report.passed, report.failed
            try:
                routes |= run_file(path, database, report, visited)
            except RuntimeError as why:
                report.check(False, f"{database}/{path.name}", str(why))
            print(f"{database}/{path.stem}: {report.passed - before[0]} passed, {report.failed - before[1]} failed", flush=True)
        if not files:
            for method, path in sorted(routes - visited - never_visited):
                report.check(False, f"{database}: no scenario succeeds at {method} {path}")
    report.end()


if __name__ == "__main__":
    main()
