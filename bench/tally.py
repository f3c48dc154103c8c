"""Counting ten million facts: how soon a server is ready, and how long an answer over HTTP takes."""
import json
import re
import subprocess
import time

import kit

all_facts = 10_000_000
by_cell = "/api/v1/insights/tally?metric=nps&by=touchpoint,segment"
questions = {
    "tally by week": "/api/v1/insights/tally?metric=nps&by=week",
    "tally of one touchpoint, two segments, by week":
        "/api/v1/insights/tally?metric=nps&by=week&touchpoint=touchpoint_07&segment=segment_02&segment=segment_05",
    "tally of ninety days, by touchpoint x segment": by_cell + "&from=2025-01-01&to=2025-04-01",
}


def _least_ms(server, path, runs=20):
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        server.ask(path)
        times.append((time.perf_counter() - begin) * 1000)
    return min(times)


def _facts():
    return round(all_facts * kit.scale)


def _kernel():
    """The bare kernel's Q3 in milliseconds on two threads, as the server counts; None without the yardstick."""
    program = kit.yardstick("bench/kernel.cpp", "-O3", "-march=x86-64-v3", f"-I{kit.yardsticks}/data")
    if program is None:
        return None
    with kit.folder() as place:  # it writes its results where it runs
        text = subprocess.run([program, str(_facts()), "2"], check=True, capture_output=True, text=True, cwd=place).stdout
    return float(re.search(r"Q3\s+([\d.]+)", text).group(1))


def _own_kernel(ratings_each):
    """The cube alone, in this process's own words: touchpoint x segment in milliseconds, least of fifteen."""
    text = subprocess.run([kit.programs / "cube_kernel", str(_facts()), "2", str(ratings_each)], check=True,
                          capture_output=True, text=True).stdout
    return float(re.search(r"^ *touchpoint x segment +([\d.]+)", text, re.M).group(1))


def _rows(ratings_each, kernel, quiet):
    facts = _facts()
    with kit.folder() as data:
        subprocess.run([kit.programs / "fill", "facts", data, str(_facts()), str(ratings_each)], check=True)
        kit.wait_for_quiet()
        with kit.Server(data) as server:  # counts the whole log; leaves a snapshot when it stops
            first_fill = server.seconds_to_start
        kit.wait_for_quiet()
        with kit.Server(data) as server:
            server.add_token().add_touchpoints(40)
            if server.figure("styk_facts") < facts:
                raise SystemExit("the server began before it had counted all facts")
            took = _least_ms(server, by_cell)
            others = {name: _least_ms(server, path) for name, path in questions.items()}
            answer = json.loads(server.ask(by_cell))
            bytes_each = server.figure("styk_facts_bytes") / facts
            started = server.seconds_to_start
    if len(answer["rows"]) < 480 or answer["total"]["n"] < 0.9 * facts:
        raise SystemExit("the tally does not hold every cell and fact")
    name = f"{facts / 1e6:.0f} M facts, {ratings_each} a feedback"
    rows = [kit.Row(f"ready again with {name}", f"{started:.1f} s, {bytes_each:.0f} bytes a fact", "<= 10 s", started <= 10),
            kit.Row("  the first time, without a snapshot", f"{first_fill:.1f} s")]
    claim, figure, target = f"tally touchpoint x segment, {name}", f"{took:.1f} ms", "<= 4 times the kernel"
    if kernel:
        rows.append(kit.Row(claim, figure, target, took <= 4 * kernel, f"kernel {kernel:.1f} ms", f"{took / kernel:.2f}"))
    else:
        rows.append(kit.Row(claim, figure, target, None, kit.no_yardstick))
    own = _own_kernel(ratings_each)
    rows.append(kit.Row("  of that, counting alone", f"{own:.1f} ms"))
    rows += [kit.Row("  " + question, f"{ms:.1f} ms") for question, ms in others.items()]
    for row in rows:
        row.loud = not quiet
    return rows


def measure():
    quiet = kit.wait_for_quiet()
    kernel = _kernel()
    return [row for each in (1, 3) for row in _rows(each, kernel, quiet)]
