#!/usr/bin/env python3
"""Compare what styk_reference printed with what the cases expect. Prints each value that is off; exit 1 if any.

usage: compare.py CASES_DIR RESULTS.json

Nested objects and lists are compared value by value. A number passes when |got - want| <= abs + rel * |want|; both are
1e-9 unless the case's `tolerance` says otherwise, and KEY_abs, KEY_rel there hold for keys that start with KEY (the
longest wins). With log_relative_error_min (a number, or one a key) that many digits must be right instead. A list of one
may stand as its only value. Skipped: cases marked `informational`, keys that start with `flag`."""
import json
import math
import pathlib
import sys


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, path + (str(key),))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, path + (str(index),))
        if not value:
            yield path + ("#",), 0  # an empty list is a value too
    else:
        yield path, value


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Tolerance:
    def __init__(self, said):
        self.said = {key: value for key, value in said.items() if is_number(value)}
        self.digits = said.get("log_relative_error_min")

    def limit(self, key, kind):
        named = [name for name in self.said if name.endswith("_" + kind) and key.startswith(name[: -len(kind) - 1])]
        if named:
            return self.said[max(named, key=len)]
        return self.said.get(kind, self.said.get("par_rel", 1e-9) if kind == "rel" else 1e-9)

    def allows(self, key, want, got):
        if not is_number(want):
            return type(want) is type(got) and want == got
        if not is_number(got) or not math.isfinite(got):
            return False
        if self.digits is None:
            return abs(got - want) <= self.limit(key, "abs") + self.limit(key, "rel") * abs(want)
        digits = self.digits.get(key, 9) if isinstance(self.digits, dict) else self.digits
        return abs(got - want) <= 10**-digits * abs(want) if want else abs(got) <= 1e-6


def find(values, path):
    """The value at the path; one that stands without its list of one counts as item 0, and the other way round."""
    for key in (path, path[:-1] if path[-1:] == ("0",) else path, path + ("0",)):
        if key in values:
            return True, values[key]
    return False, None


def compare_case(case, result):
    tolerance = Tolerance(case.get("tolerance", {}))
    values = dict(leaves(result))
    for path, want in leaves(case["expected"]):
        if any(key.startswith("flag") for key in path):
            continue
        there, got = find(values, path)
        good = there and tolerance.allows(path[0], want, got)
        yield good, "/".join(path), want, got if there else "nothing"


def main(folder, results_file):
    results = json.loads(pathlib.Path(results_file).read_text())
    passed = failed = 0
    for file in sorted(pathlib.Path(folder).glob("*.json")):
        for case in json.loads(file.read_text()):
            if case.get("tolerance", {}).get("informational"):
                continue
            for good, path, want, got in compare_case(case, results.get(case["id"], {})):
                passed, failed = passed + good, failed + (not good)
                if not good:
                    print(f"{file.name}: {case['id']}: {path}: expected {want}, got {got}")
    print(f"{folder}: {passed} values passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
