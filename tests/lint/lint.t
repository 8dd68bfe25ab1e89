#!/usr/bin/env python3
"""Runs every check twice, on its fixture (planted faults must be found) and on the tree. TAP."""
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import checks  # noqa: E402
from tree import Tree  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(HERE))


class Report:
    """Numbers the cases and prints them."""

    def __init__(self, planned):
        self.count = self.failed = 0
        print(f"1..{planned}")

    def case(self, name, faults, skip=None):
        self.count += 1
        self.failed += bool(faults)
        suffix = f" # SKIP {skip}" if skip else ""
        print(f"{'not ' if faults else ''}ok {self.count} - {name}{suffix}")
        for fault in faults:
            print(f"# {fault}")
        sys.stdout.flush()


def read_exceptions():
    """[check, path, item] -> reason"""
    found = {}
    with open(os.path.join(HERE, "exceptions"), encoding="utf-8") as file:
        for line in file:
            words = line.split(None, 3)
            if words and not words[0].startswith("#"):
                found[tuple(words[:3])] = words[3].strip() if len(words) > 3 else ""
    return found


def excused_by(check, finding, exceptions):
    """The exception that covers a finding; an item that ends in _ is a prefix."""
    for key in exceptions:
        name, path, item = key
        is_item = finding.item == item or (item.endswith("_") and finding.item.startswith(item))
        if (name, path) == (check.__name__, finding.path) and is_item:
            return key
    return None


def run(check, tree):
    """(findings, why it was skipped)"""
    try:
        return list(check(tree)), None
    except checks.Skip as reason:
        return [], str(reason)


def planted(check):
    """Faults of the check itself: what its fixture hides and it does not find, or the reverse."""
    folder = os.path.join(HERE, "fixtures", check.__name__)
    with open(os.path.join(folder, "expected"), encoding="utf-8") as file:
        wanted = set(file.read().split())
    findings, skip = run(check, Tree(folder, is_fixture=True))
    found = {f"{finding.path}:{finding.line}" for finding in findings}
    faults = [f"not found: {place}" for place in sorted(wanted - found)]
    faults += [f"found in vain: {place}" for place in sorted(found - wanted)]
    return ([], skip) if skip else (faults, None)


def main():
    report = Report(2 * len(checks.CHECKS) + 1)
    exceptions, used = read_exceptions(), set()
    tree = Tree(ROOT)
    for check in checks.CHECKS:
        faults, skip = planted(check)
        report.case(f"{check.__name__}: planted faults are found", faults, skip)
        findings, skip = run(check, tree)
        keys = [excused_by(check, finding, exceptions) for finding in findings]
        used.update(key for key in keys if key)
        faults = [finding for finding, key in zip(findings, keys) if not key]
        report.case(f"{check.__name__}: {check.__doc__.splitlines()[0]}", faults, skip)
    faults = [" ".join(key) for key, why in exceptions.items() if key not in used or not why]
    report.case("exceptions: each is needed and has a reason", faults)
    return 1 if report.failed else 0


sys.exit(main())
