"""A Styk server on a throw-away data folder, for tests that see it only from outside."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

repository = pathlib.Path(__file__).resolve().parents[2]
databases = ("sqlite", "postgresql")
roles = ("administrator", "cx_manager", "analyst", "touchpoint_owner", "employee")
password = "ćma-lubi-3-latarnie"  # of every user that a test adds
patience_s = float(os.environ.get("STYK_TEST_PATIENCE_S", "300"))  # how long a server may take to start, to answer or to end
kept_s = 20  # a connection idle for longer is opened anew: the server closes those of a minute


def binary():
    """The server under test: STYK_BINARY, or what was built last in the usual places."""
    named = os.environ.get("STYK_BINARY")
    places = [pathlib.Path(named)] if named else [repository / "build/styk", repository / "build/dev/src/styk"]
    for place in places:
        if place.exists():
            return str(place.resolve())
    sys.exit("There is no server to test; build it, or name it in STYK_BINARY.")


def databases_to_test(arguments):
    """The databases named among the arguments, by default both. PostgreSQL is started when nobody has."""
    wanted = [one for one in arguments if one in databases] or list(databases)
    if "postgresql" in wanted and not os.environ.get("STYK_TEST_POSTGRES"):
        tool = str(repository / "tools/with_postgres")
        os.execv(tool, [tool, sys.executable, *sys.argv])
    return wanted


def free_postgres_database():
    """A new, empty database on the test server; answers its URL."""
    url = os.environ["STYK_TEST_POSTGRES"]
    name = "styk_" + uuid.uuid4().hex[:12]
    subprocess.run(["psql", "-q", url, "-c", f"CREATE DATABASE {name}"], check=True)
    return re.sub(r"///\w*", f"///{name}", url)


def drop_postgres_database(url):
    name = re.search(r"///(\w+)", url).group(1)
    subprocess.run(["psql", "-q", os.environ["STYK_TEST_POSTGRES"], "-c", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"],
                   check=False)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        return self.headers.get(name.lower())

    @property
    def type(self):
        return (self.header("content-type") or "").split(";")[0]

    def json(self):
        return json.loads(self.body)


class Client:
    """One kept connection. `token` or `cookie` say who asks; without them, nobody."""

    def __init__(self, address, token=None, cookie=None, timeout_s=patience_s):
        self.address, self.token, self.cookie, self.timeout_s = address, token, cookie, timeout_s
        self.connection, self.answered_at = None, 0.0

    def ask(self, method, path, body=None, headers=None):
        sent = dict(headers or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
        if isinstance(body, str):
            body = body.encode()
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        if self.token:
            sent.setdefault("Authorization", "Bearer " + self.token)
        if self.cookie:
            sent.setdefault("Cookie", "styk_session=" + self.cookie)
        if self.connection and time.monotonic() > self.answered_at + kept_s:
            self.close()
        if self.connection is None:
            self.connection = self.connect()
        try:
            self.connection.request(method, path, body=body, headers=sent)
            response = self.connection.getresponse()
            text = response.read()
        except Exception as error:
            self.close()
            error.add_note(f"while asking {method} {path}")
            raise
        self.answered_at = time.monotonic()
        found = {}
        for name, value in response.getheaders():
            found.setdefault(name.lower(), value)
        if response.will_close:
            self.close()
        return Answer(response.status, found, text)

    def connect(self):
        return http.client.HTTPConnection(*self.address, timeout=self.timeout_s)

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class SocketConnection(http.client.HTTPConnection):
    """The server's own door in its data folder: who may open the file is the system itself."""

    def __init__(self, path):
        super().__init__("localhost", timeout=patience_s)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class SystemClient(Client):
    """The system itself: by the socket in the data folder."""

    def __init__(self, socket_path):
        super().__init__(None)
        self.socket_path = socket_path

    def connect(self):
        return SocketConnection(self.socket_path)


class Server:
    """`with Server("sqlite") as server:`; `command` is serve or demo; `environment` is added to the server's own."""

    def __init__(self, database="sqlite", command="serve", environment=None):
        self.database, self.command = database, command
        self.environment = environment or {}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="styk_"))
        self.data = self.folder / "data"
        self.url = free_postgres_database() if database == "postgresql" else f"sqlite:{self.data}/styk.db"
        self.process, self.address, self.tokens, self.greeting = None, None, {}, ""
        self.starts = 0

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        if self.database == "postgresql":
            drop_postgres_database(self.url)
        shutil.rmtree(self.folder, ignore_errors=True)

    def place(self):
        """The arguments by which a command finds this firm."""
        return ["--data", str(self.data)] + (["--db", self.url] if self.database == "postgresql" else [])

    def start(self):
        options = os.environ.get("STYK_TEST_SERVE_OPTIONS", "").split()
        self.starts += 1
        out = self.folder / f"out.{self.starts}"
        with open(out, "wb") as out_file, open(self.folder / f"log.{self.starts}", "wb") as log_file:
            self.process = subprocess.Popen([binary(), self.command, *self.place(), "--listen", "127.0.0.1:0", *options],
                                            stdout=out_file, stderr=log_file, stdin=subprocess.DEVNULL,
                                            env={**os.environ, **self.environment})
        until = time.monotonic() + patience_s
        while True:
            self.greeting = out.read_text(errors="replace")
            said = re.search(r"listens on https?://([^:\s]+):(\d+)", self.greeting)
            if said and self.greeting.endswith("\n"):
                break
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the server did not start:\n" + self.greeting + self.log())
            time.sleep(0.02)
        self.address = (said.group(1), int(said.group(2)))

    def log(self):
        return "".join(one.read_text(errors="replace") for one in sorted(self.folder.glob("log.*")))

    def faults(self):
        """What the server itself calls an error; a test that passes leaves none."""
        return [line for line in self.log().splitlines()
                if re.search(r'"level":"(error|critical)"', line) or " [error] " in line]

    def stop(self):
        """As an operator does it. Answers the exit code."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(patience_s)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode if self.process else None

    def kill(self):
        """As a power cut does it."""
        self.process.kill()
        self.process.wait()

    def run(self, *arguments, given=None, place=True):
        """A command of the program on this firm, beside the server or without it."""
        return subprocess.run([binary(), *arguments, *(self.place() if place else [])],
                              input=given, capture_output=True, text=True, timeout=600)

    def token(self, role="administrator"):
        if role not in self.tokens:
            done = self.run("token", "add", "test " + role, "--role", role)
            if done.returncode != 0:
                raise RuntimeError("styk token add failed: " + done.stderr)
            self.tokens[role] = done.stdout.strip()
        return self.tokens[role]

    def client(self, role="administrator"):
        return Client(self.address, self.token(role) if role else None)

    def ask_as_system(self, method, path, body=None):
        connection = SocketConnection(self.data / "styk.sock")
        try:
            connection.request(method, path, body=None if body is None else json.dumps(body),
                               headers={"Content-Type": "application/json"})
            response = connection.getresponse()
            return Answer(response.status, {}, response.read())
        finally:
            connection.close()

    def add_user(self, email, role, **more):
        answer = self.ask_as_system("POST", "/api/v1/users", {"email": email, "name": email.split("@")[0], "role": role,
                                                              "password": password, **more})
        if answer.status != 201:
            raise RuntimeError(f"cannot add the user {email}: {answer.body.decode()}")
        return answer.json()

    def log_in(self, email):
        answer = Client(self.address).ask("POST", "/api/v1/session", {"email": email, "password": password})
        if answer.status != 200:
            raise RuntimeError(f"{email} cannot log in: {answer.body.decode()}")
        return re.match(r"styk_session=(\w+)", answer.header("set-cookie")).group(1)

    def query(self, sql):
        """Rows as texts, null as None, straight from the database: what the server says must be what is stored."""
        if self.database == "sqlite":
            with sqlite3.connect(f"file:{self.data}/styk.db?mode=ro", uri=True) as opened:
                return [tuple(None if x is None else str(x) for x in row) for row in opened.execute(sql)]
        done = subprocess.run(["psql", "-AtX", "-F", "\x1f", "-P", "null=\x1e", self.url, "-c", sql],
                              check=True, capture_output=True, text=True)
        return [tuple(None if x == "\x1e" else x for x in line.split("\x1f")) for line in done.stdout.splitlines()]


class Report:
    """Counts what passed and prints what failed, so that each program ends alike."""

    def __init__(self):
        self.passed, self.failed = 0, 0

    def check(self, right, what, why=""):
        if right:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED  {what}" + (f"\n        {why}" if why else ""), flush=True)
        return right

    def equal(self, found, expected, what):
        return self.check(found == expected, what, f"found {found!r}, expected {expected!r}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed else 0)


def eventually(what, limit_s=10.0):
    """The first true answer of `what()`, or its last one when the time is over."""
    until = time.monotonic() + limit_s
    while True:
        found = what()
        if found or time.monotonic() > until:
            return found
        time.sleep(0.05)
