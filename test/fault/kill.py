#!/usr/bin/env python3
"""kill -9 during intake: what was acknowledged is there, whole; what was not is there whole or not at all.

usage: kill.py [sqlite|postgresql] [TIMES]           by default both, 10 times (or STYK_KILLS)

Each round a server starts on the data of the last one, several clients send feedback without pause, and the process is
killed at a random moment, now and then while it is still starting. At the end every request that got no answer is sent
again with its Idempotency-Key, so that the database must hold each feedback exactly once.
"""
import collections
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

clients_at_once = 4
path = "/api/v1/feedback"
metrics = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}


def feedback(chance, word):
    ratings = [{"metric": metric, "value": chance.randint(*scale)} for metric, scale in metrics.items()]
    return {"source": "api", "channel": "web", "touchpoint": "desk", "customer": f"guest {chance.randint(1, 50)}",
            "comment": f"A word {word} about it", "ratings": ratings}


class Sender(threading.Thread):
    """Sends until the server is gone; remembers what was sent and what was answered."""

    def __init__(self, styk, name, seed):
        super().__init__(daemon=True)
        self.client = server.Client(styk.address, styk.token(), timeout_s=20)
        self.name, self.chance = name, random.Random(seed)
        self.sent, self.acknowledged, self.wrong = {}, {}, []

    def run(self):
        for n in range(1_000_000):
            word = f"{self.name}n{n}x"  # search goes by beginnings: no word begins another
            self.sent[word] = feedback(self.chance, word)
            try:
                answer = self.client.ask("POST", path, self.sent[word], {"Idempotency-Key": word})
            except OSError:
                return
            except Exception:  # half an answer: none at all
                return
            if answer.status != 201:
                self.wrong.append(f"{word}: {answer.status} {answer.body[:300]}")
                return
            self.acknowledged[word] = answer.json()["id"]


def is_whole(stored, word, sent):
    return (stored["comment"] == sent["comment"] and stored["customer"] == sent["customer"] and
            {one["metric"]: one["value"] for one in stored["ratings"]} ==
            {one["metric"]: one["value"] for one in sent["ratings"]})


class Siege:
    def __init__(self, database, times, report):
        self.database, self.times, self.report = database, times, report
        self.chance = random.Random(int(os.environ.get("STYK_SEED", "7")))
        self.sent, self.acknowledged = {}, {}

    def check(self, right, what, why=""):
        return self.report.check(right, f"{self.database}: {what}", why)

    def kill_while_starting(self):
        """The same start, with nobody waiting for it."""
        with open(self.styk.folder / "half_start", "wb") as out:
            process = subprocess.Popen([server.binary(), "serve", *self.styk.place(), "--listen", "127.0.0.1:0"],
                                       stdout=out, stderr=out)
            time.sleep(self.chance.uniform(0.0, 0.5))
            process.kill()
            process.wait()

    def attack(self, number):
        if number % 3 == 2:
            self.kill_while_starting()
        self.styk.start()
        senders = [Sender(self.styk, f"k{number}c{n}", self.chance.random()) for n in range(clients_at_once)]
        for one in senders:
            one.start()
        answered = self.chance.randint(0, 150)
        server.eventually(lambda: sum(len(one.acknowledged) for one in senders) >= answered, 20)
        time.sleep(self.chance.uniform(0, 0.05))
        self.styk.kill()
        fresh = {}
        for one in senders:
            one.join()
            self.check(not one.wrong, f"round {number}: every feedback is accepted", "; ".join(one.wrong))
            self.sent |= one.sent
            fresh |= one.acknowledged
        self.acknowledged |= fresh
        return fresh

    def check_acknowledged(self, words):
        lost = []
        client = self.styk.client()
        for word in words:
            answer = client.ask("GET", f"{path}/{self.acknowledged[word]}")
            if answer.status != 200 or not is_whole(answer.json(), word, self.sent[word]):
                lost.append(f"{word}: {answer.status} {answer.body[:300]}")
        self.check(not lost, f"each of {len(words)} acknowledged feedback is there, whole", "; ".join(lost[:3]))

    def check_searchable(self, words):
        client = self.styk.client()
        unfound = [word for word in words
                   if [one["id"] for one in client.ask("GET", f"{path}?q={word}").json()["items"]] !=
                   [self.acknowledged[word]]]
        self.check(not unfound, "search finds each by its word, once", ", ".join(unfound[:5]))

    def check_no_half(self):
        """In the database itself, as the killed process left it."""
        # SQLite keeps one row a text in a table beside its full-text index.
        search, key = ("feedback_search", "seq") if self.database == "postgresql" else ("feedback_search_docsize", "id")
        for what, sql in (
                ("has three ratings", "SELECT f.id FROM feedback f LEFT JOIN rating r ON r.feedback_seq = f.seq "
                                      "GROUP BY f.id HAVING COUNT(r.n) <> 3"),
                ("can be searched", f"SELECT f.id FROM feedback f LEFT JOIN {search} s ON s.{key} = f.seq WHERE s.{key} IS NULL"),
                ("is in the log of facts once", "SELECT f.id FROM feedback f LEFT JOIN fact_log l ON l.feedback_seq = f.seq "
                                                "AND l.facts IS NOT NULL GROUP BY f.id HAVING COUNT(l.position) <> 1"),
                ("has its customer", "SELECT f.id FROM feedback f LEFT JOIN customer c ON c.id = f.customer_id WHERE c.id IS NULL")):
            found = self.styk.query(sql)
            self.check(not found, f"every stored feedback {what}", f"{len(found)} do not, such as {found[:3]}")
        for what, table, column in (("rating", "rating", "feedback_seq"), ("fact", "fact_log", "feedback_seq"),
                                    ("searchable text", search, key)):
            found = self.styk.query(f"SELECT t.{column} FROM {table} t LEFT JOIN feedback f ON f.seq = t.{column} "
                                    "WHERE f.seq IS NULL")
            self.check(not found, f"no {what} is there without its feedback", f"{len(found)}, such as {found[:3]}")
        stored = int(self.styk.query("SELECT COUNT(*) FROM feedback")[0][0])
        kept = int(self.styk.query("SELECT COUNT(*) FROM idempotency")[0][0])
        self.check(stored == kept, "each stored feedback keeps its Idempotency-Key", f"{stored} feedback, {kept} keys")
        self.check(len(self.acknowledged) <= stored <= len(self.sent), "as many are stored as were sent and answered",
                   f"{len(self.acknowledged)} answered, {stored} stored, {len(self.sent)} sent")

    def send_the_rest(self):
        client = self.styk.client()
        wrong = []
        for word in sorted(set(self.sent) - set(self.acknowledged)):
            answer = client.ask("POST", path, self.sent[word], {"Idempotency-Key": word})
            if answer.status != 201:
                wrong.append(f"{word}: {answer.status} {answer.body[:300]}")
            else:
                self.acknowledged[word] = answer.json()["id"]
        self.check(not wrong, "what got no answer is taken when it is sent again", "; ".join(wrong[:3]))
        stored = int(self.styk.query("SELECT COUNT(*) FROM feedback")[0][0])
        self.check(stored == len(self.sent), "each is there exactly once", f"{stored} stored, {len(self.sent)} sent")

    def check_counted(self):
        """The figures are those of what was sent, to the last answer."""
        for metric, (low, high) in metrics.items():
            given = collections.Counter(one["value"] for sent in self.sent.values() for one in sent["ratings"]
                                        if one["metric"] == metric)
            expected = [given[value] for value in range(low, high + 1)]

            def counted():
                total = self.styk.client().ask("GET", f"/api/v1/insights/tally?metric={metric}").json()["total"]
                return total["histogram"]["counts"]
            server.eventually(lambda: counted() == expected)
            found = counted()
            self.check(found == expected, f"{metric} counts what was sent", f"counted {found}, sent {expected}")

    def check_second_server(self):
        """Only one process writes a SQLite file, and it says so."""
        second = self.styk.run("serve", "--listen", "127.0.0.1:0")
        self.check(second.returncode == 1, "a second server on the same data does not start", f"exit {second.returncode}")
        self.check("already" in second.stderr and str(self.styk.data) in second.stderr, "and says why", second.stderr)
        self.check(self.styk.client().ask("GET", "/healthz").status == 200, "while the first one goes on")

    def run(self):
        with server.Server(self.database) as self.styk:
            self.styk.client().ask("POST", "/api/v1/touchpoints", {"key": "desk", "name": "Front desk"})
            self.styk.stop()
            last = {}
            for number in range(self.times):
                last = self.attack(number)
                self.check_no_half()
            self.styk.start()
            self.check(len(self.acknowledged) > self.times, "there was intake to interrupt", f"{len(self.acknowledged)}")
            self.check_acknowledged(sorted(self.acknowledged))
            self.check_searchable(sorted(last) + self.chance.sample(sorted(self.acknowledged), min(50, len(self.acknowledged))))
            self.send_the_rest()
            self.check_counted()
            self.check_no_half()
            if self.database == "sqlite":
                self.check_second_server()
                whole = self.styk.query("PRAGMA integrity_check")
                self.check(whole == [("ok",)], "the file of the database is sound", str(whole))
            self.check(self.styk.stop() == 0, "the server ends well")
        print(f"{self.database}: killed {self.times} times, {len(self.sent)} feedback sent", flush=True)


def main():
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    times = numbers[0] if numbers else int(os.environ.get("STYK_KILLS", "10"))
    report = server.Report()
    for database in server.databases_to_test(sys.argv[1:]):
        Siege(database, times, report).run()
    report.end()


main()
