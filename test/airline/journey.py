#!/usr/bin/env python3
"""The journey of the airline's passengers, built through the API over the imported file: its measured curve, what decides
and the steps outside the airline, against an independent count and regression of the file by Python.

usage: journey.py [sqlite|postgresql]                by default on both
The file is the one of check.py.
"""
import csv
import math
import pathlib
import sys
import urllib.parse
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from check import airline_file, columns, key_of, map_file, near, z95  # noqa: E402
from support import server  # noqa: E402

# stage, its phase, and what is rated there in walking order; what others do for the passenger is external
journey = (
    ("Booking", "purchase", ("Ease of Online booking", "Departure/Arrival time convenient")),
    ("Check-in", "use", ("Checkin service",)),
    ("Boarding", "use", ("Passport queue", "Gate location", "Online boarding")),
    ("Flight", "use", ("Seat comfort", "Leg room service", "Inflight wifi service", "Inflight entertainment", "Food and drink",
                       "On-board service", "Inflight service", "Cleanliness")),
    ("Baggage", "service", ("Baggage handling",)),
)
external = {"Passport queue", "Gate location"}
least_met = 50


class Step:
    """The ratings of one column: 1 to 5, 0 and nothing are no rating."""

    def __init__(self, column):
        self.column, self.n, self.sum, self.squares, self.positive = column, 0, 0, 0, 0

    def add(self, value):
        self.n += 1
        self.sum += value
        self.squares += value * value
        self.positive += value >= 4

    @property
    def mean(self):
        return self.sum / self.n

    @property
    def sd(self):
        return math.sqrt((self.squares - self.sum ** 2 / self.n) / (self.n - 1))


def solve(matrix, right):
    """Gauss with pivots; a column that the others make up for gets 0."""
    size = len(right)
    rows = [list(row) + [right[i]] for i, row in enumerate(matrix)]
    scale = [max(1e-300, matrix[i][i]) for i in range(size)]
    used, pivots = set(), {}
    for column in range(size):
        row = max((r for r in range(size) if r not in used), key=lambda r: abs(rows[r][column]), default=None)
        if row is None or abs(rows[row][column]) < 1e-9 * scale[column]:
            continue
        used.add(row)
        pivots[column] = row
        for other in range(size):
            if other != row and rows[other][column]:
                factor = rows[other][column] / rows[row][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[row])]
    return [rows[pivots[c]][-1] / rows[pivots[c]][c] if c in pivots else 0.0 for c in range(size)]


class File:
    """Means of every step, and the regression of being satisfied on presence and score of each."""

    def __init__(self, path):
        self.steps = {column: Step(column) for column in columns}
        self.satisfied = self.rows = 0
        width = 2 * len(columns) + 1
        sums = [0.0] * width
        cross = [[0.0] * width for _ in range(width)]
        with open(path, newline="", encoding="utf-8-sig") as opened:
            for row in csv.DictReader(opened):
                line = self.read(row)
                there = [i for i, value in enumerate(line) if value]
                for i in there:
                    sums[i] += line[i]
                    own, at = line[i], cross[i]
                    for j in there:
                        at[j] += own * line[j]
        self.impacts = self.regress(sums, cross)

    def read(self, row):
        scores = [int(row[column]) if row[column].strip() not in ("", "0") else 0 for column in columns]
        for column, score in zip(columns, scores):
            if score:
                self.steps[column].add(score)
        satisfied = int(row["satisfaction"] == "satisfied")
        self.rows += 1
        self.satisfied += satisfied
        return [*(int(score > 0) for score in scores), *scores, satisfied]

    def regress(self, sums, cross):
        """{column: slope x deviation x reach} by least squares with an intercept."""
        width, n = len(sums), self.rows
        centred = [[cross[i][j] - sums[i] * sums[j] / n for j in range(width)] for i in range(width)]
        predictors = range(width - 1)
        slopes = solve([[centred[i][j] for j in predictors] for i in predictors], [centred[i][width - 1] for i in predictors])
        found = {}
        for place, column in enumerate(columns):
            step = self.steps[column]
            if step.n > 1:
                found[column] = slopes[len(columns) + place] * step.sd * step.n / n
        return found


class Check:
    def __init__(self, database, report, path, expected):
        self.database, self.report, self.path, self.expected = database, report, path, expected

    def check(self, right, what, why=""):
        return self.report.check(right, f"{self.database}: {what}", why)

    def ask(self, method, path, body=None):
        answer = self.styk.client().ask(method, path, body)
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body.decode()}")
        return answer.json()

    def import_file(self):
        done = self.styk.run("import", "feedback", str(self.path), "--map", str(map_file), "--json")
        return self.check(done.returncode == 0, "the file is imported", done.stdout + done.stderr)

    def draw(self):
        """The journey by the API: as-is, stages and steps in one edit."""
        self.ask("POST", "/api/v1/touchpoints", {"key": "passport_queue", "name": "Passport queue", "external": True})
        made = self.ask("POST", "/api/v1/journeys", {"key": "flight", "name": "A flight"})
        listed = next(one for one in self.ask("GET", "/api/v1/journeys?limit=100")["items"] if one["id"] == made["id"])
        self.map = listed["maps"][0]["id"]
        before = self.ask("GET", f"/api/v1/journey_maps/{self.map}")["doc"]
        edits = [{"op": "remove", "path": ["stages", stage["id"]]} for stage in before["stages"]]
        self.ids, last_stage = {}, None
        for name, phase, steps in journey:
            stage = str(uuid.uuid4())
            edits.append({"op": "add", "path": ["stages"], "after": last_stage,
                          "value": {"id": stage, "name": name, "phase": phase, "touchpoint_stage_id": None}})
            last_stage, last_step = stage, None
            for column in steps:
                step = self.ids[column] = str(uuid.uuid4())
                edits.append({"op": "add", "path": ["steps"], "after": last_step,
                              "value": {"id": step, "stage_id": stage, "name": column, "touchpoint": key_of(column),
                                        "external": column in external, "drawn": {"value": 1}}})
                last_step = step
        self.ask("POST", f"/api/v1/journey_maps/{self.map}/edits", {"edits": edits})

    def live(self, **more):
        asked = urllib.parse.urlencode({"metric": "csat", "outcome": "attribute.satisfaction=satisfied", **more})
        return self.ask("GET", f"/api/v1/journey_maps/{self.map}/live?{asked}")

    def check_curve(self, steps):
        for column, count in self.expected.steps.items():
            step = steps[self.ids[column]]
            emotion = step["emotion"]
            self.check(step["n"] == count.n, f"{column}: {count.n} ratings", str(step["n"]))
            self.check(near(emotion["value"], count.mean - 3), f"{column}: the curve is the mean of the file",
                       f"{emotion['value']}, the file gives {count.mean - 3}")
            if emotion["method"] == "t" and count.n > 1000:
                half = z95 * count.sd / math.sqrt(count.n)
                right = abs(emotion["lo"] - (count.mean - 3 - half)) < 1e-4 and abs(emotion["hi"] - (count.mean - 3 + half)) < 1e-4
                self.check(right, f"{column}: with its interval", str(emotion))
            self.check(near(step["score"]["value"], count.positive / count.n), f"{column}: and its share of good ratings",
                       str(step["score"]))
            self.check(near(step["drawn_gap"]["difference"], count.mean - 3 - 1), f"{column}: beside the drawn one", "")

    def check_moments(self, steps, whole):
        outcome = self.expected.satisfied / self.expected.rows
        self.check(near(whole["score"]["value"], outcome), "the journey's score is apart from its steps", str(whole["score"]))
        if self.expected.rows < least_met:
            self.check(whole["moments"]["reason"] == "too_few", "so few passengers do not say what decides",
                       str(whole["moments"]))
            return
        for column, impact in self.expected.impacts.items():
            driver = steps[self.ids[column]]["driver"]
            right = driver["impact"] is not None and abs(driver["impact"] - impact) < 1e-6
            self.check(right, f"{column}: weighs as the regression of the file says", f"{driver['impact']}, the file {impact}")
            self.check(driver["impact_lo"] < impact < driver["impact_hi"], f"{column}: inside its interval", str(driver))
        ranked = sorted(self.expected.impacts, key=self.expected.impacts.get)
        middle = sorted(self.expected.impacts.values())
        median = (middle[6] + middle[7]) / 2
        self.check(near(whole["moments"]["median_impact"], median) or
                   abs(whole["moments"]["median_impact"] - median) < 1e-6, "the median is that of the file",
                   f"{whole['moments']['median_impact']}, the file {median}")
        marks = {column: {mark["kind"] for mark in steps[self.ids[column]]["marks"]} for column in columns}
        self.check("moment_of_truth" in marks[ranked[-1]], f"{ranked[-1]} is a moment of truth", str(marks[ranked[-1]]))
        self.check("moment_of_truth" not in marks[ranked[0]], f"{ranked[0]} is none", str(marks[ranked[0]]))
        for column in columns:
            driver = steps[self.ids[column]]["driver"]
            self.check(driver["of_truth"] == (driver["impact_lo"] > median), f"{column}: the rule is kept", str(driver))

    def check_external(self, steps, whole):
        queue = steps[self.ids["Passport queue"]]
        self.check(queue["external"] and not queue["listened"] and queue["emotion"]["value"] is None and
                   queue["emotion"]["reason"] == "no_answers", "the passport queue is there, outside, and nobody listens yet",
                   str(queue["emotion"]))
        self.check(whole["coverage"] == {"listened": len(columns), "steps": len(columns) + 1}, "which the coverage tells",
                   str(whole["coverage"]))
        gate = steps[self.ids["Gate location"]]["driver"]
        moves = gate["p_adjusted"] is not None and gate["p_adjusted"] <= 0.05 and gate["impact"] > 0
        self.check((self.ids["Gate location"] in whole["external_drivers"]) == moves,
                   "an external step that moves the whole is named as one", str(whole["external_drivers"]))

    def run(self):
        with server.Server(self.database) as self.styk:
            if self.import_file():
                self.draw()
                total = sum(step.n for step in self.expected.steps.values())
                server.eventually(lambda: sum(step["n"] or 0 for step in self.live()["steps"]) == total, 30)
                found = self.live()
                steps = {step["step_id"]: step for step in found["steps"]}
                self.check_curve(steps)
                self.check_moments(steps, found["journey"])
                self.check_external(steps, found["journey"])
            self.check(self.styk.faults() == [], "the server logs no fault", str(self.styk.faults()[:3]))


def main():
    report = server.Report()
    path = airline_file()
    if not path.exists():
        sys.exit(f"There is no airline file: {path}")
    print(f"airline file: {path.name}", flush=True)
    expected = File(path)
    for database in server.databases_to_test(sys.argv[1:]):
        Check(database, report, path, expected).run()
    report.end()


if __name__ == "__main__":
    main()
