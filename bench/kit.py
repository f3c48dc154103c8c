"""What every measurement needs: a quiet machine, a server, a load, a yardstick, a row of the table."""
import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

repository = pathlib.Path(__file__).resolve().parents[1]
styk = os.environ.get("STYK_BINARY", str(repository / "build/styk"))
programs = pathlib.Path(os.environ.get("STYK_BENCH_PROGRAMS", repository / "build/release/bench"))
yardsticks = pathlib.Path(os.environ.get("STYK_YARDSTICKS", repository.parent / "shared/stack"))
patience_s = int(os.environ.get("STYK_BENCH_PATIENCE_S", "120"))  # how long to wait for a quiet machine
scale = 1.0  # below 1: only to see that the measurements run
no_yardstick = "no yardstick here"
ticks = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Row:
    claim: str
    figure: str
    target: str = ""
    met: bool | None = None  # None: a figure to know, without a target
    yardstick: str = ""
    ratio: str = ""
    loud: bool = False  # the machine was busy with something else


# ------------------------------------------------------------------ the machine

def _idle_share(seconds):
    def read():
        return [int(n) for n in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    before = read()
    time.sleep(seconds)
    spent = [b - a for a, b in zip(before, read())]
    return spent[3] / max(sum(spent), 1)


def wait_for_quiet():
    """Waits until the machine was 92 % idle for a second. True: it was."""
    for _ in range(patience_s):
        if _idle_share(1) >= 0.92:
            return True
    print(f"  (the machine is not quiet after {patience_s} s)", file=sys.stderr)
    return False


def cpu_seconds(pid):
    """User and system time of a process."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / ticks


def resident_mb(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


@contextlib.contextmanager
def folder():
    """An empty folder on the disk that is measured, gone afterwards."""
    base = os.environ.get("STYK_BENCH_FOLDER", repository / "build")
    made = pathlib.Path(tempfile.mkdtemp(prefix="bench_", dir=base))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def timed(command, **more):
    """Runs a command; answers its wall seconds, CPU seconds and greatest memory in MB."""
    begin = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, **more)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(str(part) for part in command)} ended with {process.returncode}")
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


# ------------------------------------------------------------------ the server

class Server:
    """`styk serve` on a data folder and a port of its own choice."""

    def __init__(self, data, *options, url=None):
        self.place = ["--data", str(data)] + (["--db", url] if url else [])
        begin = time.monotonic()
        self.process = subprocess.Popen(
            [styk, "serve", *self.place, "--listen", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://[\w.]+:(\d+)", line)
        if not found:
            sys.exit(f"the server did not start: {line!r}")
        self.pid, self.port = self.process.pid, int(found.group(1))
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        self.ask("/healthz")
        self.seconds_to_start = time.monotonic() - begin
        self.token = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()
        self.process.terminate()
        self.process.wait(timeout=60)

    def add_token(self):
        command = [styk, "token", "add", "bench", "--role", "administrator", *self.place]
        self.token = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        return self

    def ask(self, path, body=None):
        headers = {"Authorization": "Bearer " + self.token} if getattr(self, "token", "") else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        self.connection.request("POST" if body is not None else "GET", path,
                                json.dumps(body) if body is not None else None, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            sys.exit(f"{path} answered {answer.status}: {text[:500]}")
        return text

    def figure(self, name):
        """One number of /metrics."""
        return float(re.search(rf"^{name} (\S+)$", self.ask("/metrics").decode(), re.M).group(1))

    def add_touchpoints(self, count):
        for n in range(count):
            self.ask("/api/v1/touchpoints", {"key": f"touchpoint_{n:02}", "name": f"Touchpoint {n}", "position": n})


@contextlib.contextmanager
def postgres(options=""):
    """A throw-away PostgreSQL that waits for its disk, as one in use does; gives its URL. `options` are the server's own."""
    script = 'echo "$STYK_TEST_POSTGRES"; cat >/dev/null'
    process = subprocess.Popen([str(repository / "tools/with_postgres"), "sh", "-c", script], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True, env={**os.environ, "STYK_TEST_FSYNC": "on", "STYK_TEST_POSTGRES_OPTIONS": options})
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(timeout=60)


# ------------------------------------------------------------------ loads and yardsticks

@dataclasses.dataclass
class Load:
    rate: float       # requests a second
    requests: int
    p50_ms: float
    p99_ms: float
    refused: int      # answers that were not 2xx, and broken connections
    cpu_us: float     # of the server, a request


def _milliseconds(text):
    found = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text)
    if not found:
        sys.exit(f"wrk said {text!r} where a time was expected")
    number, unit = found.groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


connections = 64  # of the load generator


def wrk(script, url, pid, *arguments, seconds=8):
    seconds = max(1, round(seconds * scale))
    before = cpu_seconds(pid)
    text = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script), url,
                           "--", *arguments], check=True, capture_output=True, text=True).stdout
    spent = cpu_seconds(pid) - before
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    refused = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", text))
    for broken in re.findall(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text):
        refused += sum(int(n) for n in broken)
    return Load(rate=float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), requests=requests,
                p50_ms=_milliseconds(re.search(r"^\s+50%\s+(\S+)", text, re.M).group(1)),
                p99_ms=_milliseconds(re.search(r"^\s+99%\s+(\S+)", text, re.M).group(1)), refused=refused,
                cpu_us=spent * 1e6 / max(requests, 1))


def yardstick(source, *flags):
    """The compiled yardstick, or None where its source is not."""
    source = yardsticks / source
    if not source.exists():
        return None
    made = repository / "build" / "yardsticks" / source.stem
    if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
        made.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["g++", "-std=c++20", str(source), "-o", str(made), "-pthread", *flags], check=True)
    return made


def show(rows):
    """The table, one line a claim."""
    head = ("claim", "figure", "yardstick", "ratio", "target", "met")
    lines = [head] + [(r.claim + (" (busy machine)" if r.loud else ""), r.figure, r.yardstick, r.ratio, r.target,
                       {None: "", True: "yes", False: "NO"}[r.met]) for r in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    for n, line in enumerate(lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
        if n == 0:
            print("  ".join("-" * width for width in widths))
    sys.stdout.flush()
