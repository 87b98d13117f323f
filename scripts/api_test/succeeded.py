"""Prints how often each operation answered what; fails when one never succeeded.

Usage: succeeded.py ANSWERS.json…
"""

import json
import sys
from collections import Counter, defaultdict

answers = defaultdict(Counter)
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for operation, counts in json.load(file).items():
            answers[operation].update(counts)
never = []
for operation, counts in sorted(answers.items()):
    print(f"{operation:58}", " ".join(f"{status}:{count}" for status, count in sorted(counts.items())))
    if not any(status.startswith("2") for status in counts):
        never.append(operation)
if not answers or never:
    sys.exit(f"no success was tested: {', '.join(never) or 'nothing was called'}")
