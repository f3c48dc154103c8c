#!/usr/bin/env python3
"""Every writing operation, broken everywhere: its Nth statement, commit, connection, mail or call to the outside fails, N = 1, 2 …
until it passes. Before its commit a failure leaves nothing, not in the database and not in memory: the scenario that the
operation comes from goes on and must end as if nothing had been.

usage: nth.py [sqlite|postgresql] [FILE...] [--all]    by default both, every scenario, the first two of each operation;
                                                       --all: each time that an operation occurs
       nth.py --twice [sqlite|postgresql] [FILE...]    instead: what each request writes is undone and written once more, as a
                                                       serialization failure makes it, and what it reads after that is read twice
       nth.py --again [sqlite|postgresql] [FILE...]    instead: each POST that heeds an Idempotency-Key comes twice with the same
                                                       one; the second time nothing is written and the first answer comes again
       --jobs=N                                        so many scenarios beside each other (as many as cores)

New operations join by their scenarios. The server under test is started with STYK_TEST_FAULTS (src/base/faults.h).
"""
import collections
import contextlib
import hashlib
import io
import multiprocessing
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import examples, open_api, server  # noqa: E402

run = examples.run
writing = ("POST", "PUT", "PATCH", "DELETE")
most_steps = 400
# What changes by itself, whatever is asked: when somebody was last seen, what the clockwork does next.
restless = {"work", "work_lane"}
# A dictionary of the cube: a code that nothing uses says nothing.
harmless = {"term"}
# What the clockwork tries again and again; what it delivers stands in webhook_event.
deliveries = {"webhook_delivery", "webhook_lane"}
restless_columns = {"last_seen_at", "last_used_at"}


class SqliteDump:
    def __init__(self, styk):
        self.opened = sqlite3.connect(f"file:{styk.data}/styk.db?mode=ro", uri=True, isolation_level=None)

    def rows(self, sql):
        return self.opened.execute(sql).fetchall()

    def tables(self):
        names = [row[0] for row in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")]
        shadows = ("_data", "_idx", "_content", "_docsize", "_config")
        return {name: [row[1] for row in self.rows(f"PRAGMA table_info({name})")]
                for name in names if not name.startswith("sqlite_") and not (name.endswith(shadows) and "_text" in name)}

    def take(self, tables):
        self.rows("BEGIN")
        try:
            return {name: hashlib.md5(repr(sorted(map(repr, self.rows(f"SELECT {', '.join(columns)} FROM {name}")))).encode()).hexdigest()
                    for name, columns in tables.items()}
        finally:
            self.rows("COMMIT")

    def close(self):
        self.opened.close()


class PostgresDump:
    """One psql that stays open: starting one costs more than the question."""

    def __init__(self, styk):
        self.psql = subprocess.Popen(["psql", "-AtXq", "-F", "\x1f", styk.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def rows(self, sql):
        self.psql.stdin.write(sql + ";\n\\echo \x1e\n")
        self.psql.stdin.flush()
        found = []
        while (line := self.psql.stdout.readline()) and line != "\x1e\n":
            found.append(tuple(line.rstrip("\n").split("\x1f")))
        return found

    def tables(self):
        found = collections.defaultdict(list)
        for table, column in self.rows("SELECT table_name, column_name FROM information_schema.columns "
                                       "WHERE table_schema = current_schema() ORDER BY 1, 2"):
            found[table].append(column)
        return dict(found)

    def take(self, tables):
        return dict(self.rows(" UNION ALL ".join(
            f"SELECT '{name}', md5(coalesce(string_agg(line, '|' ORDER BY line), '')) "
            f"FROM (SELECT row({', '.join(columns)})::text AS line FROM \"{name}\") AS {name}_lines" for name, columns in tables.items())))

    def close(self):
        self.psql.stdin.close()
        self.psql.wait()


class Dump:
    """A short name for all that the database holds, by table."""

    def __init__(self, styk):
        self.inside = SqliteDump(styk) if styk.database == "sqlite" else PostgresDump(styk)
        self.tables = {name: [f'"{one}"' for one in columns if one not in restless_columns]
                       for name, columns in self.inside.tables().items() if name not in restless}

    def take(self):
        return self.inside.take(self.tables)

    def settled(self):
        """Once nothing moves any more: what the last request left to do is done."""
        def twice():
            first = self.take()
            return first if self.take() == first else None
        return server.eventually(twice, 3) or self.take()


def where(trace):
    """(place, letter, commits before) of the step that broke; None when all passed."""
    hit = re.search(r"[A-Z]", trace)
    return (hit.start() + 1, hit[0].lower(), trace[:hit.start()].count("k")) if hit else None


kinds = {"c": "connections", "s": "statements", "k": "commits", "a": "commits beside", "m": "mails", "w": "calls"}


class Again(BaseException):
    """The scenario lost an answer that it needs: it begins anew, and what was tried is not tried again."""


class Broken(run.Run):
    environment = {"STYK_TEST_FAULTS": "1"}
    chosen = set()                        # (file, line) of what is broken
    seen = set()                          # operations
    figures = collections.Counter()
    tried = {}                            # (file, line) -> commits when it was told as broken although it stood, or None
    late = collections.defaultdict(set)   # operation -> what broke after its commit, and what it answered

    def __init__(self, styk, name, report):
        super().__init__(styk, name, report)
        self.dump, self.starts = None, 0

    def faults(self):
        return [line for line in self.styk.faults() if "broken on purpose" not in line]

    def operation(self, method, path):
        bare = path.partition("?")[0]
        route = self.document.find(method, bare)
        return f"{method} {route[1] if route else re.sub(r'[0-9a-f-]{16,}', '…', bare)}"

    def step(self, step):
        self.meant, self.place = (None, None) if isinstance(step, tuple) else (step.status, (self.name.partition("/")[2], step.number))
        self.written = [] if isinstance(step, tuple) else step.body
        return super().step(step)

    def of_now(self, body):
        """What an app shows is over long before the request was broken everywhere: it is read off again each time."""
        shows_code = any("@code(" in line for line in self.written)
        return run.bytes_of([self.fill(line) for line in self.written]) if shows_code else body

    def ask(self, client, method, path, body, headers):
        if method not in writing or self.meant is None or self.meant >= 400:
            return client.ask(method, path, body, headers)
        operation = self.operation(method, path)
        if method == "POST":  # as programs send, so that what is done and was not told can be asked again
            headers = {"Idempotency-Key": uuid.uuid4().hex, **headers}

        def ask(fault):
            return client.ask(method, path, self.of_now(body), {**headers, "X-Fault": fault})
        if self.place in Broken.tried:
            answer = ask("none")
            self.check_rest(operation, answer.header("x-fault-trace") or "", Broken.tried[self.place])
            return answer
        if self.place not in Broken.chosen:
            return client.ask(method, path, body, headers)
        Broken.seen.add(operation)
        return self.break_everywhere(operation, ask)

    def take(self, how):
        if self.starts != self.styk.starts:
            self.dump, self.starts = Dump(self.styk), self.styk.starts
        return getattr(self.dump, how)()

    def break_everywhere(self, operation, ask):
        before = self.take("settled")
        Broken.figures["requests"] += 1
        for n in range(1, most_steps):
            answer = ask(f"once {n}")
            trace = answer.header("x-fault-trace") or ""
            hit = where(trace)
            if hit is None:
                Broken.tried[self.place] = None
                return answer
            Broken.figures["faults"] += 1
            Broken.figures["faults: " + hit[1]] += 1
            if hit[1] in "mw" and answer.status < 500:
                continue  # it says that nobody was reached
            if hit[2] > 0 or answer.status < 400:  # it stands; what broke came after
                Broken.tried[self.place] = hit[2] if answer.status >= 400 else None
                return self.after_commit(operation, trace, ask, answer)
            self.report.check(answer.status in (500, 503), f"{self.name}: {operation} broken at {trace} answers {answer.status}",
                              answer.body.decode(errors="replace")[:300])
            self.report.check(b"purpose" not in answer.body, f"{self.name}: {operation} tells the client what broke")
            before = self.compare(operation, f"once {n}", trace, before, ask)
        return answer

    def changed(self, before):
        after = self.take("take")
        return {name for name in after if after[name] != before.get(name)}

    def compare(self, operation, fault, trace, before, ask):
        after = self.take("take")
        if after != before:  # the clockwork may have done something of its own: once more, from here
            before = self.take("settled")
            ask(fault)
            after = self.take("take")
        changed = sorted(name for name in after if after[name] != before.get(name) and name not in harmless)
        self.report.check(not changed, f"{self.name}: {operation} broken at {trace} leaves something behind", f"in {', '.join(changed)}")
        return after

    def after_commit(self, operation, trace, ask, answer):
        """It stands. A client who was told that it broke asks again with its key, or reads it again; here the scenario begins anew."""
        if answer.status < 400:
            return answer
        Broken.late[operation].add(trace)
        self.report.check(b"may have been done" in answer.body, f"{self.name}: {operation} broken at {trace}, after its commit, says so",
                          answer.body.decode(errors="replace")[:300])
        before = self.take("settled")
        again = ask("none")
        if again.header("idempotency-replayed"):
            self.report.check(not self.changed(before), f"{self.name}: {operation} asked again with its key is done twice")
            Broken.figures["replayed"] += 1
            return again
        if self.mail:
            self.mail.__exit__()
        raise Again

    def check_rest(self, operation, trace, commits):
        """As many commits as were there when it was told as broken are all that there are: so it was done whole."""
        if commits is not None:
            self.report.check(trace.count("k") <= commits, f"{self.name}: {operation} is done in one piece", trace)


class Repeated(Broken):
    """Each POST sent twice with one key, as by a program that did not hear the first answer."""

    def ask(self, client, method, path, body, headers):
        route = self.document.find(method, path.partition("?")[0])
        heeds = route and any(one["name"] == "Idempotency-Key" for one in route[3].get("parameters", []))
        if method != "POST" or not heeds or self.place not in Broken.chosen or "Idempotency-Key" in headers:
            return client.ask(method, path, body, headers)
        keyed = {**headers, "Idempotency-Key": uuid.uuid4().hex}
        first = client.ask(method, path, body, keyed)
        if first.status < 400:
            self.send_again(f"POST {route[1]}", first, lambda: client.ask(method, path, body, keyed))
        return first

    def send_again(self, operation, first, ask):
        Broken.seen.add(operation)
        Broken.figures["requests"] += 1
        before = self.take("settled")
        second = ask()
        quiet = harmless | deliveries
        if self.changed(before) - quiet:  # the clockwork may have done something of its own: once more, from here
            before = self.take("settled")
            second = ask()
        changed = sorted(self.changed(before) - quiet)
        self.report.check(not changed, f"{self.name}: {operation} sent again with its key is done twice", f"in {', '.join(changed)}")
        if second.header("idempotency-replayed"):
            Broken.figures["replayed"] += 1
            told = [(one.status, one.body, one.header("etag"), one.type) for one in (first, second)]
            self.report.equal(told[1], told[0], f"{self.name}: {operation} sent again with its key answers as the first time")
        elif second.status == 409:
            self.report.check(b"secret" in second.body or b"voice" in second.body, f"{self.name}: {operation} keeps its answer", second.body.decode(errors="replace")[:300])
            Broken.late[operation].add("told once")
        else:
            Broken.late[operation].add("writes nothing")


class Twice(run.Run):
    environment = {"STYK_TEST_FAULTS": "1"}

    def ask(self, client, method, path, body, headers):
        return client.ask(method, path, body, {**headers, "X-Fault": "twice"})


def choose(per_operation):
    """The first so many successes of each writing operation, as (file, line): what one scenario does is no matter for another."""
    with server.Server("sqlite") as styk:
        document = open_api.OpenApi(styk.client().ask("GET", "/api/v1/openapi.json").json())
    seen, chosen = collections.Counter(), set()
    for path in sorted(run.folder.glob("*.txt")):
        for step in run.read_scenario(path.read_text(), path.name):
            if isinstance(step, tuple) or step.status >= 400:
                continue
            method, asked, _, _ = run.request_line.match(step.line).groups()
            bare = asked.partition("?")[0]
            route = document.find(method, bare)
            operation = (method, route[1] if route else re.sub(r"\$\w+", "…", bare))
            seen[operation] += 1
            if method in writing and seen[operation] <= per_operation:
                chosen.add((path.name, step.number))
    return chosen


def examine(job):
    """One scenario on a firm of its own, until it ends without having lost an answer that it needs."""
    database, path, kind, Broken.chosen = job
    for one in (Broken.seen, Broken.figures, Broken.late, Broken.tried):
        one.clear()
    report, told = server.Report(), io.StringIO()
    with contextlib.redirect_stdout(told):
        for _ in range(100):
            try:
                run.run_file(path, database, report, set(), kind)
                break
            except Again:
                Broken.figures["begun anew"] += 1
            except (RuntimeError, OSError) as why:
                report.check(False, f"{database}/{path.name}", f"{type(why).__name__} {why}")
                break
    told = told.getvalue() + f"{database}/{path.stem}: {report.passed} passed, {report.failed} failed"
    return told, report.passed, report.failed, Broken.seen, Broken.figures, dict(Broken.late)


def main():
    arguments = sys.argv[1:]
    kind = Twice if "--twice" in arguments else Repeated if "--again" in arguments else Broken
    beside = next((int(one[7:]) for one in arguments if one.startswith("--jobs=")), os.cpu_count())
    databases = server.databases_to_test(arguments)
    named = [run.folder / (pathlib.Path(one).stem + ".txt") for one in arguments if one not in server.databases and not one.startswith("-")]
    chosen = choose(10**9 if "--all" in arguments else 2) if kind is not Twice else set()
    # The longest first, so that none of them is alone at the end.
    files = named or sorted(run.folder.glob("*.txt"), key=lambda one: -one.stat().st_size)
    report = server.Report()
    for database in databases:
        seen, figures, late = set(), collections.Counter(), {}
        with multiprocessing.Pool(beside) as pool:
            jobs = [(database, path, kind, chosen) for path in files]
            for told, passed, failed, of_seen, of_figures, of_late in pool.imap_unordered(examine, jobs):
                print(told, flush=True)
                report.passed, report.failed = report.passed + passed, report.failed + failed
                seen |= of_seen
                figures += of_figures
                late.update(of_late)
        if kind is Broken:
            tell(database, len(files), seen, figures, late)
        elif kind is Repeated:
            tell_again(database, seen, figures, late)
    report.end()


def tell(database, stories, seen, figures, late):
    for operation, traces in sorted(late.items()):
        print(f"  after its commit  {operation}: {', '.join(sorted(traces))}")
    told = ", ".join(f"{figures['faults: ' + letter]} {word}" for letter, word in kinds.items())
    print(f"{database}: {stories} scenarios, {len(seen)} operations, {figures['requests']} requests, {figures['faults']} faults ({told}), "
          f"{len(late)} operations told as broken after their commit, {figures['replayed']} answers told "
          f"again by their key, begun anew {figures['begun anew']} times", flush=True)


def tell_again(database, seen, figures, late):
    for operation, how in sorted(late.items()):
        print(f"  {', '.join(sorted(how))}: {operation}")
    print(f"{database}: {len(seen)} operations, {figures['requests']} requests sent twice, {figures['replayed']} answered as the first time", flush=True)


if __name__ == "__main__":
    main()
