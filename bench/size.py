"""How much the house takes up: memory of an idle server, the binary, what a browser loads first."""
import gzip
import pathlib
import re
import time

import kit


def _first_load():
    """The scripts of the first page: what index.html names, Pulse, one language, and all they import at once."""
    dist = kit.repository / "web/dist"
    page = (dist / "index.html").read_text()
    waiting = set(re.findall(r'(?:src|href)="/(assets/[\w.-]+\.js)"', page))
    for name in ("PulsePage-", "en-"):
        waiting |= {f"assets/{found.name}" for found in (dist / "assets").glob(name + "*.js")}
    loaded = {}
    while waiting:
        name = waiting.pop()
        text = (dist / name).read_bytes()
        loaded[name] = len(gzip.compress(text, 9))
        imports = re.findall(r'(?:\bfrom|\bimport)\s*"\./([\w.-]+\.js)"', text.decode())
        waiting |= {f"assets/{one}" for one in imports} - loaded.keys()
    return sum(loaded.values()) / 1000, len(loaded)


def measure():
    with kit.folder() as data, kit.Server(data) as server:
        time.sleep(2)
        idle = kit.resident_mb(server.pid)
    binary = pathlib.Path(kit.styk).stat().st_size / 2**20
    scripts, files = _first_load()
    return [
        kit.Row("idle server, resident", f"{idle:.1f} MB", "<= 64 MB", idle <= 64),
        kit.Row("binary with the console inside", f"{binary:.1f} MB", "<= 30 MB", binary <= 30),
        kit.Row("console, first load", f"{scripts:.0f} kB of gzip scripts in {files} files", "<= 300 kB", scripts <= 300),
    ]
