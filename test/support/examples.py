"""What a sensible request of each operation looks like, learnt from the scenarios."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "scenario"))
import run  # noqa: E402


def exchanges():
    """Every exchange of every scenario that is meant to succeed."""
    for path in sorted(run.folder.glob("*.txt")):
        for step in run.read_scenario(path.read_text(), path.name):
            if isinstance(step, run.Exchange) and step.status < 400:
                yield step


def first_of_each(document):
    """(method, pattern) -> the simplest exchange: the one with the least to fill in."""
    best = {}
    for one in exchanges():
        method, path, _, _ = run.request_line.match(one.line).groups()
        route = document.find(method, path.partition("?")[0])
        if route and (method, route[1]) == route[:2]:
            unknown = "".join([path.partition("?")[2], *one.body]).count("$") + sum(name != "If-Match" for name, _ in one.headers)
            known = best.get(route[:2])
            if known is None or unknown < known[0]:
                best[route[:2]] = (unknown, one)
    return {route: one for route, (_, one) in best.items()}
