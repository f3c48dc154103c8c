#!/usr/bin/env python3
"""styk analyze: figures that can be checked by hand, JSON for programs, and what bad input is told. Needs no server.

usage: analyze.py
"""
import csv
import datetime
import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

report = server.Report()
folder = pathlib.Path(tempfile.mkdtemp(prefix="styk-analyze-"))


def file_of(name, header, rows):
    path = folder / name
    with open(path, "w", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return path


def run(*arguments):
    return subprocess.run([server.binary(), "analyze", *map(str, arguments)], capture_output=True, text=True, timeout=300)


def figures(what, *arguments):
    done = run(*arguments, "--json")
    if report.check(done.returncode == 0, f"{what}: exit 0", f"exit {done.returncode}\n{done.stdout}{done.stderr}"):
        report.check("NaN" not in done.stdout and "inf" not in done.stdout.lower().replace("info", ""), f"{what}: no NaN", done.stdout)
        return json.loads(done.stdout)
    return None


def refused(what, words, *arguments, code=1):
    done = run(*arguments)
    report.check(done.returncode == code, f"{what}: exit {code}", f"exit {done.returncode}\n{done.stdout}{done.stderr}")
    report.check(all(word in done.stderr for word in words), f"{what}: says why", done.stderr)


def scores():
    rows = [[10, "a"]] * 60 + [[8, "a"]] * 20 + [[3, "a"]] * 20 + [[3, "b"]] * 60 + [[9, "b"]] * 40 + [["", "b"]] * 3
    path = file_of("nps.csv", ["score", "segment"], rows)
    found = figures("nps by segment", "nps", path, "--column", "score", "--by", "segment")
    if found:
        score = found["score"]
        report.check(abs(score["value"] - 0.1) < 1e-12, "nps: 100 promoters, 80 detractors of 200 are +10", str(score))
        report.check(score["lo"] < 0.1 < score["hi"] and score["n"] == 200 and found["missing"] == 3, "nps: interval, n, missing", str(score))
        report.check(found["family"]["tests"] == 2 and found["family"]["standing"] == 2, "nps: 2 of 2 differences stand", str(found["family"]))
    told = run("nps", path, "--column", "score", "--by", "segment")
    report.check("+10.0" in told.stdout and "2 of 2 differences stand" in told.stdout, "nps: for a person", told.stdout)
    marks = file_of("csat.csv", ["mark"], [[5]] * 50 + [[2]] * 50)
    found = figures("csat", "csat", marks, "--column", "mark")
    report.check(found and found["score"]["value"] == 0.5, "csat: half are satisfied", str(found))
    found = figures("mean", "mean", file_of("wait.csv", ["minutes"], [[x / 2] for x in range(41)]), "--column", "minutes")
    report.check(found and abs(found["score"]["value"] - 10) < 1e-12, "mean of any numbers", str(found))


def drivers(chance):
    rows = []
    for _ in range(400):
        a, b, c = (chance.gauss(0, 1) for _ in range(3))
        rows.append([2 * a + b + chance.gauss(0, 1), a, b, c])
    asked = ("--outcome", "y", "--drivers", "a,b,c")
    found = figures("drivers", "drivers", file_of("drivers.csv", ["y", "a", "b", "c"], rows), *asked)
    if found:
        order = [one["name"] for one in found["drivers"]]
        report.check(order == ["a", "b", "c"], "drivers: the strongest first", str(order))
        report.check(abs(sum(one["share"] for one in found["drivers"]) - 1) < 1e-9, "drivers: shares add up to 1")
        report.check(all(one["lo"] <= one["share"] <= one["hi"] for one in found["drivers"]), "drivers: shares lie in their intervals")
        report.check(found["missing_method"] == "listwise", "drivers: whole rows where nothing is missing")
    holes = [[y, a if i % 5 else "", b, c] for i, (y, a, b, c) in enumerate(rows)]
    found = figures("drivers with holes", "drivers", file_of("holes.csv", ["y", "a", "b", "c"], holes), *asked)
    report.check(found and found["missing_method"] == "em" and found["drivers"][0]["name"] == "a", "drivers: EM where a fifth is missing", str(found))
    refused("few rows", ["50"], "drivers", file_of("few.csv", ["y", "a", "b", "c"], rows[:20]), *asked)
    flat = file_of("flat.csv", ["y", "a", "b", "c"], [[y, 1, b, c] for y, _, b, c in rows])
    refused("a driver that does not vary", ["a does not vary"], "drivers", flat, *asked)


def over_time(chance):
    begin, change = datetime.date(2024, 1, 1), datetime.date(2024, 9, 2)
    rows = []
    for day in range(52 * 7):
        today = begin + datetime.timedelta(days=day)
        for place in ("north", "south"):
            for _ in range(4):
                better = 3 if place == "north" and today >= change else 0
                rows.append([today, place, min(10, max(0, round(chance.gauss(6 + better, 1.5))))])
    path = file_of("dated.csv", ["day", "place", "score"], rows)
    common = (path, "--metric", "mean", "--scale", "0-10", "--column", "score", "--date", "day")
    found = figures("trend", "trend", *common, "--period", "week")
    if found:
        report.check(any(one["at"] in ("2024-W35", "2024-W36", "2024-W37") for one in found["changes"]), "trend: finds the change", str(found["changes"]))
        report.check(len(found["points"]) == 52 and len(found["forecast"]["points"]) == 6, "trend: weeks and forecast", str(found["forecast"]))
        report.check(found["forecast"]["backtest"] is not None, "trend: the forecast has its backtest")
    found = figures("effect", "effect", *common, "--at", change, "--group", "place", "--changed", "north", "--worth", "1")
    if found:
        report.check(found["verdict"] == "worked" and found["by"] == "comparison", "effect: it worked", json.dumps(found))
        report.check(2 < found["comparison"]["effect"] < 3.5, "effect: of the size that was made", str(found["comparison"]))
    south = figures("effect without one", "effect", *common, "--at", change, "--group", "place", "--changed", "south")
    report.check(south and south["verdict"] == "harm", "effect: the other way round it is harm", str(south and south["verdict"]))
    refused("a change after all answers", ["No effect"], "effect", *common, "--at", "2030-01-01")


def items(chance):
    rows = []
    for _ in range(200):
        true = chance.gauss(0, 1)
        rows.append([true + chance.gauss(0, 0.5) for _ in range(4)])
    path = file_of("items.csv", ["q1", "q2", "q3", "q4"], rows)
    found = figures("reliability", "reliability", path, "--items", "q1,q2,q3,q4")
    report.check(found and 0.9 < found["alpha"] < 0.97 and found["lo"] < found["alpha"] < found["hi"], "reliability: alpha of .94", str(found))
    refused("one item", ["two and more"], "reliability", path, "--items", "q1")


def customers():
    orders = file_of("orders.csv", ["who", "paid"], [["a", 40], ["a", 40], ["b", 10], ["c", 10], ["", 5]])
    found = figures("concentration", "concentration", orders, "--customer", "who", "--value", "paid")
    report.check(found and found["customers"] == 3 and found["missing"] == 1 and abs(found["gini"] - 7 / 15) < 1e-9,
                 "concentration: 80, 10, 10 has a Gini of 7/15", str(found))
    stays = file_of("stays.csv", ["months", "left", "plan"], [[1, 1, "x"], [2, 1, "x"], [3, 0, "y"], [4, 1, "y"]])
    found = figures("survival", "survival", stays, "--duration", "months", "--event", "left", "--group", "plan")
    report.check(found and [round(one["survival"], 9) for one in found["steps"]] == [0.75, 0.5, 0] and found["log_rank"],
                 "survival: 3/4, 1/2, and nobody after one was lost from sight", str(found))
    refused("an event that is neither", ["row 2"], "survival", file_of("odd.csv", ["t", "e"], [[1, 2]]), "--duration", "t", "--event", "e")


def journeys(chance):
    # nothing bad: 9 overall; one bad thing costs four points, whichever it is
    rows = []
    for _ in range(400):
        scores = [chance.choice([2, 4, 5, 5]) if chance.random() < 0.9 else "" for _ in range(3)]
        bad = sum(1 for one in scores if one == 2)
        rows.append([max(1, 9 - 4 * bad + chance.choice([-1, 0, 1])), *scores])
    path = file_of("journeys.csv", ["overall", "site", "desk", "room"], rows)
    asked = ["journey", path, "--overall", "overall", "--touchpoints", "site,desk,room"]
    found = figures("journey", *asked)
    if found:
        lift = found["lift"]
        report.check(lift["difference"]["lo"] < 4 < lift["difference"]["hi"], "journey: one failure costs four points", str(lift))
        whole, parts = found["journeys_all_good"]["value"], found["touches_good"]["value"]
        report.check(whole < parts and abs(parts - 0.75) < 0.06, "journey: fewer journeys are good than touchpoints", f"{whole} {parts}")
        report.check(all(one["stands"] and one["difference"]["value"] > 2 for one in found["touchpoints"]), "journey: every touchpoint costs when bad", str(found["touchpoints"]))
        report.check({"mean", "peak", "end"} <= set(found["peak_end"]), "journey: weights of peak and end", str(found["peak_end"]))
    told = run(*asked)
    report.check("one failure costs" in told.stdout and "moment" in told.stdout, "journey: for a person", told.stdout)
    refused("bad above good", ["--bad-to"], *asked, "--bad-to", "5")
    alone = file_of("alone.csv", ["overall", "site"], [[9, 5]] * 4)
    refused("four journeys", ["too few"], "journey", alone, "--overall", "overall", "--touchpoints", "site")


def queues():
    day = datetime.datetime(2026, 3, 2, 9)
    rows = []
    for i in range(100):
        at = day + datetime.timedelta(days=i % 20, minutes=i)
        rows.append([f"s{i}", "contact_started", f"c{i}", f"K{i % 50}", "", at.isoformat(" ")])
        kind, wait = ("contact_abandoned", 60) if i % 5 == 0 else ("contact_answered", 10 if i % 2 else 30)
        rows.append([f"e{i}", kind, f"c{i}", f"K{i % 50}", "", (at + datetime.timedelta(seconds=wait)).isoformat(" ")])
    rows.append(["x", "page_viewed", "", "", "", day.isoformat(" ")])
    path = file_of("events.csv", ["key", "type", "case", "customer", "duration_s", "occurred_at"], rows)
    common = [path, "--at", "occurred_at", "--type", "type", "--contact", "case"]
    found = figures("waiting", "waiting", *common, "--wait", "duration_s", "--target", 20)
    if found:
        report.check(found["abandonment"]["value"] == 0.2 and found["in_time"]["value"] == 0.4 and found["other_rows"] == 1, "waiting: shares", str(found))
        report.check(found["median"]["value"] == 30 and found["median"]["lo"] <= 30 <= found["median"]["hi"], "waiting: the median from starts and answers", str(found["median"]))
    told = run("waiting", *common, "--by", "customer")
    report.check("gave up" in told.stdout and "K7" in told.stdout, "waiting: for a person, by groups", told.stdout)
    found = figures("fcr", "fcr", *common, "--customer", "customer", "--days", 7, "--until", "2026-06-30")
    if found:
        report.check(found["resolved"] + found["repeated"] == 80 and found["open"] == 0 and found["share"]["value"] is not None, "fcr: all answered are judged", str(found))
    fresh = figures("fcr so far", "fcr", *common, "--customer", "customer", "--days", 7)
    report.check(fresh and fresh["open"] > 0, "fcr: the last week is too fresh to tell", str(fresh))
    refused("no event of a queue", ["contact_answered"], "waiting", file_of("other.csv", ["at", "type"], [["2026-01-01", "x"]]), "--at", "at", "--type", "type")
    refused("a wait below nothing", ["row 2", "-3"], "waiting", file_of("less.csv", ["at", "wait"], [["2026-01-01 10:00", -3]]), "--at", "at", "--wait", "wait")
    refused("three contacts", ["too few"], "waiting", file_of("three.csv", ["at", "wait"], [["2026-01-01 10:00", 3]] * 3), "--at", "at", "--wait", "wait")


def bad_input():
    text = file_of("text.csv", ["score"], [[9], [8], ["good"]])
    refused("no such column", ["no column points", "score"], "nps", text, "--column", "points")
    refused("text in a column of numbers", ["row 4", "good"], "nps", text, "--column", "score")
    refused("an infinite value", ["row 2", "finite"], "mean", file_of("inf.csv", ["x"], [["inf"]]), "--column", "x")
    refused("a value beyond all bounds", ["row 2"], "mean", file_of("huge.csv", ["x"], [["1e999"]]), "--column", "x")
    refused("a value off the scale", ["row 3", "0-10"], "nps", file_of("off.csv", ["x"], [[1], [11]]), "--column", "x")
    empty = folder / "empty.csv"
    empty.write_text("")
    refused("an empty file", ["is empty"], "nps", empty, "--column", "x")
    refused("a header alone", ["no rows"], "nps", file_of("head.csv", ["x"], []), "--column", "x")
    refused("all missing", ["no answers"], "nps", file_of("missing.csv", ["x"], [["NA"]] * 20), "--column", "x")
    refused("one row", ["too few"], "nps", file_of("one.csv", ["x"], [[9]]), "--column", "x")
    refused("a scale that is none", ["MIN-MAX"], "csat", text, "--column", "score", "--scale", "five")
    same = file_of("same.csv", ["x"], [[7.5]] * 30)
    found = figures("a constant", "mean", same, "--column", "x")
    report.check(found and found["score"]["value"] == 7.5 and found["score"]["lo"] is None and found["score"]["reason"] == "no_spread",
                 "a constant has a mean and no interval, with the reason", str(found))
    refused("nothing asked", [], code=2)
    refused("a subject that there is not", [], "weather", text, code=2)
    refused("a file that is not there", ["none.csv"], "nps", folder / "none.csv", "--column", "x", code=2)
    refused("no column", ["--column"], "nps", text, code=2)
    told = run("--help")
    names = ("nps", "wr", "csat", "ces", "mean", "drivers", "trend", "effect", "reliability", "concentration",
             "survival", "journey", "waiting", "fcr")
    report.check(told.returncode == 0 and all(name in told.stdout for name in names), "--help lists what there is", told.stdout)


scores()
drivers(random.Random(1))
over_time(random.Random(2))
items(random.Random(3))
customers()
journeys(random.Random(4))
queues()
bad_input()
report.end()
