"""What the compiler does not watch over in our own sources is little, and each has its reason beside it."""

import re

import hostile

UNSAFE = re.compile(r"withUnsafe\w+|Unsafe(?:Mutable)?(?:Raw)?(?:Buffer)?Pointer|unsafeUninitialized|unsafeBitCast|withMemoryRebound|assumingMemoryBound")


def sources():
    return [path for path in sorted((hostile.ROOT / "Sources").rglob("*.swift")) if path.name != "CommonMark.swift"]


def test_nothing_is_sendable_unchecked():
    found = [path.name for path in sources() if re.search(r"@unchecked|nonisolated\(unsafe\)", path.read_text())]
    assert found == []


def test_each_file_with_unsafe_pointers_says_why():
    silent = []
    count = 0
    for path in sources():
        lines = path.read_text().splitlines()
        places = [number for number, line in enumerate(lines) if UNSAFE.search(line) and not line.strip().startswith("//")]
        if not places:
            continue
        count += len(places)
        if not any(re.search(r"//.*\bunsafe\b", line, re.IGNORECASE) for line in lines):
            silent.append(f"{path.relative_to(hostile.ROOT)}:{places[0] + 1}")
    assert count > 20
    assert silent == []
