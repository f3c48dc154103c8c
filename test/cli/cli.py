#!/usr/bin/env python3
"""The command line that scripts rely on: what is printed where, exit codes, work beside a running server and without one.

usage: cli.py [sqlite|postgresql]                    by default on both
"""
import json
import os
import pathlib
import re
import signal
import socket
import stat
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

soon_s = 2.0  # what a command wrote is seen by the server within this time
small_file = server.repository / "test/data/airline_small.csv"
small_map = server.repository / "test/data/airline_passengers.map.json"


class Checks:
    def __init__(self, database, report):
        self.database, self.report = database, report

    def check(self, right, what, why=""):
        return self.report.check(right, f"{self.database}: {what}", why)

    def ends(self, done, code, what):
        return self.check(done.returncode == code, f"{what}: exit {code}",
                          f"exit {done.returncode}\n{done.stdout}{done.stderr}".rstrip())

    def seen_soon(self, what, look):
        begun = time.monotonic()
        seen = server.eventually(look, soon_s)
        self.check(seen, f"{what} within {soon_s:g} s", f"not after {time.monotonic() - begun:.1f} s")

    def usage(self, styk):
        version = styk.run("--version", place=False)
        self.ends(version, 0, "--version")
        self.check(re.fullmatch(r"styk \d+\.\d+\.\d+\n", version.stdout), "--version prints name and version", version.stdout)
        for command in ((), ("serve",), ("demo",), ("user",), ("user", "add"), ("token",), ("token", "add")):
            told = styk.run(*command, "--help", place=False)
            self.ends(told, 0, " ".join(command) + " --help")
            self.check("Usage" in told.stdout, " ".join(command) + " --help tells the usage", told.stdout)
        for command in ((), ("nonsense",), ("serve", "--colour", "red"), ("user",), ("user", "add"), ("token", "add"),
                        ("token", "add", "x"), ("user", "add", "a@styk.example")):
            wrong = styk.run(*command, place=False)
            self.ends(wrong, 2, "styk " + " ".join(command))
            self.check(wrong.stderr and not wrong.stdout, "a wrong usage is told on the error stream", wrong.stdout)

    def token_is_alone(self, done, what):
        self.ends(done, 0, what)
        self.check(re.fullmatch(r"styk_[0-9a-f]{64}\n", done.stdout), f"{what} prints the token alone", done.stdout)
        return done.stdout.strip()

    def refused(self, done, what, words):
        self.ends(done, 1, what)
        self.check(words in done.stderr and not done.stdout, f"{what} says why", f"{done.stdout}{done.stderr}")

    def without_server(self, styk):
        """Everything here stands before the first server ever started."""
        self.early_token = self.token_is_alone(styk.run("token", "add", "early", "--role", "analyst"),
                                               "token add on a database without users")
        self.refused(styk.run("token", "add", "x", "--role", "tsar"), "a role that there is not", "role")
        self.refused(styk.run("user", "add", "no address", "--role", "analyst"), "an address that is none", "email")
        added = styk.run("user", "add", "ada@styk.example", "--role", "administrator", "--password-stdin",
                         given=server.password + "\n")
        self.ends(added, 0, "user add --password-stdin")
        self.check("ada@styk.example" in added.stdout and server.password not in added.stdout, "user add says whom", added.stdout)
        self.refused(styk.run("user", "add", "ada@styk.example", "--role", "analyst"), "the same address again", "email")
        self.refused(styk.run("user", "add", "weak@styk.example", "--role", "analyst", "--password-stdin", given="1234567890\n"),
                     "a weak password", "password")
        listed = styk.run("user", "list")
        self.ends(listed, 0, "user list")
        self.check([line.split("\t")[:2] for line in listed.stdout.splitlines()] == [["ada@styk.example", "administrator"]],
                   "user list lists who was added, and nobody who was refused", listed.stdout)

    def serving(self, styk):
        styk.start()
        self.check("welcome" not in styk.greeting, "with an administrator there, no first link is printed", styk.greeting)
        early = server.Client(styk.address, self.early_token)
        self.check(early.ask("GET", "/api/v1/touchpoints").status == 200, "a token from before opens the server")
        self.check(styk.log_in("ada@styk.example"), "who was added with a password logs in")

    def door(self, styk):
        mode = stat.S_IMODE((styk.data / "styk.sock").stat().st_mode)
        self.check(mode == 0o600, "only its owner may open the server's socket", oct(mode))
        if self.database == "sqlite":
            self.check((styk.data / "styk.lock").exists(), "the server holds styk.lock")

    def beside_the_server(self, styk):
        token = self.token_is_alone(styk.run("token", "add", "late", "--role", "cx_manager"), "token add beside the server")
        late = server.Client(styk.address, token)
        self.seen_soon("the server knows the new token", lambda: late.ask("GET", "/api/v1/touchpoints").status == 200)
        added = styk.run("user", "add", "leo@styk.example", "--role", "analyst", "--name", "Leo", "--password-stdin",
                         given=server.password + "\n")
        self.ends(added, 0, "user add beside the server")

        def may_log_in():
            try:
                return styk.log_in("leo@styk.example")
            except RuntimeError:
                return False
        self.seen_soon("the new user logs in", may_log_in)
        self.refused(styk.run("user", "add", "leo@styk.example", "--role", "analyst"), "an address that is taken, beside the server", "email")

    def links(self, styk):
        anybody = server.Client(styk.address)
        invited = styk.run("user", "add", "new@styk.example", "--role", "employee")
        self.ends(invited, 0, "user add without a password")
        link = re.search(r"/welcome/\w+", invited.stdout)
        if self.check(link, "prints a one-time link", invited.stdout):
            path = "/api/v1" + link[0]
            self.seen_soon("the link opens", lambda: anybody.ask("GET", path).status == 200)
            body = {"name": "New", "password": server.password}
            self.check(anybody.ask("POST", path, body).status == 200, "the link makes the password")
            self.check(anybody.ask("POST", path, body).status == 404, "and works once")
        reset = styk.run("user", "reset", "ada@styk.example")
        self.ends(reset, 0, "user reset")
        self.check(re.fullmatch(r"/welcome/\w+\n", reset.stdout), "user reset prints the link alone", reset.stdout)
        self.refused(styk.run("user", "reset", "nobody@styk.example"), "user reset of nobody", "no user")

    def other_servers(self, styk):
        host, port = styk.address
        busy = subprocess.run([server.binary(), "serve", "--data", str(styk.folder / "other"), "--listen", f"{host}:{port}"],
                              capture_output=True, text=True, timeout=60)
        self.refused(busy, "a port that is taken", str(port))
        wrong = subprocess.run([server.binary(), "serve", "--data", str(styk.folder / "other"), "--listen", "nonsense"],
                               capture_output=True, text=True, timeout=60)
        self.check(wrong.returncode in (1, 2) and "HOST:PORT" in wrong.stderr, "an address that is none", wrong.stderr)
        if self.database == "sqlite":
            self.refused(styk.run("serve", "--listen", "127.0.0.1:0"), "a second server on the same data", "already")

    def two_processes(self, styk):
        """On PostgreSQL every process writes by itself, and a second server shows what the first one took."""
        other = server.Server.__new__(server.Server)
        other.__dict__.update(styk.__dict__, data=styk.folder / "second", process=None, starts=100)
        other.start()
        try:
            one, two = styk.client(), server.Client(other.address, styk.token())
            self.check(one.ask("POST", "/api/v1/touchpoints", {"key": "pair", "name": "Pair"}).status == 201, "one adds")

            def taken():
                return two.ask("POST", "/api/v1/feedback", {"source": "api", "channel": "web", "touchpoint": "pair",
                                                            "ratings": [{"metric": "csat", "value": 5}]}).status == 201
            self.seen_soon("the other knows the touchpoint", taken)
            for name, client in (("one", one), ("other", two)):
                self.seen_soon(f"the {name} counts the feedback", lambda c=client: c.ask(
                    "GET", "/api/v1/insights/tally?metric=csat&touchpoint=pair").json()["total"]["n"] == 1)
        finally:
            self.check(other.stop() == 0, "the second server ends well")

    def importing(self, styk):
        if not small_map.exists() or not small_file.exists():
            return self.check(False, "import feedback", f"{small_file.name} or {small_map.name} is missing")
        arguments = ("import", "feedback", str(small_file), "--map", str(small_map))
        count = "SELECT COUNT(*) FROM feedback WHERE import_id IS NOT NULL"
        dry = styk.run(*arguments, "--dry-run")
        self.ends(dry, 0, "import feedback --dry-run")
        self.check(styk.query(count) == [("0",)], "a dry run writes no feedback", str(styk.query(count)))
        done = styk.run(*arguments, "--json")
        self.ends(done, 0, "import feedback --json")
        try:
            told = json.loads(done.stdout)
        except ValueError:
            return self.check(False, "import --json prints JSON alone", done.stdout + done.stderr)
        self.check(told["state"] == "done" and told["added"] > 0, "the import is done", done.stdout)
        self.check(styk.query(count) == [(str(told["added"]),)], "as many are stored as it says", str(styk.query(count)))
        self.seen_soon("the server counts what was imported", lambda: styk.client().ask(
            "GET", "/api/v1/insights/tally?metric=csat&source=import").json()["total"]["n"] > 0)
        again = styk.run(*arguments, "--json")
        self.check(again.returncode == 0 and json.loads(again.stdout)["added"] == 0, "the same file again adds nothing",
                   again.stdout + again.stderr)
        bad = styk.folder / "bad.csv"
        bad.write_bytes(small_file.read_bytes().splitlines(keepends=True)[0] + b"1,2\n")
        before = styk.query(count)
        wrong = styk.run("import", "feedback", str(bad), "--map", str(small_map))
        self.ends(wrong, 1, "a file with a ragged row")
        self.check("2" in wrong.stderr and not wrong.stdout.strip().startswith("{"), "names the row", wrong.stdout + wrong.stderr)
        self.check(styk.query(count) == before, "and writes nothing", str(styk.query(count)))
        absent = styk.run("import", "feedback", str(styk.folder / "none.csv"))
        self.ends(absent, 2, "import feedback of a file that is not there")
        self.check("none.csv" in absent.stderr, "names the file", absent.stderr)
        self.ends(styk.run("import", "feedback"), 2, "import feedback of nothing")

    def importing_surveys(self, styk):
        files = sorted((server.repository / "test/data/surveys").iterdir())
        count = "SELECT COUNT(*) FROM survey"
        before = int(styk.query(count)[0][0])
        formats = set()
        for file in files:
            dry = styk.run("import", "survey", str(file), "--dry-run")
            self.ends(dry, 0, f"import survey {file.name} --dry-run")
            done = styk.run("import", "survey", str(file), "--json")
            self.ends(done, 0, f"import survey {file.name} --json")
            try:
                told = json.loads(done.stdout)
            except ValueError:
                return self.check(False, "import survey --json prints JSON alone", done.stdout + done.stderr)
            formats.add(told["format"])
            counts = told["counts"]
            said = f"{counts['kept']} kept, {counts['changed']} changed, {counts['dropped']} dropped"
            self.check(said in dry.stdout, "the dry run says what would be kept, changed and dropped", dry.stdout)
            self.check(told["made"]["state"] == "draft" and told["made"]["name"] == told["title"], "it is there as a draft", done.stdout[:300])
        self.check(formats >= {"surveyjs", "lss", "limesurvey_tsv", "qsf", "typeform", "xlsform", "formbricks"}, "every format comes in", str(formats))
        self.check(int(styk.query(count)[0][0]) == before + len(files), "one survey a file, none by a dry run", str(styk.query(count)))
        one = styk.client().ask("GET", "/api/v1/surveys?limit=1").json()["items"][0]
        own = styk.folder / "own.json"
        own.write_text("\ufeff" + json.dumps(styk.client().ask("GET", f"/api/v1/surveys/{one['id']}/file").json()))
        copy = styk.run("import", "survey", str(own), "--name", "A copy", "--json")
        self.ends(copy, 0, "import survey of an own file")
        made = json.loads(copy.stdout)["made"]
        self.check(made["name"] == "A copy" and made["key"] != one["key"] and made["kind"] == one["kind"], "a copy under another key", copy.stdout[:300])
        bad = styk.folder / "bad.survey"
        bad.write_text("hello")
        before = styk.query(count)
        wrong = styk.run("import", "survey", str(bad))
        self.ends(wrong, 1, "import survey of what is none")
        self.check("/format" in wrong.stderr and styk.query(count) == before, "says why, and makes nothing", wrong.stdout + wrong.stderr)
        self.ends(styk.run("import", "survey", str(styk.folder / "none.lss")), 2, "import survey of a file that is not there")

    def first_start(self):
        with server.Server(self.database) as styk:
            link = re.search(r"/welcome/\w+", styk.greeting)
            self.check(link, "the first start prints a link for the first administrator", styk.greeting)
            body = {"email": "first@styk.example", "name": "First", "password": server.password}
            anybody = server.Client(styk.address)
            self.check(link and anybody.ask("POST", "/api/v1" + link[0], body).status == 200, "the link makes an administrator")
            self.check(styk.stop() == 0, "SIGTERM ends the server with exit 0")
            styk.start()
            self.check("welcome" not in styk.greeting, "the second start prints none", styk.greeting)
            styk.process.send_signal(signal.SIGINT)
            self.check(styk.process.wait(server.patience_s) == 0, "so does SIGINT")
            self.check(not (styk.data / "styk.sock").exists() or not can_connect(styk.data / "styk.sock"), "nobody is at the socket then")

    def run(self):
        styk = server.Server(self.database)
        try:
            self.usage(styk)
            self.without_server(styk)
            self.serving(styk)
            self.door(styk)
            self.beside_the_server(styk)
            self.links(styk)
            self.other_servers(styk)
            if self.database == "postgresql":
                self.two_processes(styk)
            if os.environ.get("STYK_TEST_IMPORT", "1") == "1":
                self.importing(styk)
            self.importing_surveys(styk)
            self.check(styk.faults() == [], "the server logs no fault", str(styk.faults()[:3]))
        finally:
            styk.__exit__()
        self.first_start()


def can_connect(path):
    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(path))
            return True
        except OSError:
            return False


def main():
    report = server.Report()
    for database in server.databases_to_test(sys.argv[1:]):
        Checks(database, report).run()
    report.end()


main()
