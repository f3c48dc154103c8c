#!/usr/bin/env python3
"""styk backup, restore and doctor: a firm that people work on is saved, comes back in the other kind of database, and is
equal there; a file that is not whole is refused and changes nothing.

usage: check.py [sqlite|postgresql]                  from which database; by default from each
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

other_kind = {"sqlite": "postgresql", "postgresql": "sqlite"}
# What a person or a program may ask of the firm; the same questions to both.
questions = (
    "/api/v1/insights/tally?metric=nps&by=touchpoint", "/api/v1/insights/tally?metric=csat&by=week,channel",
    "/api/v1/insights/tally?metric=wr&by=location", "/api/v1/insights/tally?metric=nps&q=room",
    "/api/v1/feedback?limit=200", "/api/v1/feedback?q=breakfast&limit=100", "/api/v1/customers?limit=200", "/api/v1/events?limit=100",
    "/api/v1/audit?kind=touchpoint&kind=brand&kind=metric&kind=customer&kind=feedback&limit=200",
    "/api/v1/touchpoints?limit=200", "/api/v1/journeys", "/api/v1/surveys", "/api/v1/case_rules?limit=100",
    "/api/v1/promises", "/api/v1/standards", "/api/v1/users", "/api/v1/firm", "/api/v1/metrics", "/api/v1/topics", "/api/v1/alerts",
    "/api/v1/boards", "/api/v1/locations?limit=200", "/api/v1/indicators")


class Intake(threading.Thread):
    """Sends feedback until it is told to stop."""

    def __init__(self, styk, name):
        super().__init__(daemon=True)
        self.client, self.name, self.ends = styk.client(), name, threading.Event()
        self.acknowledged, self.wrong = {}, []

    def run(self):
        for n in range(1_000_000):
            if self.ends.is_set():
                return
            word = f"{self.name}n{n}x"
            answer = self.client.ask("POST", "/api/v1/feedback", {
                "source": "api", "channel": "web", "comment": f"The word {word} of the intake",
                "ratings": [{"metric": "nps", "value": n % 11}]})
            if answer.status != 201:
                self.wrong.append(f"{answer.status} {answer.body[:200]}")
                return
            self.acknowledged[word] = answer.json()["id"]


class Care:
    def __init__(self, database, report):
        self.database, self.report = database, report

    def check(self, right, what, why=""):
        return self.report.check(right, f"{self.database}: {what}", why)

    def ends(self, done, code, what):
        return self.check(done.returncode == code, f"{what}: exit {code}",
                          f"exit {done.returncode}\n{done.stdout}{done.stderr}".rstrip())

    # ------------------------------------------------------------------ while people work
    def save_while_people_work(self, styk, file):
        crowd = [Intake(styk, f"i{n}") for n in range(4)]
        for one in crowd:
            one.start()
        server.eventually(lambda: all(len(one.acknowledged) > 5 for one in crowd), 30)
        before = {word: id for one in crowd for word, id in list(one.acknowledged.items())}
        saved = styk.run("backup", str(file))
        during = sum(len(one.acknowledged) for one in crowd) - len(before)
        for one in crowd:
            one.ends.set()
        for one in crowd:
            one.join()
            self.check(not one.wrong, "intake goes on while a backup is made", "; ".join(one.wrong))
        self.ends(saved, 0, "backup beside the running server")
        self.check(oct(file.stat().st_mode & 0o777) == "0o600", "only its owner can read a backup", oct(file.stat().st_mode))
        self.check(during > 0, "feedback came in while the backup was made", f"{during}")
        return before

    def restored(self, file):
        """A server on what comes back from `file`, in the other kind of database."""
        styk = server.Server(other_kind[self.database])
        done = styk.run("restore", str(file))
        self.ends(done, 0, f"restore into {styk.database}")
        self.check("read back and is equal" in done.stdout, "every table is read back and compared", done.stdout)
        styk.start()
        return styk

    def check_intake_is_there(self, file, before):
        styk = self.restored(file)
        try:
            client = styk.client()
            lost = [word for word, id in before.items() if client.ask("GET", f"/api/v1/feedback/{id}").status != 200]
            self.check(not lost, f"each of {len(before)} acknowledged before the backup is in it", ", ".join(lost[:5]))
            some = list(before)[:20]
            unfound = [word for word in some if [one["id"] for one in
                                                 client.ask("GET", f"/api/v1/feedback?q={word}").json()["items"]] != [before[word]]]
            self.check(not unfound, "search finds what was restored", ", ".join(unfound))
            halves = styk.query("SELECT f.id FROM feedback f LEFT JOIN rating r ON r.feedback_seq = f.seq "
                                "WHERE f.comment LIKE 'The word%' AND r.n IS NULL")
            self.check(not halves, "nothing is there by half", f"{len(halves)}")
            doctor = styk.run("doctor", "--json")
            told = {one["check"]: one for one in json.loads(doctor.stdout)["checks"]}
            self.check(told["integrity"]["verdict"] == "good", "the doctor finds it sound", str(told["integrity"]))
        finally:
            styk.__exit__()

    # ------------------------------------------------------------------ when nobody works
    def answers(self, styk):
        """Twice the same only when everything is counted; so it is asked until it stays."""
        client, last = styk.client(), None

        def ask():
            found = {}
            for path in questions:
                answer = client.ask("GET", path)
                found[path] = (answer.status, answer.json())
            return found

        def settled():
            nonlocal last
            found = ask()
            same, last = found == last, found
            return same
        server.eventually(settled, 60)
        return last

    def check_equal(self, styk, file):
        self.ends(styk.run("backup", str(file)), 0, "backup of a quiet firm")
        expected = self.answers(styk)
        asked = [path for path, (status, _) in expected.items() if status == 200]
        self.check(len(asked) == len(questions), "every question is one", str(set(questions) - set(asked)))
        copy = self.restored(file)
        try:
            found = self.answers(copy)
            for path in asked:
                self.check(same(found[path], expected[path]), f"the same answer to {path}", difference(found[path], expected[path]))
            self.check_counts(styk, copy)
            answer = copy.client().ask("POST", "/api/v1/feedback", {"source": "api", "channel": "web", "comment": "Life goes on",
                                                                    "ratings": [{"metric": "nps", "value": 9}]})
            self.check(answer.status == 201, "the copy takes new feedback", answer.body[:200])
            again = file.parent / "again.styk"
            self.ends(copy.run("backup", str(again)), 0, "backup of the copy")
            self.ends(copy.run("restore", str(again), "--check"), 0, "the backup of the copy is sound")
        finally:
            copy.__exit__()

    def check_counts(self, one, other):
        for table in ("feedback", "rating", "audit", "customer", "fact_log", "journey_map", "customer_case", "term", "person"):
            counts = [styk.query(f"SELECT COUNT(*) FROM {table}")[0][0] for styk in (one, other)]
            self.check(table == "audit" or counts[0] == counts[1], f"as many rows of {table}", str(counts))

    # ------------------------------------------------------------------ what must not happen
    def check_refusals(self, styk, file):
        folder = file.parent
        whole = file.read_bytes()
        for name, damaged in (("cut", whole[:len(whole) // 2]), ("flipped", flip(whole, len(whole) // 3)), ("empty", b""),
                              ("other", b"SQLite format 3\0" + whole)):
            broken = folder / f"{name}.styk"
            broken.write_bytes(damaged)
            copy = server.Server(other_kind[self.database])
            try:
                done = copy.run("restore", str(broken))
                self.ends(done, 1, f"a {name} file is refused")
                self.check(broken.name in done.stderr, "and named", done.stderr)
                self.check(not (copy.data / "styk.db").exists(), "nothing is made of it", str(copy.data))
                again = copy.run("restore", str(file))
                self.ends(again, 0, "the whole one goes in afterwards")
                full = copy.run("restore", str(file))
                self.ends(full, 1, "a database that is there is not overwritten")
                self.check("--replace" in full.stderr, "and the way is told", full.stderr)
            finally:
                copy.__exit__()
        self.ends(styk.run("backup", str(file)), 1, "a backup that exists is not overwritten")
        self.check(file.read_bytes() == whole, "it is as it was")
        nobody = styk.run("restore", str(file), "--replace")
        self.ends(nobody, 1, "nothing is restored under a running server")
        self.check("top " in nobody.stderr, "and the way is told", nobody.stderr)

    def check_replace(self, styk, file):
        styk.client().ask("POST", "/api/v1/touchpoints", {"key": "later", "name": "After the backup"})
        styk.stop()
        done = styk.run("restore", str(file), "--replace")
        self.ends(done, 0, "restore over what is there")
        styk.start()
        keys = [one["key"] for one in styk.client().ask("GET", "/api/v1/touchpoints?limit=500").json()["items"]]
        self.check("later" not in keys, "what came after the backup is gone", str(keys))
        if self.database == "sqlite":
            aside = [one for one in styk.data.glob("styk.db.before-restore-*") if not one.name.endswith(("-wal", "-shm"))]
            self.check(len(aside) == 1, "what was there is put aside", str(aside))
        else:
            aside = list((styk.data / "backups").glob("before-restore-*.styk"))
            self.check(len(aside) == 1, "what was there is saved", str(aside))
            self.ends(styk.run("restore", str(aside[0]), "--check"), 0, "and sound")

    def check_names_and_keys(self, styk):
        for _ in range(3):
            done = styk.run("backup", "--keep", "2")
            if done.returncode != 0 and "exists already" in done.stderr:  # within the same second
                continue
            self.ends(done, 0, "backup without a name")
        files = sorted((styk.data / "backups").glob("styk-*.styk"))
        self.check(1 <= len(files) <= 2, "only the newest two are kept", str(files))
        self.check(all(re.fullmatch(r"styk-\d{8}T\d{6}Z\.styk", one.name) for one in files), "named after their moment", str(files))

        secret = "sesam-geh-auf-41"
        client = styk.client()
        mail = client.ask("GET", "/api/v1/mail_settings")
        changed = client.ask("PATCH", "/api/v1/mail_settings", {
            "host": "127.0.0.1", "port": 9, "security": "starttls", "user": "styk", "password": secret,
            "from_address": "cx@styk.example"}, {"If-Match": mail.header("etag")})
        self.check(changed.status == 200, "a password is sealed", f"{changed.status} {changed.body[:300]}")
        key = (styk.data / "styk.key").read_bytes()
        plain, with_key = styk.folder / "plain.styk", styk.folder / "with_key.styk"
        told = styk.run("backup", str(plain))
        self.check("styk.key" in told.stdout, "a backup without the key says so", told.stdout)
        self.ends(styk.run("backup", str(with_key), "--with-key"), 0, "backup with the key")
        for file, holds in ((plain, False), (with_key, True)):
            text = unpacked(file)
            self.check(secret.encode() not in text, "a password is in no backup", file.name)
            self.check((key in text) == holds, f"the key is {'in' if holds else 'not in'} {file.name}")
        copy = server.Server(other_kind[self.database])
        try:
            self.ends(copy.run("restore", str(with_key)), 0, "restore with the key")
            self.check((copy.data / "styk.key").read_bytes() == key, "the key comes back")
            self.check(oct((copy.data / "styk.key").stat().st_mode & 0o777) == "0o600", "for its owner alone")
            doctor = json.loads(copy.run("doctor", "--json").stdout)
            told = {one["check"]: one for one in doctor["checks"]}
            self.check(told["secrets"]["verdict"] == "good", "and opens what is sealed", str(told["secrets"]))
            (copy.data / "styk.key").unlink()
            doctor = copy.run("doctor", "--json")
            told = {one["check"]: one for one in json.loads(doctor.stdout)["checks"]}
            self.check(told["secrets"]["verdict"] == "bad", "the doctor misses the key", str(told["secrets"]))
            self.ends(doctor, 1, "the doctor with a patient")
            self.check(told["mail server"]["verdict"] == "bad", "and finds that no mail server answers", str(told["mail server"]))
        finally:
            copy.__exit__()

    def check_doctor(self, styk):
        done = styk.run("doctor")
        for name in ("files", "server", "schema", "integrity", "disk", "clock", "secrets", "mail server", "queue", "outbox", "backup"):
            self.check(re.search(rf"^(good|note|bad|unknown) +{name} ", done.stdout, re.M), f"the doctor looks at {name}", done.stdout)
        self.check("unknown" not in done.stdout, "and can look at all of it", done.stdout)
        self.check(re.search(r"^good +server", done.stdout, re.M), "the running server is seen", done.stdout)
        told = {one["check"]: one for one in json.loads(styk.run("doctor", "--json").stdout)["checks"]}
        self.check(all(one["advice"] for one in told.values() if one["verdict"] in ("bad", "note")), "each trouble has an advice",
                   str(told))
        nowhere = subprocess.run([server.binary(), "doctor", "--data", str(styk.folder / "nowhere")], capture_output=True, text=True)
        self.ends(nowhere, 1, "the doctor without a patient")
        self.check(not (styk.folder / "nowhere").exists(), "and makes none", nowhere.stdout)
        self.check_sick(styk)

    def check_sick(self, styk):
        """A copy is made ill in one way after the other; the doctor names each."""
        file = styk.folder / "healthy.styk"
        styk.run("backup", str(file))
        copy = server.Server("sqlite")
        try:
            copy.run("restore", str(file))
            ills = (
                ("integrity", "DELETE FROM fact_log WHERE position IN (SELECT MIN(position) FROM fact_log WHERE facts IS NOT NULL)"),
                ("integrity", "INSERT INTO rating VALUES (987654321, 0, 'nps', NULL, 5, 'given')"),
                ("integrity", "UPDATE touchpoint SET owner_id = 'nobody' WHERE key = (SELECT MIN(key) FROM touchpoint)"),
                ("queue", "INSERT INTO work (kind, payload, due_at, leased_until, lease, attempts, created_at) "
                          "VALUES ('stuck', '{}', 5, 0, '', 3, 5)"),
                ("schema", "INSERT INTO schema_migration VALUES (9999, 'of tomorrow', 0)"),
                ("clock", "UPDATE audit SET at = 9000000000000000 WHERE position = (SELECT MAX(position) FROM audit)"),
                ("outbox", "INSERT INTO outgoing_mail (id, message_id, recipient, recipient_name, subject, text, html, state, attempts,"
                           " created_at) VALUES ('m', 'm', 'a@b', '', '', '', '', 'waiting', 1, 5)"))
            whole = (copy.data / "styk.db").read_bytes()
            for name, sql in ills:
                (copy.data / "styk.db").write_bytes(whole)
                subprocess.run(["sqlite3", str(copy.data / "styk.db"), sql], check=True)
                done = copy.run("doctor", "--json")
                told = {one["check"]: one for one in json.loads(done.stdout)["checks"]}
                self.check(told.get(name, {}).get("verdict") == "bad" and done.returncode == 1, f"the doctor finds: {sql[:50]}",
                           done.stdout)
            (copy.data / "styk.db").write_bytes(flip_page(whole))
            done = copy.run("doctor")
            self.check(done.returncode == 1 and re.search(r"^(bad|unknown)", done.stdout, re.M), "the doctor finds a torn page",
                       done.stdout)
        finally:
            copy.__exit__()

    def run(self):
        with server.Server(self.database, "demo") as styk:
            live, quiet = styk.folder / "live.styk", styk.folder / "quiet.styk"
            before = self.save_while_people_work(styk, live)
            self.check_intake_is_there(live, before)
            self.check_equal(styk, quiet)
            self.check_refusals(styk, quiet)
            self.check_doctor(styk)
            self.check_names_and_keys(styk)
            self.check_replace(styk, quiet)
            size, rows = quiet.stat().st_size, re.search(r"(\d+) rows", styk.run("restore", str(quiet), "--check").stdout).group(1)
        print(f"{self.database}: a backup of {rows} rows has {size / 1e6:.1f} MB", flush=True)


def flip(text, at):
    return text[:at] + bytes([text[at] ^ 4]) + text[at + 1:]


def flip_page(text):
    """A page of a tree in the middle becomes rubbish, as a bad disk does it."""
    page = next(at for at in range(8192 * (len(text) // 16384), len(text), 8192) if text[at] in (2, 5, 10, 13))
    return text[:page] + bytes(8192) + text[page + 8192:]


def unpacked(file):
    """Everything that stands in the frames of a backup, by another reader of its form."""
    import zlib
    text, at, out = file.read_bytes(), len(b"Styk backup 1\n"), b""
    while at < len(text):
        packed = int.from_bytes(text[at + 5:at + 9], "little")
        out += zlib.decompress(text[at + 9:at + 9 + packed])
        at += 9 + packed + 8
    return out


def timeless(value):
    """Without what every look changes: when somebody was seen last, how long is left."""
    if isinstance(value, dict):
        return {name: timeless(one) for name, one in value.items() if name not in ("last_seen_at", "last_used_at", "as_of", "left_s", "last_checked_at")}
    return [timeless(one) for one in value] if isinstance(value, (list, tuple)) else value


def same(found, expected):
    return timeless(found) == timeless(expected)


def difference(found, expected):
    one, other = (json.dumps(timeless(x), indent=1, ensure_ascii=False).splitlines() for x in (found, expected))
    for n, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return f"line {n}: found {a.strip()[:150]}, expected {b.strip()[:150]}"
    return f"{len(one)} lines, expected {len(other)}"


def main():
    report = server.Report()
    wanted = [one for one in sys.argv[1:] if one in server.databases] or list(server.databases)
    server.databases_to_test(["postgresql"])  # both kinds are needed, whichever is saved
    for database in wanted:
        Care(database, report).run()
    report.end()


main()
