#!/usr/bin/env python3
"""A database of every release is opened by this program, brought forward, and holds what it held.

usage: check.py [sqlite|postgresql]                  by default both
"""
import gzip
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

folder = server.repository / "test/data/releases"

# An upgrade may bring rules by which the comments are read anew: their words, and the mark on the trend where that was.
grow_by_reading = ("mark", "term")


class Release:
    def __init__(self, name, database, report):
        self.name, self.database, self.report = name, database, report
        self.expected = json.loads((folder / f"{name}.json").read_text())
        self.schema = int(name.rsplit("-", 1)[1])

    def check(self, right, what, why=""):
        return self.report.check(right, f"{self.database}: {self.name}: {what}", why)

    def from_file(self, styk):
        styk.data.mkdir()
        (styk.data / "styk.db").write_bytes(gzip.decompress((folder / f"{self.name}.db.gz").read_bytes()))

    def from_backup(self, styk):
        done = styk.run("restore", str(folder / f"{self.name}.styk"))
        self.check(done.returncode == 0, "its backup is restored", done.stdout + done.stderr)

    def look(self, way, put):
        styk = server.Server(self.database)
        try:
            put(styk)
            styk.start()
            self.look_at_rows(styk, way)
            self.look_at_figures(styk, way)
            newest = int(styk.query("SELECT MAX(version) FROM schema_migration")[0][0])
            copies = list((styk.data / "backups").glob("before-migration-*")) if (styk.data / "backups").exists() else []
            wanted = 1 if way == "file" and newest > self.schema else 0
            self.check(len(copies) == wanted, f"{way}: {wanted} copies from before the migration", str(copies))
            answer = styk.client().ask("POST", "/api/v1/feedback", {"source": "api", "channel": "web", "comment": "Life goes on",
                                                                    "ratings": [{"metric": "nps", "value": 9}]})
            self.check(answer.status == 201, f"{way}: it takes new feedback", answer.body[:300])
            found = server.eventually(lambda: client_finds(styk, "life goes"), 10)
            self.check(found, f"{way}: and finds it")
            told = {one["check"]: one for one in json.loads(styk.run("doctor", "--json").stdout)["checks"]}
            self.check(told["integrity"]["verdict"] == "good" and told["schema"]["verdict"] == "good", f"{way}: the doctor finds it sound",
                       f"{told['integrity']} {told['schema']}")
            self.check(not styk.faults(), f"{way}: the server logs no fault", "; ".join(styk.faults()[:3]))
        finally:
            styk.__exit__()

    def look_at_rows(self, styk, way):
        wrong = {}
        for table, n in self.expected["tables"].items():
            if table == "schema_migration":
                continue
            found = int(styk.query(f'SELECT COUNT(*) FROM "{table}"')[0][0])
            if found < n or (found > n and table not in grow_by_reading):
                wrong[table] = (found, n)
        self.check(not wrong, f"{way}: each table has its rows", f"found, expected: {wrong}")

    def look_at_figures(self, styk, way):
        client = styk.client()
        for path, total in self.expected["figures"].items():
            def same():
                return client.ask("GET", path).json().get("total", {}).get("histogram") == total.get("histogram")
            self.check(server.eventually(same, 10), f"{way}: the figures of {path}", str(client.ask("GET", path).body[:300]))


def client_finds(styk, words):
    return styk.client().ask("GET", f"/api/v1/feedback?q={words.replace(' ', '%20')}").json()["items"]


def main():
    report = server.Report()
    names = sorted(one.stem for one in folder.glob("*.json"))
    report.check(names, "a release is kept", str(folder))
    for database in server.databases_to_test(sys.argv[1:]):
        for name in names:
            release = Release(name, database, report)
            if database == "sqlite":
                release.look("file", release.from_file)
            release.look("backup", release.from_backup)
        print(f"{database}: {len(names)} releases opened", flush=True)
    report.end()


main()
