"""Prints how often each operation answered what to the generated requests; fails when one was never called.

Usage: answered.py OPERATIONS.json ANSWERS.json…
"""

import json
import sys
from collections import Counter, defaultdict

answers = defaultdict(Counter)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        for operation, counts in json.load(file).items():
            answers[operation].update(counts)
with open(sys.argv[1], encoding="utf-8") as file:
    operations = json.load(file)
for operation in operations:
    counts = answers[operation]
    print(f"{operation:58}", " ".join(f"{status}:{count}" for status, count in sorted(counts.items())))
never = [operation for operation in operations if not answers[operation]]
if never:
    sys.exit(f"no request was generated for: {', '.join(never)}")
