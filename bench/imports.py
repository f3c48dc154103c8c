"""CSV import by the command, without a server: the airline file once, and ten times its length."""
import csv
import json
import os
import pathlib
import sqlite3

import kit

file = pathlib.Path(os.environ.get("STYK_AIRLINE", kit.repository.parent / "shared/data/airline_passengers.csv"))
map_file = kit.repository / "test/data/airline_passengers.map.json"
times = 10


def _import(source, map_of_it):
    """Answers (wall seconds, CPU seconds, MB, ratings)."""
    with kit.folder() as data:
        used = kit.timed([kit.styk, "import", "feedback", source, "--map", map_of_it, "--data", data])
        with sqlite3.connect(f"file:{data}/styk.db?mode=ro", uri=True) as database:
            return *used, database.execute("SELECT COUNT(*) FROM rating").fetchone()[0]


def _write_longer(target):
    """The file `times` over; what names a row, or a customer, stays different."""
    names = json.loads(map_file.read_text())
    distinct = [names[what] for what in ("key", "customer") if isinstance(names.get(what), str)]
    with open(file, newline="", encoding="utf-8") as source, open(target, "w", newline="", encoding="utf-8") as out:
        rows = csv.reader(source)
        head = next(rows)
        writer = csv.writer(out)
        writer.writerow(head)
        body = list(rows)
        for copy in range(times):
            for row in body:
                writer.writerow([f"{cell}{copy}" if name.lstrip("\ufeff") in distinct else cell for name, cell in zip(head, row)])


def measure():
    if not file.exists():
        return [kit.Row("import of the airline file", "no file here (STYK_AIRLINE)", ">= 100,000/s of CPU")]
    quiet = kit.wait_for_quiet()
    wall, cpu, mb, ratings = _import(file, map_file)
    with kit.folder() as place:
        _write_longer(place / "longer.csv")
        long_wall, long_cpu, long_mb, long_ratings = _import(place / "longer.csv", map_file)
        size = (place / "longer.csv").stat().st_size / 2**20
    return [
        kit.Row("import of the airline file", f"{ratings / cpu:,.0f} ratings/s of CPU, {ratings / wall:,.0f}/s of wall",
                ">= 100,000/s of CPU", ratings / cpu >= 100_000, loud=not quiet),
        kit.Row(f"import of {times} times the file",
                f"{long_ratings / long_cpu:,.0f} ratings/s of CPU, {long_ratings / long_wall:,.0f}/s of wall",
                ">= 100,000/s of CPU", long_ratings / long_cpu >= 100_000, loud=not quiet),
        kit.Row(f"memory of the import of {size:.0f} MB", f"{long_mb:.0f} MB", "<= 1.25 of the file once",
                long_mb <= 1.25 * mb, f"{mb:.0f} MB for the file once", f"{long_mb / mb:.2f}"),
    ]
