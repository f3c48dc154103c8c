#!/usr/bin/env python3
"""clang-tidy over the sources named on standard input, as many at a time as there are processors, politely.

Its checks are kept out of system headers by a plug-in, tidy_scope.cpp, and the headers of libraries are parsed once,
tidy_headers.h: without these a source costs a minute, nearly all of it spent in Boost and the standard library.

A source found clean is remembered in build/lint by a hash of what was read: its text and those of the project's headers it
includes, near or far, its compile command, the rules and the tool. So a second run reads only what changed. An upgrade of a
library goes unnoticed: remove build/lint after one. Prints the findings; exit 1 if there are any."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
build, memory = root / "build/dev", root / "build/lint"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
TEST = re.compile(r"_test\.cpp$|^test/")
# In a test nobody waits for what grows, and each EXPECT nests. The analyzer follows the paths of a function: a test has one.
# What a lambda inside of EXPECT changes is taken for constant.
checks_of_tests = ["--checks=-performance-inefficient-*,-readability-function-size,-clang-analyzer-*,-misc-const-correctness"]
# The analyzer does not follow a coroutine through its frames and takes the library's pointers for unset.
COROUTINE = re.compile(r"\bco_await\b|\buse_awaitable\b")
checks_of_coroutines = ["--checks=-clang-analyzer-core.*"]
LIBRARY_FLAG = re.compile(r"-D(?!STYK_)\S+|-isystem \S+|-pthread")
scope_source = root / "tools/tidy_scope.cpp"


def built(product, source, command):
    """Makes `product` where it is older than what it is made of."""
    if not product.is_file() or product.stat().st_mtime < max(one.stat().st_mtime for one in (source, pathlib.Path(__file__))):
        fresh = product.with_suffix(f".{os.getpid()}")
        subprocess.run([*command, source, "-o", fresh], cwd=root, check=True)
        fresh.rename(product)
    return product


def library_flags():
    """Definitions and folders of libraries, of all sources together: the parsed headers fit only who has the same."""
    of_all = (one for command in commands.values() for one in LIBRARY_FLAG.findall(command))
    return [word for flag in sorted(set(of_all)) for word in flag.split()]


def aids():
    """Arguments that spare time and change no finding."""
    memory.mkdir(parents=True, exist_ok=True)
    # LLVM is built without types at run time; its functions are found in clang-tidy, which loads the plug-in.
    scope = built(memory / "tidy_scope.so", scope_source, ["g++", "-std=c++17", "-O1", "-fPIC", "-shared", "-fno-rtti",
                                                         "-isystem", "/usr/lib/llvm-19/include"])
    flags = library_flags()
    fitting = hashlib.sha256(repr(flags).encode()).hexdigest()[:8]
    headers = built(memory / f"tidy_headers_{fitting}.pch", root / "tools/tidy_headers.h",
                    ["clang++-19", "-std=c++20", "-g1", *flags, "-x", "c++-header"])
    # Fuzz programs are in no ordinary build: they are read with the command of a neighbour, which may not know this folder.
    return ["--load", scope, f"--extra-arg=-I{root / 'test'}", *(f"--extra-arg-before={one}" for one in [*flags, "-include-pch", str(headers)])]


def included(path):
    for name in INCLUDE.findall(path.read_text()):
        for folder in (path.parent, root / "src", root / "test"):
            if (folder / name).is_file():
                yield folder / name
                break


def with_headers(source):
    found, waiting = set(), [source]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += included(path)
    return sorted(found)


def hash_of(source, command, checks):
    read = hashlib.sha256(repr([version, rules, command, checks]).encode())
    for path in with_headers(root / source):
        read.update(f"\0{path.relative_to(root)}\0".encode() + path.read_bytes())
    return read.hexdigest()


def tidy(source):
    """What it found; None when the source was remembered as clean."""
    checks = (checks_of_tests if TEST.search(source) else
              checks_of_coroutines if COROUTINE.search((root / source).read_text()) else [])
    asked = (source, commands.get(source, ""), checks)
    before, known = hash_of(*asked), memory / (source + ".clean")
    if known.is_file() and known.read_text() == before:
        return None
    ran = subprocess.run(["clang-tidy-19", *spared, "-p", build, "--quiet", *checks, source],
                         cwd=root, capture_output=True, text=True)
    if ran.returncode != 0:
        return ran.stdout or ran.stderr
    if hash_of(*asked) == before:  # nobody wrote to it meanwhile
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_text(before)
    return ""


os.nice(max(0, 10 - os.nice(0)))
version = subprocess.run(["clang-tidy-19", "--version"], capture_output=True, text=True, check=True).stdout
rules = (root / ".clang-tidy").read_text() + scope_source.read_text()
commands = {os.path.relpath(one["file"], root): one["command"].replace(str(root), "")
            for one in json.loads((build / "compile_commands.json").read_text()) if one["file"].endswith(".cpp")}
sources = sys.stdin.read().split()
spared = aids()
remembered = failed = 0
with concurrent.futures.ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
    for found in pool.map(tidy, sources):
        remembered += found is None
        failed += bool(found)
        print(found or "", end="", flush=True)
print(f"tidy: {len(sources)} sources, {remembered} of them unchanged since they were clean, {failed} with findings")
sys.exit(failed > 0)
