#!/usr/bin/env python3
"""Who may what: every operation that the server has, tried as every role and as everybody who must stay outside.

usage: check.py [sqlite|postgresql]        by default both
       check.py --missing                  prints the rows of docs/operations_by_role.md that are missing, as the server behaves
                                           (read them before you believe them)

The operations are taken from the server's own OpenAPI document, what each role may from docs/operations_by_role.md. An operation
that is not in the table fails, and so does a row without an operation.
"""
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import examples, open_api, server  # noqa: E402

run = examples.run

table_file = server.repository / "docs/operations_by_role.md"
yes, own, no, key = "✓", "own", "—", "key"
columns = [*server.roles, "token", "nobody"]
writing = ("POST", "PUT", "PATCH", "DELETE")
endless = {("GET", "/api/v1/stream")}  # never ends: only its refusals are asked
last = {"/api/v1/demo/end": 2, "/api/v1/session": 1, "/api/v1/sessions": 1, "/api/v1/me/password": 1,
        # they change who is who, or answer 401 to what fits but belongs to no half log-in
        "/api/v1/session/code": 1, "/api/v1/session/set_up": 1, "/api/v1/session/set_up/confirm": 1}
loses_session = set(last) | {"/api/v1/me"}
secret_word, open_word = "zimorodek", "pliszka"  # said where the narrowed may not look, and where they may


def read_table():
    rows = {}
    for line in table_file.read_text().splitlines() if table_file.exists() else []:
        cells = [one.strip() for one in line.strip("|").split("|")]
        if len(cells) == len(columns) + 2 and cells[0] in ("GET", *writing):
            rows[cells[0], cells[1].strip("`")] = dict(zip(columns, cells[2:]))
    return rows


class Firm:
    """The demo firm with a person and a token of each role, and those who are nobody here."""

    def __init__(self, styk, elsewhere):
        self.styk = styk
        self.document = open_api.OpenApi(styk.client().ask("GET", "/api/v1/openapi.json").json())
        self.examples = examples.first_of_each(self.document)
        self.admin = styk.client()
        self.people = {role: f"{role}@access.example" for role in server.roles}
        self.ids = {role: styk.add_user(email, role)["id"] for role, email in self.people.items()}
        self.sessions = {role: self.log_in(role) for role in server.roles}
        self.outsiders = self.make_outsiders(elsewhere)
        self.lists = {}

    def log_in(self, role):
        return server.Client(self.styk.address, cookie=self.styk.log_in(self.people[role]))

    def need(self, status, method, path, body=None, headers=None):
        answer = self.admin.ask(method, path, body, headers)
        if answer.status != status:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()[:500]}")
        return answer.json() if answer.body else {}

    def make_outsiders(self, elsewhere):
        def client(**shown):
            return server.Client(self.styk.address, **shown)
        withdrawn = self.need(201, "POST", "/api/v1/tokens", {"name": "withdrawn", "role": "administrator"})
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)
        expired = self.need(201, "POST", "/api/v1/tokens",
                            {"name": "expired", "role": "administrator", "expires_at": soon.strftime("%Y-%m-%dT%H:%M:%SZ")})
        all_out = {
            "nobody": client(),
            "a made-up token": client(token="styk_" + "a" * 43),
            "a token of another installation": client(token=elsewhere),
            "an expired token": client(token=expired["token"]),
            "a withdrawn token": client(token=withdrawn["token"]),
            "a session shown as a token": client(token=self.styk.log_in(self.people["administrator"])),
            "a token shown as a session": client(cookie=self.styk.token("administrator")),
        }
        if all_out["a withdrawn token"].ask("GET", "/api/v1/users").status != 200:
            raise RuntimeError("a token that is about to be withdrawn does not work")
        self.need(204, "DELETE", f"/api/v1/tokens/{withdrawn['id']}", headers={"If-Match": '"1"'})
        gone = self.styk.add_user("gone@access.example", "administrator")
        all_out["a person switched off"] = client(cookie=self.styk.log_in("gone@access.example"))
        if all_out["a person switched off"].ask("GET", "/api/v1/users").status != 200:
            raise RuntimeError("a person who is about to be switched off cannot log in")
        etag = self.admin.ask("GET", f"/api/v1/users/{gone['id']}").header("etag")
        self.need(200, "PATCH", f"/api/v1/users/{gone['id']}", {"active": False}, {"If-Match": etag})
        all_out["a session that was ended"] = client(cookie=self.styk.log_in(self.people["employee"]))
        all_out["a session that was ended"].ask("DELETE", "/api/v1/session")
        if not server.eventually(lambda: all_out["an expired token"].ask("GET", "/api/v1/users").status == 401, 20):
            raise RuntimeError("a token does not expire")
        return all_out

    def operations(self):
        found = sorted((path, method, operation) for method, path, _, operation in self.document.routes)
        return sorted(found, key=lambda one: last.get(one[0], 0))

    def query_of(self, method, path):
        example = self.examples.get((method, path))
        asked = run.request_line.match(example.line)[2].partition("?")[2] if example else ""
        return "?" + urllib.parse.quote(run.dated(asked), safe="=&%:!,+.-_*") if asked and "$" not in asked else ""

    def request(self, method, path):
        """A sensible request about something that is not there."""
        example = self.examples.get((method, path))
        headers, body = {"If-Match": '"1"'}, None
        if example and path not in last:  # there a body that fits would change who is who
            headers.update({name: re.sub(r"\$\w+", "none", value) for name, value in example.headers if name != "If-Match"})
            body = run.bytes_of([re.sub(r"\$[a-z][a-z0-9_]*", lambda _: str(uuid.uuid4()), line) for line in example.body])
        bare = re.sub(r"\{(number|edit)\}", "1", path)
        return re.sub(r"\{\w+\}", lambda _: str(uuid.uuid4()), bare) + self.query_of(method, path), body or None, headers

    def real_paths(self, path, most=4):
        """The path with ids that are there, as an administrator finds them; without a place the path itself."""
        if "{" not in path:
            return [path]
        before, _, after = path.partition("{")
        parent = before.rstrip("/")
        if parent not in self.lists:
            self.lists[parent] = self.ids_of_list(parent)
        rest = after.partition("}")[2]
        return [one for item in self.lists[parent][:most] for one in self.real_paths(f"{parent}/{item}{rest}", 2)]

    def ids_of_list(self, parent):
        answer = self.admin.ask("GET", parent)
        if answer.status != 200 or answer.type != "application/json":
            return []
        items = answer.json().get("items", [])
        keys = [str(one.get("id") or one.get("number") or one.get("key")) for one in items if isinstance(one, dict)]
        return [key for key in keys if key != "None"]


class Trial:
    def __init__(self, firm, report, name):
        self.firm, self.report, self.name = firm, report, name
        self.rows, self.asked = read_table(), 0

    def ask(self, client, method, path, body, headers):
        self.asked += 1
        return client.ask(method, path, body, headers)

    def client(self, role, path):
        if path in loses_session:
            self.firm.sessions[role] = self.firm.log_in(role)
        return self.firm.sessions[role]

    def run(self):
        operations = self.firm.operations()
        known = {(method, path) for path, method, _ in operations}
        for row in sorted(set(self.rows) - known):
            self.report.check(False, f"{self.name}: {row[0]} {row[1]} is in the table and not in the server")
        self.narrowed()
        for path, method, operation in operations:
            row = self.rows.get((method, path))
            if self.report.check(row is not None, f"{self.name}: {method} {path} has no row in {table_file.name}",
                                 "run test/access/check.py --missing"):
                self.operation(method, path, row)
        return len(operations)

    def operation(self, method, path, row):
        target, body, headers = self.firm.request(method, path)
        self.outside(method, path, row, target, body, headers)
        for role in server.roles:
            ways = {"a person": self.client(role, path), "a token": self.firm.styk.client(role)}
            for way, client in ways.items():
                cell = no if way == "a token" and row["token"] == no else row[role]
                if (method, path) in endless and cell != no:
                    continue
                answer = self.ask(client, method, target, body, headers)
                refused = {no: 403, key: 401}.get(cell)
                wrong = answer.status != refused if refused else answer.status == 401 or answer.status >= 500
                wrong = wrong or (cell == yes and answer.status == 403)
                self.report.check(not wrong, f"{self.name}: {method} {path} as {way} with the role {role}",
                                  f"the table says {cell}, the answer is {answer.status} {answer.body.decode(errors='replace')[:300]}")

    def outside(self, method, path, row, target, body, headers):
        for who, client in self.firm.outsiders.items():
            answer = self.ask(client, method, target, body, headers)
            wrong = answer.status in (401, 403) or answer.status >= 500 if row["nobody"] == yes else answer.status != 401
            # Who logs in, or opens a link, with nonsense is told so in the same words.
            wrong = wrong and not (row["nobody"] == yes and answer.status == 401 and path in last)
            self.report.check(not wrong, f"{self.name}: {method} {path} as {who}", f"answers {answer.status}")
        if method in writing and row["nobody"] == no:
            stranger = {**headers, "Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
            answer = self.ask(self.client("administrator", path), method, target, body, stranger)
            self.report.check(answer.status == 403, f"{self.name}: {method} {path} from another site's page", f"answers {answer.status}")

    # ---- own: what is not theirs is not there, wherever they look

    def narrowed(self):
        seeds = seed(self.firm)
        for path, method, _ in self.firm.operations():
            row = self.rows.get((method, path))
            if row is None or (method, path) in endless or path in loses_session:
                continue
            if method == "GET":
                for real in self.firm.real_paths(path):
                    for target in sorted({real, real + self.firm.query_of(method, path)}):
                        self.look(target, path, row, seeds)
            elif "{" in path and re.match(r"/api/v1/(feedback|cases)/", path):
                self.meddle(method, path, row, seeds)
        told = {role: len(found) for role, found in seeds.shown.items()}
        self.report.check(told["administrator"] >= 5, f"{self.name}: the secret word is seen where it may be", str(told))
        self.report.check("/api/v1/feedback" in seeds.own_seen, f"{self.name}: an owner sees what was said at their own touchpoint")
        self.figures = f"secret word shown by {told['administrator']} operations to the administrator, {told['touchpoint_owner']} to an owner"

    def look(self, target, path, row, seeds):
        shown = {}
        for role in server.roles:
            answer = self.ask(seeds.eyes[role], "GET", target, None, {})
            text = answer.body.decode(errors="replace")
            shown[role] = secret_word in text
            if shown[role]:
                seeds.shown[role].add(path)
            if role == "touchpoint_owner" and open_word in text:
                seeds.own_seen.add(path)
            if row[role] == no:
                self.report.check(answer.status == 403, f"{self.name}: GET {target} as {role}", f"answers {answer.status}")
        for role in ("touchpoint_owner", "employee"):
            self.report.check(not shown[role], f"{self.name}: GET {target} tells a {role} what is not theirs")
        text = self.ask(seeds.nora, "GET", target, None, {}).body.decode(errors="replace")
        self.report.check(secret_word not in text, f"{self.name}: GET {target} tells an analyst of one place what was said at another")

    def meddle(self, method, path, row, seeds):
        _, body, headers = self.firm.request(method, path)
        thing = "feedback" if path.startswith("/api/v1/feedback") else "cases"
        item = seeds.far[thing]
        real = re.sub(r"\{\w+\}", item["id"], path, count=1)
        headers["If-Match"] = f'"{item["revision"]}"'
        for role in ("touchpoint_owner", "employee"):
            answer = self.ask(seeds.eyes[role], method, real, body, headers)
            self.report.check(answer.status in (403, 404, 422), f"{self.name}: {method} {path} of what is not theirs as {role}",
                              f"answers {answer.status}")
        now = self.firm.admin.ask("GET", f"/api/v1/{thing}/{item['id']}")
        self.report.check(now.header("etag") == f'"{item["revision"]}"', f"{self.name}: {method} {path} changed what is not theirs")


class Seeds:
    pass


def seed(firm):
    """Something said at a touchpoint of the owner's, and more at one of somebody else's, in another place."""
    seeds = Seeds()
    seeds.eyes = {role: firm.log_in(role) for role in server.roles}
    for key, owner in (("near_desk", firm.ids["touchpoint_owner"]), ("far_desk", firm.ids["cx_manager"])):
        firm.need(201, "POST", "/api/v1/touchpoints", {"key": key, "name": key, "owner_id": owner})
    places = {key: firm.need(201, "POST", "/api/v1/locations", {"key": key, "name": key})["id"] for key in ("near_place", "far_place")}
    firm.styk.add_user("nora@access.example", "analyst", location_id=places["near_place"])
    seeds.nora = server.Client(firm.styk.address, cookie=firm.styk.log_in("nora@access.example"))
    firm.need(201, "POST", "/api/v1/customers", {"key": secret_word, "name": f"Anna {secret_word}", "location_id": places["far_place"]})
    said = {"source": "api", "channel": "web", "kind": "complaint", "ratings": [{"metric": "csat", "value": 1}]}
    far = firm.need(201, "POST", "/api/v1/feedback", {**said, "touchpoint": "far_desk", "location": "far_place", "customer": secret_word,
                                                      "comment": f"The {secret_word} was cold and nobody came."})
    firm.need(201, "POST", "/api/v1/feedback", {**said, "touchpoint": "near_desk", "location": "near_place",
                                                "comment": f"The {open_word} was cold."})
    case = firm.need(201, "POST", "/api/v1/cases", {"kind": "complaint", "text": f"A {secret_word} in my room.", "touchpoint": "far_desk",
                                                    "customer_name": f"Jan {secret_word}", "severity": 2})
    seeds.far = {"feedback": {"id": far["id"]}, "cases": {"id": case["id"]}}
    for thing, item in seeds.far.items():
        item["revision"] = int(firm.admin.ask("GET", f"/api/v1/{thing}/{item['id']}").header("etag").strip('"'))
        firm.lists[f"/api/v1/{thing}"] = [item["id"]] + firm.ids_of_list(f"/api/v1/{thing}")
    seeds.shown = {role: set() for role in server.roles}
    seeds.own_seen = set()
    return seeds


def token_of_another_installation():
    with tempfile.TemporaryDirectory(prefix="styk_elsewhere_") as folder:
        done = subprocess.run([server.binary(), "token", "add", "elsewhere", "--role", "administrator", "--data", folder + "/data"],
                              capture_output=True, text=True, check=True)
        return done.stdout.strip()


def draft(firm):
    """The missing rows, as the server behaves."""
    rows, lines = read_table(), []
    for path, method, operation in firm.operations():
        if (method, path) in rows:
            continue
        target, body, headers = firm.request(method, path)
        cells = {role: no for role in columns}
        if operation.get("security") == []:
            cells = {role: yes for role in columns}
        elif (method, path) not in endless:
            for role in server.roles:
                if path in loses_session:
                    firm.sessions[role] = firm.log_in(role)
                cells[role] = no if firm.sessions[role].ask(method, target, body, headers).status == 403 else yes
            first = next((role for role in server.roles if cells[role] != no), None)
            if first:
                cells["token"] = no if firm.styk.client(first).ask(method, target, body, headers).status == 403 else yes
        lines.append((path, f"| {method} | `{path}` | " + " | ".join(cells[one] for one in columns) + " |"))
    print("\n".join(line for _, line in sorted(lines)))


def main():
    missing = "--missing" in sys.argv
    databases = ["sqlite"] if missing else server.databases_to_test(sys.argv[1:])
    report, elsewhere = server.Report(), token_of_another_installation()
    for database in databases:
        with server.Server(database, "demo") as styk:
            firm = Firm(styk, elsewhere)
            if missing:
                return draft(firm)
            trial = Trial(firm, report, database)
            count = trial.run()
            report.equal(styk.faults(), [], f"{database}: the server logs no fault")
            print(f"{database}: {count} operations x {len(server.roles)} roles by session and by token, {len(firm.outsiders)} outsiders: "
                  f"{trial.asked} requests; {trial.figures}", flush=True)
    report.end()


if __name__ == "__main__":
    main()
