#!/usr/bin/env python3
"""Puts the files of the built console into the binary: an assembler file that includes them, and the table that names them.
What is there compressed is left out plain: the server unpacks it for the rare client that asks for that.

usage: embed_web.py WEB_DIST OUTPUT_FOLDER"""
import pathlib
import sys

dist, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
files = sorted(p for p in dist.rglob("*") if p.is_file() and not p.with_name(p.name + ".gz").is_file())
named = sorted({p.with_suffix("") if p.suffix in (".gz", ".br") else p for p in files})
if not named:
    sys.exit(f"{dist} is empty: build the console first (make web)")

assembler = ['.section .note.GNU-stack,"",%progbits', ".section .rodata"]
names = {}
for number, path in enumerate(files):
    names[path] = number
    assembler += [f".global styk_asset_{number}, styk_asset_{number}_end", ".balign 16", f"styk_asset_{number}:",
                  f'.incbin "{path}"', f"styk_asset_{number}_end:"]
(out / "embedded_assets.S").write_text("\n".join(assembler) + "\n")

lines = ['#include "base/give_back.h"', '#include "http/site.h"', "", 'extern "C" {']
lines += [f"extern const char styk_asset_{n}[], styk_asset_{n}_end[];" for n in names.values()]
lines += ["}", "", "namespace styk::http {", "", "namespace {", "",
          "std::shared_ptr<const std::string> text(const char* first, const char* last) {",
          "    auto text = std::make_shared<const std::string>(first, last);",
          "    give_back({first, text->size()});", "    return text;", "}", "", "}  // namespace", "",
          "std::vector<Asset> embedded_assets() {", "    return {"]


def part(path):
    n = names.get(path)
    return "nullptr" if n is None else f"text(styk_asset_{n}, styk_asset_{n}_end)"


for path in named:
    twins = [path, path.with_name(path.name + ".gz"), path.with_name(path.name + ".br")]
    lines.append(f'        {{"/{path.relative_to(dist).as_posix()}", {", ".join(part(p) for p in twins)}}},')
lines += ["    };", "}", "", "}  // namespace styk::http"]
(out / "embedded_assets.cpp").write_text("\n".join(lines) + "\n")
