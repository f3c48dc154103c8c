"""The same ten million facts in Styk, PostgreSQL and DuckDB: NPS by week, by touchpoint and segment, and filtered.

Styk answers over HTTP, with intervals, as JSON; PostgreSQL has a narrow table with the indexes a careful administrator would
make, vacuumed, with parallel workers; DuckDB has its own file. Each has two threads or workers, and the least of several warm
runs counts. The answers must be equal. How far the cube is from a loop written by hand is measured without HTTP."""
import json
import re
import shutil
import subprocess
import time

import kit

all_facts = 10_000_000
runs = 9
first_monday = 19_723  # 2024-01-01
week_of_day = f"(day - {first_monday}) / 7"


class Question:
    """One question in Styk's words and in SQL; `groups` are the SQL expressions grouped by."""

    def __init__(self, name, query, groups, where="", kernel=None, cube=None):
        self.name, self.query, self.groups, self.where = name, query, groups, where
        self.kernel, self.cube = kernel, cube  # the lines of the yardstick's and of cube_kernel's output

    def sql(self, divide):
        keys = ", ".join(self.groups).replace("/", divide)
        where = f" WHERE {self.where}" if self.where else ""
        return (f"SELECT {keys}, COUNT(score), SUM(CASE WHEN score >= 9 THEN 1 ELSE 0 END), "
                f"SUM(CASE WHEN score <= 6 THEN 1 ELSE 0 END) FROM fact{where} GROUP BY {keys} ORDER BY {keys}")


# Codes of the terms touchpoint_07, segment_02, segment_05 are one more than their numbers: 0 means none.
questions = [
    Question("NPS by week", "by=week", [week_of_day], kernel="Q2", cube="week"),
    Question("NPS by touchpoint x segment", "by=touchpoint,segment", ["touchpoint", "segment"], kernel="Q3",
             cube="touchpoint x segment"),
    Question("NPS of one touchpoint, two segments, by week",
             "by=week&touchpoint=touchpoint_07&segment=segment_02&segment=segment_05", [week_of_day],
             "touchpoint = 8 AND segment IN (3, 6)", kernel="Q4", cube="one touchpoint, two segments, by week"),
]


def _facts():
    return round(all_facts * kit.scale)


# ------------------------------------------------------------------ Styk

def _least_ms(ask):
    best = None
    for _ in range(runs + 3):
        begin = time.perf_counter()
        ask()
        took = (time.perf_counter() - begin) * 1000
        best = took if best is None else min(best, took)
    return best


def _counts(answer):
    """What the peers answer, from Styk's answer: n, promoters, detractors of each row, in any order. None where rows are
    hidden, because few stand behind them: so it is when little is measured."""
    rows = []
    for row in answer["rows"]:
        if row["histogram"] is None:
            return None
        counts = row["histogram"]["counts"]
        rows.append((sum(counts), sum(counts[9:]), sum(counts[:7])))
    return sorted(rows)


def _styk(data):
    with kit.Server(data) as server:
        server.add_token().add_touchpoints(40)
        found = {}
        for question in questions:
            path = "/api/v1/insights/tally?metric=nps&" + question.query
            found[question.name] = _least_ms(lambda: server.ask(path)), _counts(json.loads(server.ask(path)))
        return found, server.figure("styk_facts_bytes") / _facts()


# ------------------------------------------------------------------ PostgreSQL

table = ("CREATE {kind} TABLE fact (day INTEGER NOT NULL, customer INTEGER NOT NULL, touchpoint SMALLINT NOT NULL, "
         "segment SMALLINT NOT NULL, channel SMALLINT NOT NULL, score SMALLINT)")
indexes = ["CREATE INDEX fact_place ON fact (touchpoint, segment, day) INCLUDE (score)",
           "CREATE INDEX fact_day ON fact (day) INCLUDE (score)"]
settings = ("SET max_parallel_workers_per_gather = 2; SET min_parallel_table_scan_size = 0; SET work_mem = '256MB'; "
            "SET effective_cache_size = '8GB'; SET random_page_cost = 1.1;")


def _psql(url, text):
    return subprocess.run(["psql", "-qAtX", "-F", " ", "-v", "ON_ERROR_STOP=1", url], input=text, check=True,
                          capture_output=True, text=True).stdout


def _postgresql(facts_file):
    with kit.postgres("-c shared_buffers=2GB -c max_wal_size=8GB") as url:
        _psql(url, table.format(kind="UNLOGGED") + f";\n\\copy fact FROM '{facts_file}'\n" + ";\n".join(indexes) +
              ";\nVACUUM ANALYZE fact;")
        found = {}
        for question in questions:
            sql = question.sql("/")
            timed = _psql(url, settings + "\n\\timing on\n" + f"{sql};\n" * runs)
            best = min(float(ms) for ms in re.findall(r"^Time: ([\d.]+) ms", timed, re.M))
            rows = [tuple(int(part) for part in line.split()[-3:]) for line in _psql(url, sql).splitlines()]
            found[question.name] = best, sorted(rows)
        return found


# ------------------------------------------------------------------ DuckDB

def _install_duckdb():
    """Its npm package in a folder of build/; None where the registry cannot be reached."""
    place = kit.repository / "build/bench_duckdb"
    place.mkdir(parents=True, exist_ok=True)
    for one in (kit.repository / "bench/duckdb").iterdir():
        shutil.copy(one, place)
    if not (place / "node_modules/@duckdb/node-api").exists():
        done = subprocess.run([kit.repository / "tools/npm", "install", "--prefix", place, "--no-audit", "--no-fund"],
                              capture_output=True, check=False)
        if done.returncode != 0:
            return None
    return place


def _duckdb(facts_file, folder):
    place = _install_duckdb()
    if place is None:
        return None
    asked = {"load": [table.format(kind=""), f"COPY fact FROM '{facts_file}' (DELIMITER '\t', NULLSTR '\\N', HEADER false)",
                      "CHECKPOINT"],
             "questions": {question.name: question.sql("//") for question in questions}, "runs": runs}
    done = subprocess.run([kit.repository / "tools/npm", "--prefix", place, "run", "--silent", "ask", "--", "2",
                           folder / "facts.duckdb"], input=json.dumps(asked), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit("DuckDB: " + done.stderr)
    found = json.loads(done.stdout)["questions"]
    return {name: (one["ms"], sorted(tuple(row[-3:]) for row in one["rows"])) for name, one in found.items()}


# ------------------------------------------------------------------ the loop written by hand

def _lines(text, name):
    return float(re.search(rf"^ *{re.escape(name)} +([\d.]+) /", text, re.M).group(1))


def _kernel():
    """Milliseconds of the yardstick's questions on two threads, or None where it is not."""
    program = kit.yardstick("bench/kernel.cpp", "-O3", "-march=x86-64-v3", f"-I{kit.yardsticks}/data")
    if program is None:
        return None
    with kit.folder() as place:  # it writes its results where it runs
        return subprocess.run([program, str(_facts()), "2"], check=True, capture_output=True, text=True, cwd=place).stdout


def _cube():
    return subprocess.run([kit.programs / "cube_kernel", str(_facts()), "2"], check=True, capture_output=True, text=True).stdout


# ------------------------------------------------------------------ the table

def _against(question, ms, peer, name):
    if peer is None:
        return kit.Row(f"{question.name}: beside {name}", f"{ms:.1f} ms", "ahead", None, kit.no_yardstick)
    return kit.Row(f"{question.name}: beside {name}", f"{ms:.1f} ms", "ahead", ms < peer, f"{name} {peer:.0f} ms",
                   f"{peer / ms:.1f} x")


def _beside_kernel(question, cube, kernel):
    own = _lines(cube, question.cube)
    claim = f"{question.name}: counting alone"
    if kernel is None:
        return kit.Row(claim, f"{own:.1f} ms", "<= 2 times the loop", None, kit.no_yardstick)
    by_hand = _lines(kernel, question.kernel)
    return kit.Row(claim, f"{own:.2f} ms", "<= 2 times the loop", own <= 2 * by_hand, f"loop {by_hand:.2f} ms",
                   f"{own / by_hand:.2f}")


def _same(found, name, question, expected):
    if found is not None and expected is not None and found[question.name][1] != expected:
        raise SystemExit(f"{name} counts {question.name} differently")


def measure():
    quiet = kit.wait_for_quiet()
    kernel, cube = _kernel(), _cube()
    with kit.folder() as data:
        facts_file = data / "facts.tsv"
        subprocess.run([kit.programs / "fill", "facts", data, str(_facts())], check=True)
        subprocess.run([kit.programs / "fill", "table", facts_file, str(_facts())], check=True)
        postgresql = _postgresql(facts_file)
        duckdb = _duckdb(facts_file, data)
        kit.wait_for_quiet()
        styk, bytes_each = _styk(data)
    rows = []
    for question in questions:
        ms, counts = styk[question.name]
        _same(postgresql, "PostgreSQL", question, counts)
        _same(duckdb, "DuckDB", question, counts)
        rows += [_against(question, ms, postgresql[question.name][0], "PostgreSQL"),
                 _against(question, ms, duckdb and duckdb[question.name][0], "DuckDB"),
                 _beside_kernel(question, cube, kernel)]
    rows.append(kit.Row("memory of a fact", f"{bytes_each:.1f} bytes", "<= 40", bytes_each <= 40))
    for row in rows:
        row.loud = not quiet
    return rows
