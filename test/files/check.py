#!/usr/bin/env python3
"""The files of a page, read back by other programs, against what the API says of the same questions.

usage: check.py [sqlite|postgresql]                  by default on both
XLSX by zipfile and xml alone, PDF by pdftotext of poppler-utils.
"""
import datetime
import io
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
dates = "from=2026-01-01&to=2026-10-01"
panels = [
    {"id": "trend", "kind": "trend", "title": "Trend [x]", "query": f"metric=csat&step=week&{dates}"},
    {"id": "compare", "kind": "compare", "title": "=cmd()", "query": f"metric=nps&rows=location&cols=-&{dates}"},
    {"id": "drivers", "kind": "drivers", "title": "", "query": f"outcome=nps&{dates}"},
    {"id": "figure", "kind": "figure", "title": "", "query": f"metric=nps&{dates}"},
    {"id": "text", "kind": "text", "title": "", "query": "", "text": "=HYPERLINK(\"http://x\")"},
]


class Workbook:
    """Sheets by name, each a list of rows of values: text, number or None."""

    def __init__(self, bytes_of_file):
        self.file = zipfile.ZipFile(io.BytesIO(bytes_of_file))
        book = tree.fromstring(self.file.read("xl/workbook.xml"))
        self.names = [sheet.get("name") for sheet in book.iter(main + "sheet")]
        self.roots = [tree.fromstring(self.file.read(f"xl/worksheets/sheet{n + 1}.xml")) for n in range(len(self.names))]
        self.shared = []
        if "xl/sharedStrings.xml" in self.file.namelist():
            strings = tree.fromstring(self.file.read("xl/sharedStrings.xml"))
            self.shared = ["".join(t.text or "" for t in one.iter(main + "t")) for one in strings.iter(main + "si")]

    def value(self, cell):
        kind = cell.get("t")
        if kind == "inlineStr":
            return "".join(t.text or "" for t in cell.iter(main + "t"))
        text = cell.findtext(main + "v")
        if text is None:
            return None
        return self.shared[int(text)] if kind == "s" else float(text)

    def rows(self, sheet):
        out = []
        for row in self.roots[sheet].iter(main + "row"):
            cells = {}
            for cell in row.iter(main + "c"):
                column = 0
                for letter in cell.get("r").rstrip("0123456789"):
                    column = column * 26 + ord(letter) - 64
                cells[column - 1] = self.value(cell)
            out.append([cells.get(n) for n in range(max(cells, default=-1) + 1)])
        return out

    def frozen(self, sheet):
        pane = next(self.roots[sheet].iter(main + "pane"), None)
        return pane is not None and pane.get("state") == "frozen" and pane.get("ySplit") == "1"

    def formulas(self, sheet):
        return len(list(self.roots[sheet].iter(main + "f"))) + len(list(self.roots[sheet].iter(main + "hyperlink")))


def pdf_text(bytes_of_file):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(bytes_of_file)
        file.flush()
        return subprocess.run(["pdftotext", "-layout", file.name, "-"], check=True, capture_output=True, text=True).stdout


def day_number(day):
    return (datetime.date.fromisoformat(day) - datetime.date(1899, 12, 30)).days


def near(found, expected):
    if expected is None or found is None:
        return found is None and expected is None
    return abs(found - expected) < 1e-9 * max(1, abs(expected))


def check_trend(report, client, rows, name):
    answer = client.ask("GET", f"/api/v1/insights/trend?metric=csat&period=week&{dates}").json()
    report.equal(len(rows) - 1, len(answer["points"]), f"{name}: a row a week")
    for row, point in zip(rows[1:], answer["points"]):
        cells = row + [None] * (8 - len(row))
        report.equal(cells[0], point["key"], f"{name}: the week's key")
        report.equal(cells[1], day_number(point["from"]), f"{name}: its first day is a day")
        for at, member in ((2, "n"), (3, "value"), (4, "lo"), (5, "hi")):
            report.check(near(cells[at], point[member]), f"{name}: {member} of {point['key']}", f"{cells[at]} {point[member]}")


def check_compare(report, client, rows, name):
    answer = client.ask("GET", f"/api/v1/insights/differences?metric=nps&by=location&{dates}").json()
    report.equal(len(rows) - 1, len(answer["rows"]), f"{name}: a row a place")
    found = sorted((row[1], row[2], row[3], row[4]) for row in rows[1:] if row[2] is not None)
    expected = sorted((one["n"], one["value"] * 100, one["lo"] * 100, one["hi"] * 100)
                      for one in answer["rows"] if one["value"] is not None)
    report.check(len(found) == len(expected) and all(near(a, b) for one, two in zip(found, expected)
                                                     for a, b in zip(one, two)), f"{name}: the figures of the API",
                 f"{found} {expected}")


def check_drivers(report, client, rows, name):
    answer = client.ask("GET", f"/api/v1/insights/drivers?outcome=nps&{dates}").json()
    report.equal(len(rows) - 1, len(answer["drivers"]), f"{name}: a row a driver")
    for row, driver in zip(rows[1:], answer["drivers"]):
        report.check(near(row[2], driver["share"]) and near(row[3], driver["lo"]) and near(row[4], driver["hi"])
                     and row[0] == driver["rank"], f"{name}: the weight of {driver['name']}", f"{row} {driver['share']}")


def check_workbook(report, client, board, name):
    answer = client.ask("GET", f"/api/v1/boards/{board}/file?format=xlsx&locale=en")
    book = Workbook(answer.body)
    report.equal(book.names, ["About", "Trend  x", "=cmd()", "What decides  NPS", "NPS"], f"{name}: a sheet a panel")
    for n, sheet in enumerate(book.names):
        report.check(book.frozen(n), f"{name}: the head of {sheet} stays in sight")
        report.equal(book.formulas(n), 0, f"{name}: nothing in {sheet} is a formula or a link")
    about = book.rows(0)
    report.check(any('=HYPERLINK("http://x")' in row for row in about), f"{name}: what people wrote is text", str(about))
    check_trend(report, client, book.rows(1), name + ", trend")
    check_compare(report, client, book.rows(2), name + ", comparison")
    check_drivers(report, client, book.rows(3), name + ", drivers")
    total = client.ask("GET", f"/api/v1/insights/tally?metric=nps&{dates}").json()["total"]
    figure = book.rows(4)[1]
    report.check(near(figure[0], total["n"]) and near(figure[1], total["value"] * 100) and near(figure[4], 0.95),
                 f"{name}: the one figure has n, value and level", f"{figure} {total['n']} {total['value']}")
    again = client.ask("GET", f"/api/v1/boards/{board}/file?format=xlsx&locale=en")
    report.check(again.body == answer.body, f"{name}: the same file all day")
    return figure


def check_pdf(report, client, board, name):
    total = client.ask("GET", f"/api/v1/insights/tally?metric=nps&{dates}").json()["total"]
    score = round(total["value"] * 100)
    signed = f"+{score}" if score > 0 else str(score).replace("-", "−")
    for locale, words in (("en", ("95% interval", f"n {total['n']:,}", "Made on", "Trend [x]")),
                          ("pl", ("przedział 95%", "Sporządzono", "Co decyduje: NPS")),
                          ("ru", ("интервал 95", "Составлено", "Что решает: NPS"))):
        text = pdf_text(client.ask("GET", f"/api/v1/boards/{board}/file?format=pdf&locale={locale}").body)
        for wanted in (*words, signed):
            report.check(wanted in text, f"{name}: the page in {locale} says {wanted}", text[:2000])


def check_summary(report, client, name):
    for locale in ("en", "pl", "ru"):
        query = f"metric=csat&{dates}&locale={locale}"
        answer = client.ask("GET", "/api/v1/insights/summary?" + query).json()
        pdf = client.ask("GET", "/api/v1/insights/summary?format=pdf&" + query).body
        flat = " ".join(pdf_text(pdf).split())
        report.check(" ".join(answer["title"].split()) in flat, f"{name}: the title in {locale}", flat[:500])
        for sentence in answer["sentences"]:
            report.check(" ".join(sentence["text"].split()) in flat, f"{name}: {sentence['key']} in {locale}",
                         sentence["text"] + "\n" + flat[:3000])
        pages = pdf_text(pdf).count("\f")
        report.equal(pages, 1, f"{name}: one page in {locale}")


def check_scope(report, styk, client, board, whole, name):
    """Somebody who sees one place gets the file of that place."""
    places = client.ask("GET", "/api/v1/locations?limit=100").json()["items"]
    gdansk = next(one for one in places if one["key"] == "gdansk")
    styk.add_user("only.gdansk@styk.example", "analyst", location_id=gdansk["id"])
    scoped = server.Client(styk.address, cookie=styk.log_in("only.gdansk@styk.example"))
    figure = Workbook(scoped.ask("GET", f"/api/v1/boards/{board}/file?format=xlsx&locale=en").body).rows(4)[1]
    alone = client.ask("GET", f"/api/v1/insights/tally?metric=nps&location=gdansk&{dates}").json()["total"]
    report.check(near(figure[0], alone["n"]) and figure[0] < whole[0], f"{name}: only what its reader may see",
                 f"{figure[0]} {alone['n']} {whole[0]}")


def check(database, report):
    name = f"{database}, files"
    with server.Server(database, "demo") as styk:
        client = styk.client()
        board = client.ask("POST", "/api/v1/boards", {"name": "Front desk", "note": "For the morning", "panels": panels,
                                                      "roles": ["administrator", "analyst"]}).json()
        if not report.check("id" in board, f"{name}: the page is made", str(board)):
            return
        server.eventually(lambda: client.ask("GET", f"/api/v1/insights/tally?metric=nps&{dates}").json()["total"]["n"])
        whole = check_workbook(report, client, board["id"], name)
        check_pdf(report, client, board["id"], name)
        check_summary(report, client, name)
        check_scope(report, styk, client, board["id"], whole, name)
        report.equal(styk.faults(), [], f"{name}: the server logs no fault")


def run():
    report = server.Report()
    for database in server.databases_to_test(sys.argv[1:]):
        check(database, report)
    report.end()


if __name__ == "__main__":
    run()
