#!/usr/bin/env python3
"""The place fails: a full disk, a database that may only be read, two servers on one file. What was acknowledged is there,
nothing is there by half, people are told what is so, and work goes on by itself when the place is well again.

usage: place.py [sqlite|postgresql]                  by default both; a file system of its own needs root, else that part is left out
"""
import contextlib
import glob
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

path = "/api/v1/feedback"


@contextlib.contextmanager
def small_disk(megabytes):
    """A file system of that size."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="styk_disk_"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
        folder.rmdir()


def fill(folder):
    """Takes what is left, to the last byte."""
    file = folder / "ballast"
    with open(file, "ab", buffering=0) as out:
        for size in (1 << 16, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    if out.write(b"x" * size) < size:
                        break
    return file


def feedback(word):
    return {"source": "api", "channel": "web", "touchpoint": "desk", "comment": f"A word {word} about it. " + "z" * 4000,
            "ratings": [{"metric": "nps", "value": 7}, {"metric": "csat", "value": 4}]}


class Place:
    def __init__(self, database, report):
        self.database, self.report = database, report

    def check(self, right, what, why=""):
        return self.report.check(right, f"{self.database}: {what}", why)

    def send_until(self, client, name, most, ends):
        """Sends until `ends(answer)`; what was acknowledged, and the answer that ended it."""
        kept = {}
        for n in range(most):
            word = f"{name}n{n}x"
            answer = client.ask("POST", path, feedback(word), {"Idempotency-Key": word})
            if ends(answer):
                return kept, word, answer
            if answer.status != 201:
                return kept, word, answer
            kept[word] = answer.json()["id"]
        return kept, None, None

    def check_kept(self, styk, kept, what):
        client = styk.client()
        lost = [word for word, id in kept.items() if client.ask("GET", f"{path}/{id}").status != 200]
        self.check(kept and not lost, f"{what}: each of {len(kept)} acknowledged is there", ", ".join(lost[:5]))

    def check_whole(self, styk, what):
        for name, sql in (
                ("two ratings", "SELECT f.id FROM feedback f LEFT JOIN rating r ON r.feedback_seq = f.seq GROUP BY f.id "
                                "HAVING COUNT(r.n) <> 2"),
                ("facts", "SELECT f.id FROM feedback f LEFT JOIN fact_log l ON l.feedback_seq = f.seq AND l.facts IS NOT NULL "
                          "GROUP BY f.id HAVING COUNT(l.position) <> 1")):
            halves = styk.query(sql)
            self.check(not halves, f"{what}: every feedback has its {name}", f"{len(halves)} have not")
        for table in ("rating", "fact_log"):
            alone = styk.query(f"SELECT t.feedback_seq FROM {table} t LEFT JOIN feedback f ON f.seq = t.feedback_seq WHERE f.seq IS NULL")
            self.check(not alone, f"{what}: no {table} without its feedback", f"{len(alone)}")

    # ------------------------------------------------------------------ SQLite
    def full_disk(self):
        with small_disk(48) as disk:
            styk = server.Server("sqlite")
            styk.data = disk / "data"
            styk.url = f"sqlite:{styk.data}/styk.db"
            try:
                styk.start()
                self.fill_and_free(styk, disk)
            finally:
                styk.__exit__()

    def fill_and_free(self, styk, disk):
        client = styk.client()
        client.ask("POST", "/api/v1/touchpoints", {"key": "desk", "name": "Front desk"})
        kept, _, _ = self.send_until(client, "a", 100, lambda answer: False)
        self.check(len(kept) == 100, "with room everything is taken", str(len(kept)))
        ballast = fill(disk)
        more, refused, answer = self.send_until(client, "b", 20_000, lambda answer: answer.status != 201)
        kept |= more
        if not self.check(answer is not None, "a full disk is noticed"):
            return
        self.check(answer.status == 503 and answer.header("retry-after"), "a full disk is 503 with Retry-After",
                   f"{answer.status} {answer.body[:200]}")
        self.check("full" in answer.json()["detail"] and answer.type == "application/problem+json", "and says so",
                   str(answer.body))
        read = client.ask("GET", f"{path}?limit=5")
        self.check(read.status == 200 and len(read.json()["items"]) == 5, "reading goes on", f"{read.status}")
        tally = client.ask("GET", "/api/v1/insights/tally?metric=nps")
        self.check(tally.status == 200, "and so do figures", f"{tally.status} {tally.body[:200]}")
        note = client.ask("POST", "/api/v1/brands", {"key": "b", "name": "Brand"})
        self.check(note.status in (201, 503), "a change is made or refused in the same way", f"{note.status} {note.body[:200]}")
        backup = styk.run("backup")
        self.check(backup.returncode == 1 and "cannot write" in backup.stderr, "a backup onto the full disk says why it fails",
                   backup.stdout + backup.stderr)
        self.check(not list((styk.data / "backups").glob("*")), "and leaves no half file", str(list((styk.data / "backups").glob("*"))))
        doctor = styk.run("doctor")
        self.check("full disk" in doctor.stdout and doctor.returncode == 1, "the doctor says what to do", doctor.stdout + doctor.stderr)
        self.check_kept(styk, kept, "on the full disk")
        self.check_whole(styk, "on the full disk")
        ballast.unlink()
        again = server.eventually(lambda: client.ask("POST", path, feedback(refused), {"Idempotency-Key": refused}).status == 201, 30)
        self.check(again, "with room again the same is taken, without a restart")
        later, _, _ = self.send_until(client, "c", 50, lambda answer: False)
        kept |= later
        self.check(len(later) == 50, "and what comes after it", str(len(later)))
        self.check_kept(styk, kept, "with room again")
        self.check_whole(styk, "with room again")
        expected = len(kept) + 1

        def counted():
            return client.ask("GET", "/api/v1/insights/tally?metric=nps").json()["total"]["n"]
        server.eventually(lambda: counted() == expected, 20)
        self.report.equal(counted(), expected, "sqlite: every feedback is counted once")
        # Killed on a full disk, it starts again when there is room.
        ballast = fill(disk)
        self.send_until(client, "d", 20_000, lambda answer: answer.status != 201)
        styk.kill()
        ballast.unlink()
        styk.start()
        self.check_kept(styk, kept, "after a kill on the full disk")
        self.check_whole(styk, "after a kill on the full disk")
        sound = styk.query("PRAGMA integrity_check")
        self.check(sound == [("ok",)], "the file of the database is sound", str(sound))
        self.check(styk.stop() == 0, "the server ends well")

    def read_only(self):
        with small_disk(32) as disk:
            styk = server.Server("sqlite")
            styk.data = disk / "data"
            styk.url = f"sqlite:{styk.data}/styk.db"
            try:
                styk.start()
                styk.client().ask("POST", "/api/v1/touchpoints", {"key": "desk", "name": "Front desk"})
                styk.stop()
                subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
                done = styk.run("serve", "--listen", "127.0.0.1:0")
                self.check(done.returncode == 1, "a server on a disk that may only be read does not start", f"exit {done.returncode}")
                self.check("styk" in done.stderr and ("written" in done.stderr or "write" in done.stderr), "and says why", done.stderr)
                subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
                styk.start()
                self.check(styk.client().ask("GET", "/healthz").status == 200, "it starts when it may write again")
            finally:
                subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=False)
                styk.__exit__()

    def read_only_file(self):
        """As a user who owns the folder but not the file."""
        styk = server.Server("sqlite")
        try:
            styk.start()
            styk.stop()
            shutil.copy(server.binary(), styk.folder / "styk")
            subprocess.run(["chown", "-R", "nobody", str(styk.folder)], check=True)
            subprocess.run(["chown", "root:root", str(styk.data / "styk.db")], check=True)
            (styk.data / "styk.db").chmod(0o444)
            done = subprocess.run(["runuser", "-u", "nobody", "--", str(styk.folder / "styk"), "serve", "--data", str(styk.data),
                                   "--listen", "127.0.0.1:0"], capture_output=True, text=True, timeout=60)
            self.check(done.returncode == 1, "a server on a file that it may not write does not start", f"exit {done.returncode}")
            self.check("can be read but not written" in done.stderr and "styk.db" in done.stderr, "and says which and why", done.stderr)
        finally:
            styk.__exit__()

    def two_servers(self):
        with server.Server("sqlite") as styk:
            second = styk.run("serve", "--listen", "127.0.0.1:0")
            self.check(second.returncode == 1 and "already" in second.stderr, "a second server on the folder is refused", second.stderr)
            link = styk.folder / "link"
            link.symlink_to(styk.data)
            for name, arguments in (
                    ("from another folder", ["--data", str(styk.folder / "other"), "--db", f"sqlite:{styk.data}/styk.db"]),
                    ("over a link", ["--data", str(styk.folder / "other"), "--db", f"sqlite:{link}/styk.db"])):
                done = subprocess.run([server.binary(), "serve", *arguments, "--listen", "127.0.0.1:0"], capture_output=True,
                                      text=True, timeout=60)
                self.check(done.returncode == 1 and "already" in done.stderr, f"and so is one {name}", done.stdout + done.stderr)
            self.check(styk.client().ask("GET", "/healthz").status == 200, "the first one goes on")

    def run(self):
        self.two_servers()
        if os.geteuid() != 0:
            print("not root: full and read-only disks are left out", flush=True)
            return
        self.full_disk()
        self.read_only()
        self.read_only_file()


class Restarts:
    """PostgreSQL is stopped, killed and cut off in the middle of intake."""

    def __init__(self, report):
        self.report = report

    def check(self, right, what, why=""):
        return self.report.check(right, f"postgresql: {what}", why)

    def control(self, *how):
        """pg_ctl of the server that tools/with_postgres started, with the options it was started with."""
        folder = re.search(r"host=([^&]+)", os.environ["STYK_TEST_POSTGRES"]).group(1)
        tool = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"))[-1]
        as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        options = pathlib.Path(folder, "data/postmaster.opts")
        if options.exists():
            words = shlex.split(options.read_text())[1:]
            self.options = shlex.join(words[:words.index("-D")] + words[words.index("-D") + 2:])
        given = ["-o", self.options] if how[0] == "start" else []
        subprocess.run([*as_whom, tool, "-D", folder + "/data", "-l", folder + "/log", "-w", *given, *how], check=True, cwd="/",
                       stdout=subprocess.DEVNULL)

    def cut_off(self, styk):
        """Every connection of the server is ended, as a firewall or a failover does it."""
        subprocess.run(["psql", "-q", os.environ["STYK_TEST_POSTGRES"], "-c",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'styk'"], check=True,
                       stdout=subprocess.DEVNULL)

    def run(self):
        with server.Server("postgresql") as styk:
            styk.client().ask("POST", "/api/v1/touchpoints", {"key": "desk", "name": "Front desk"})
            ends, kept, refused, wrong = threading.Event(), {}, {}, []

            def send(name):
                client = server.Client(styk.address, styk.token(), timeout_s=60)
                for n in range(1_000_000):
                    if ends.is_set():
                        return
                    word = f"{name}n{n}x"
                    answer = client.ask("POST", path, feedback(word), {"Idempotency-Key": word})
                    if answer.status == 201:
                        kept[word] = answer.json()["id"]
                    elif answer.status == 503 and answer.header("retry-after"):
                        refused[word] = answer.json()["detail"]
                    else:
                        wrong.append(f"{answer.status} {answer.body[:200]}")
            crowd = [threading.Thread(target=send, args=(f"r{n}",), daemon=True) for n in range(4)]
            for one in crowd:
                one.start()
            for number, blow in enumerate((lambda: self.cut_off(styk), lambda: self.control("restart", "-m", "fast"),
                                           lambda: self.control("restart", "-m", "immediate"), lambda: self.cut_off(styk))):
                had = len(kept)
                server.eventually(lambda: len(kept) >= had + 20, 60)
                blow()
                had = len(kept)
                self.check(server.eventually(lambda: len(kept) >= had + 20, 60), f"after blow {number} intake goes on by itself",
                           f"{len(kept) - had} since; {wrong[:2]}")
            # Away for a while: it says so, and comes back.
            self.control("stop", "-m", "fast")
            answer = styk_answer(styk)
            self.check(answer.status == 503 and answer.header("retry-after"), "while it is away: 503 with Retry-After",
                       f"{answer.status} {answer.body[:300]}")
            self.control("start")
            had = len(kept)
            self.check(server.eventually(lambda: len(kept) >= had + 20, 60), "and goes on when it is back", f"{len(kept) - had}")
            ends.set()
            for one in crowd:
                one.join()
            faults = [line for line in styk.faults() if '"database at' not in line]
            self.check(not wrong, "nobody hears anything else than 201 or 503", "; ".join(wrong[:3]))
            self.check(not faults, "and the log holds no fault of ours", "\n        ".join(sorted(set(faults))[:5]))
            client = styk.client()
            lost = [word for word, id in kept.items() if client.ask("GET", f"{path}/{id}").status != 200]
            self.check(not lost, f"each of {len(kept)} acknowledged is there", ", ".join(lost[:5]))
            for word in refused:
                answer = client.ask("POST", path, feedback(word), {"Idempotency-Key": word})
                self.check(answer.status == 201, "what was refused is taken when it is sent again", f"{answer.status} {answer.body[:200]}")
            stored = int(styk.query("SELECT COUNT(*) FROM feedback")[0][0])
            self.report.equal(stored, len(kept) + len(refused), "postgresql: each is there exactly once")
            Place("postgresql", self.report).check_whole(styk, "after the blows")

            def counted():
                return client.ask("GET", "/api/v1/insights/tally?metric=nps").json()["total"]["n"]
            server.eventually(lambda: counted() == stored, 30)
            self.report.equal(counted(), stored, "postgresql: each is counted once")
            print(f"postgresql: {len(kept)} acknowledged, {len(refused)} refused with 503", flush=True)


def styk_answer(styk):
    return server.Client(styk.address, styk.tokens["administrator"]).ask("GET", f"{path}?limit=1")


def main():
    report = server.Report()
    for database in server.databases_to_test(sys.argv[1:]):
        Place(database, report).run() if database == "sqlite" else Restarts(report).run()
    report.end()


main()
