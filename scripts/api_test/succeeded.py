"""Prints how often each operation answered what; fails when one never succeeded.

Usage: succeeded.py ANSWERS.json…
"""

import json
import sys
from collections import Counter, defaultdict

# What generated requests cannot know: secrets out of mails, codes, the way back from a provider. `it/accounts.rs`,
# `it/members.rs` and `it/provider.rs` have them succeed.
SECRETS = {
    "POST /v1/accounts/complete",
    "POST /v1/password-resets/finish",
    "POST /v1/account/password",
    "POST /v1/account/close",
    "POST /v1/account/second-factor/confirm",
    "POST /v1/account/second-factor/remove",
    # (with the right password for a clinic where the account is nobody; the scene logs in)
    "POST /v1/sessions",
    "POST /v1/sessions/refresh",
    "POST /v1/sessions/switch",
    "POST /v1/invitations/accept",
    "DELETE /v1/clinics/{clinic_id}/members/{account_id}",
    "GET /v1/log-in/provider",
    "GET /v1/log-in/provider/callback",
}

answers = defaultdict(Counter)
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for operation, counts in json.load(file).items():
            answers[operation].update(counts)
never = []
for operation, counts in sorted(answers.items()):
    print(f"{operation:58}", " ".join(f"{status}:{count}" for status, count in sorted(counts.items())))
    if operation not in SECRETS and not any(status.startswith("2") for status in counts):
        never.append(operation)
if not answers or never:
    sys.exit(f"no success was tested: {', '.join(never) or 'nothing was called'}")
