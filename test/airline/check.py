#!/usr/bin/env python3
"""The airline passengers, imported by the command line, against an independent count of the file by Python.

usage: check.py [sqlite|postgresql]                  by default on both
The file is STYK_AIRLINE, or ../shared/data/airline_passengers.csv beside the repository, or else the small one in test/data.
"""
import collections
import csv
import json
import math
import os
import pathlib
import re
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

map_file = server.repository / "test/data/airline_passengers.map.json"
columns = ("Inflight wifi service", "Departure/Arrival time convenient", "Ease of Online booking", "Gate location",
           "Food and drink", "Online boarding", "Seat comfort", "Inflight entertainment", "On-board service",
           "Leg room service", "Baggage handling", "Checkin service", "Inflight service", "Cleanliness")
dimensions = {"class": "Class", "type_of_travel": "Type of Travel"}
z95 = 1.959963984540054


def airline_file():
    named = os.environ.get("STYK_AIRLINE")
    places = [pathlib.Path(named)] if named else [server.repository.parent / "shared/data/airline_passengers.csv",
                                                  server.repository / "test/data/airline_small.csv"]
    return next((place for place in places if place.exists()), places[-1])


def key_of(column):
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")


def wilson(positive, n):
    """The score interval of a share at 95 % (Wilson 1927)."""
    share = positive / n
    middle = share + z95 ** 2 / (2 * n)
    half = z95 * math.sqrt(share * (1 - share) / n + z95 ** 2 / (4 * n * n))
    return (middle - half) / (1 + z95 ** 2 / n), (middle + half) / (1 + z95 ** 2 / n)


class Count:
    """Ratings 1 to 5 of one touchpoint in one group."""

    def __init__(self):
        self.counts, self.missing, self.not_applicable = [0] * 5, 0, 0

    def add(self, cell):
        if not cell.strip():
            self.missing += 1
        elif cell == "0":
            self.not_applicable += 1
        else:
            self.counts[int(cell) - 1] += 1

    @property
    def n(self):
        return sum(self.counts)

    @property
    def positive(self):
        return self.counts[3] + self.counts[4]


def count_file(path):
    """{dimension: {(touchpoint, group): Count}}, the number of rows, and the comments of nobody."""
    found = {dimension: collections.defaultdict(Count) for dimension in dimensions}
    rows = 0
    with open(path, newline="", encoding="utf-8-sig") as opened:
        for row in csv.DictReader(opened):
            rows += 1
            for dimension, column in dimensions.items():
                for rated in columns:
                    found[dimension][key_of(rated), row[column] or None].add(row[rated])
    return found, rows


def near(found, expected):
    return found is not None and abs(found - expected) < 1e-9


def misfit(row, count):
    """How one row of the tally differs from the count of the file."""
    if row is None:
        return "the tally has no such row"
    if row["n"] != count.n:
        return f"n is {row['n']}, the file has {count.n}"
    if row["histogram"]["counts"] != count.counts:
        return f"counts are {row['histogram']['counts']}, the file has {count.counts}"
    if row["histogram"]["not_applicable"] != count.not_applicable:
        return f"{row['histogram']['not_applicable']} not applicable, the file has {count.not_applicable}"
    if count.n < 10:
        return None if row["value"] is None else f"{count.n} answers are too few for a value, yet there is {row['value']}"
    low, high = wilson(count.positive, count.n)
    if not near(row["value"], count.positive / count.n):
        return f"the value is {row['value']}, the file gives {count.positive / count.n}"
    if not near(row["lo"], low) or not near(row["hi"], high):
        return f"the interval is {row['lo']} … {row['hi']}, Wilson's is {low} … {high}"
    return None


class Check:
    def __init__(self, database, report, path):
        self.database, self.report, self.path = database, report, path
        self.expected, self.rows = count_file(path)

    def check(self, right, what, why=""):
        return self.report.check(right, f"{self.database}: {what}", why)

    def ask(self, path):
        answer = self.styk.client().ask("GET", path)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {answer.body.decode()}")
        return answer.json()

    def tally(self, by, **more):
        return self.ask("/api/v1/insights/tally?" + urllib.parse.urlencode({"metric": "csat", "by": by, **more}))

    def imported(self):
        done = self.styk.run("import", "feedback", str(self.path), "--map", str(map_file), "--json")
        if not self.check(done.returncode == 0, "the file is imported", f"exit {done.returncode}\n{done.stdout}{done.stderr}"):
            return False
        told = json.loads(done.stdout)
        self.check(told["state"] == "done" and told["rows"] == self.rows and told["added"] == self.rows,
                   f"all {self.rows} rows came in", done.stdout)
        return True

    def check_dimension(self, dimension):
        expected = {group: count for group, count in self.expected[dimension].items()}
        total = sum(count.n for count in expected.values())
        by = f"touchpoint,attribute.{dimension}"
        server.eventually(lambda: self.tally(by)["total"]["n"] == total, 30)
        tally = self.tally(by)
        self.check(tally["total"]["n"] == total, f"{total} ratings are counted by {dimension}", str(tally["total"]["n"]))
        rows = {(row["touchpoint"], row[f"attribute.{dimension}"]): row for row in tally["rows"]}
        for group, count in sorted(expected.items(), key=str):
            why = misfit(rows.get(group), count) if count.n else None
            self.check(why is None, f"CSAT of {group[0]} for {dimension} {group[1]}", why or "")
        strange = {group for group, row in rows.items() if row["n"] and not expected.get(group, Count()).n}
        self.check(not strange, f"there is nothing else by {dimension}", str(strange))

    def check_filter(self):
        """The same groups, this time by a filter."""
        for (touchpoint, group), count in sorted(self.expected["class"].items(), key=str)[:6]:
            total = self.tally("", touchpoint=touchpoint, **{"attribute.class": group or ""})["total"]
            why = misfit(total, count) if count.n else None
            self.check(why is None, f"CSAT of {touchpoint} filtered by class {group}", why or "")

    def run(self):
        with server.Server(self.database) as self.styk:
            if self.imported():
                known = {one["key"] for one in self.ask("/api/v1/touchpoints?limit=500")["items"]}
                lacking = {key_of(column) for column in columns} - known
                self.check(not lacking, "all 14 touchpoints are there", str(lacking))
                for dimension in dimensions:
                    self.check_dimension(dimension)
                self.check_filter()
                self.styk.stop()
                self.styk.start()
                self.check_dimension("class")  # built again from the database
            self.check(self.styk.faults() == [], "the server logs no fault", str(self.styk.faults()[:3]))


def main():
    report = server.Report()
    path = airline_file()
    if not path.exists():
        sys.exit(f"There is no airline file: {path}")
    print(f"airline file: {path.name}", flush=True)
    for database in server.databases_to_test(sys.argv[1:]):
        Check(database, report, path).run()
    report.end()


if __name__ == "__main__":
    main()
