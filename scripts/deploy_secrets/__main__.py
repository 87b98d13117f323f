"""Fails if a process of deploy/ has a secret that it does not need, or lacks one, or could be more closed than it is.

Usage: holdfast serve --list-targets | python scripts/deploy_secrets DEPLOY MADE
DEPLOY is the folder, MADE one that `make-secrets` has made.
"""

import sys
from pathlib import Path

import compose
import images
import kubernetes
import systemd
from needs import against_the_program

deploy, made = map(Path, sys.argv[1:])
found = [
    *against_the_program(sys.stdin.read()),
    *compose.problems(deploy, made),
    *kubernetes.problems(deploy),
    *systemd.problems(deploy),
    *images.problems(deploy),
]
for problem in found:
    print(problem, file=sys.stderr)
sys.exit(bool(found))
