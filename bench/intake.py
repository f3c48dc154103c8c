"""Durable intake over HTTP: one feedback a request, beside an echo that only parses and answers."""
import sqlite3
import socket
import subprocess
import time

import kit

touchpoints, customers = 40, 20_000
script = kit.repository / "bench/feedback.lua"
million = 1_000_000
typical_ms = 3  # that an answer takes while the server is not at its limit


def _echo():
    """The bare echo on two threads under its own load; None without the yardstick."""
    program = kit.yardstick("http/beast.cpp", "-O2", "-lboost_json")
    if program is None:
        return None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([str(program), str(port), "2"])
    try:
        time.sleep(0.5)
        return kit.wrk(kit.yardsticks / "http/post.lua", f"http://127.0.0.1:{port}", process.pid, seconds=6)
    finally:
        process.kill()
        process.wait()


def _load(server, name, seconds=8, pause_ms=0, mute=False):
    return kit.wrk(script, f"http://127.0.0.1:{server.port}", server.pid, server.token, name, str(pause_ms), str(customers),
                   "mute" if mute else "", seconds=seconds)


def _at_rate(rate):
    """The load at about `rate` a second: a closed loop is slowed until it asks no more often than that."""
    with kit.folder() as data, kit.Server(data) as server:
        _prepare(server)
        return _load(server, "run", pause_ms=max(1, round(kit.connections / rate * 1000) - typical_ms))


def _prepare(server):
    server.add_token()
    server.add_touchpoints(touchpoints)
    _load(server, "warm", seconds=2)


def _count_stored(data):
    with sqlite3.connect(f"file:{data}/styk.db?mode=ro", uri=True) as database:
        return database.execute("SELECT COUNT(*) FROM feedback").fetchone()[0]


def _on_sqlite(*options, mute=False):
    with kit.folder() as data:
        with kit.Server(data, *options) as server:
            _prepare(server)
            before = _count_stored(data)
            load = _load(server, "run", mute=mute)
        if _count_stored(data) - before < load.requests:
            raise SystemExit("fewer feedback are stored than were acknowledged")
        return load


def _on_a_million():
    with kit.folder() as data:
        with kit.Server(data) as server:
            server.add_token().add_touchpoints(touchpoints)
        subprocess.run([kit.programs / "fill", "feedback", data, str(round(million * kit.scale))], check=True)
        with kit.Server(data) as server:
            server.add_token()
            kit.wait_for_quiet()
            _load(server, "warm", seconds=2)
            return _load(server, "run")


def _on_postgres():
    with kit.postgres() as url, kit.folder() as data, kit.Server(data, url=url) as server:
        _prepare(server)
        return _load(server, "run")


def _said(load):
    refused = f", {load.refused} refused" if load.refused else ""
    return f"{load.rate:,.0f}/s, {load.cpu_us:.0f} us CPU each, p99 {load.p99_ms:.1f} ms{refused}"


def _rate_row(claim, load, other, other_name, least, target):
    ratio = load.rate / other.rate
    return kit.Row(claim, _said(load), target, ratio >= least and load.refused == 0,
                   f"{other_name} {other.rate:,.0f}/s", f"{ratio:.3f}" if ratio < 1 else f"{ratio:.2f}")


def measure():
    quiet = kit.wait_for_quiet()
    echo = _echo()
    kit.wait_for_quiet()
    grouped = _on_sqlite()
    kit.wait_for_quiet()
    single = _on_sqlite("--no-group-commit")
    rows = [kit.Row("intake on SQLite", _said(grouped), ">= 12,000/s, none refused",
                    grouped.rate >= 12_000 and grouped.refused == 0)]
    if echo:
        rows.append(_rate_row("intake beside a bare echo", grouped, echo, "echo", 0.10, ">= 0.10 of it"))
    else:
        rows.append(kit.Row("intake beside a bare echo", _said(grouped), ">= 0.10 of it", None, kit.no_yardstick))
    rows.append(_rate_row("intake beside one commit a write", grouped, single, "alone", 2.5, ">= 2.5 times"))
    kit.wait_for_quiet()
    mute = _on_sqlite(mute=True)
    rows.append(_rate_row("intake with a comment to read", grouped, mute, "without", 0.6, ">= 0.60 of it"))
    kit.wait_for_quiet()
    paced = _at_rate(echo.rate / 10 if echo else 12_000)
    rows.append(kit.Row("intake at a tenth of the echo, p99", _said(paced), "< 25 ms", paced.p99_ms < 25))
    rows.append(_rate_row("intake on top of a million", _on_a_million(), grouped, "empty", 0.5, ">= 0.5 of empty"))
    kit.wait_for_quiet()
    postgres = _on_postgres()
    rows.append(kit.Row("intake on PostgreSQL, fsync on", _said(postgres), "none refused", postgres.refused == 0,
                        f"SQLite {grouped.rate:,.0f}/s", f"{postgres.rate / grouped.rate:.2f}"))
    for row in rows:
        row.loud = not quiet
    return rows
