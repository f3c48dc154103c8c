"""Reading comments on one core, beside fastText of Debian on the same comments (the sentences of models/sentences, read again and again)."""
import pathlib
import re
import subprocess
import time

import kit

sentences = pathlib.Path(__file__).resolve().parent.parent / "models" / "sentences"
most_load_ms, least_sentiment, least_everything = 50, 40_000, 10_000


def _comments(language):
    lines = (sentences / f"{language}.txt").read_text().splitlines()
    return [line.split("\t")[0] for line in lines if line and line[0] not in "#["]


def _fasttext(comments):
    """Predictions a second with word pairs and parts of words, as the models here read; None without fastText."""
    with kit.folder() as place:
        labelled = place / "train.txt"
        labelled.write_text("".join(f"__label__{number % 3} {comment}\n" for number, comment in enumerate(comments)))
        asked = place / "asked.txt"
        asked.write_text("".join(comment + "\n" for comment in comments) * 100)
        try:
            subprocess.run(["fasttext", "supervised", "-input", labelled, "-output", place / "model", "-wordNgrams", "2", "-minn", "2",
                            "-maxn", "5", "-dim", "32", "-bucket", "300000", "-epoch", "1", "-thread", "1"], check=True, capture_output=True)
        except FileNotFoundError:
            return None

        def seconds(file):
            begin = time.perf_counter()
            subprocess.run(["fasttext", "predict", place / "model.bin", file], check=True, stdout=subprocess.DEVNULL)
            return time.perf_counter() - begin
        empty = place / "empty.txt"
        empty.write_text("")
        return 100 * len(comments) / (seconds(asked) - seconds(empty))


def measure():
    rows = []
    for language in ("pl", "ru", "en"):
        comments = _comments(language)
        kit.wait_for_quiet()
        yardstick = _fasttext(comments)
        text = subprocess.run([kit.programs / "reading", language], input="\n".join(comments), check=True, capture_output=True, text=True).stdout
        found = {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", text)}
        beside = f", {{:.2f}} of fastText's {yardstick:,.0f}" if yardstick else "{:.0s}"
        for name, least in (("sentiment", least_sentiment), ("everything", least_everything)):
            rate = found[name]
            rows.append(kit.Row(f"reading {language}: {name}", f"{rate:,.0f} comments/s" + beside.format(rate / yardstick if yardstick else ""),
                                f">= {least:,}/s", rate >= least))
        rows.append(kit.Row(f"  models loaded ({language} first)", f"{found['load']:.0f} ms", f"<= {most_load_ms} ms", found["load"] <= most_load_ms))
    return rows
