"""What each role needs of what is not for all: the table that `deploy/` is held against.

`holdfast serve --list-targets` says the same of its own roles, as far as it goes; `against_the_program` compares.
"""

import re

DATABASE, REPLICA, REDIS, BROKER, MAIL = "DATABASE_URL", "REPLICA_URL", "REDIS_URL", "AMQP_URL", "SMTP_URL"
MASTER_KEY, SIGNING_KEY, RPC = "VAULT__MASTER_KEY_FILE", "SIGNING_KEY_FILE", "RPC__SECRET_FILE"
PUBLIC_URL = "PUBLIC_URL"

# in `scripts/deploy_secrets` settings are written without their HOLDFAST_
NEEDS = {
    "gateway": {REDIS, SIGNING_KEY, RPC, PUBLIC_URL},
    "clinic": {DATABASE, MASTER_KEY, RPC},
    "availability": {DATABASE, REPLICA, REDIS, MASTER_KEY, RPC},
    "booking": {DATABASE, REDIS, MASTER_KEY, RPC},
    "identity": {DATABASE, MASTER_KEY, RPC, PUBLIC_URL},
    "relay": {DATABASE, BROKER},
    "notification": {DATABASE, BROKER, MAIL, MASTER_KEY, PUBLIC_URL},
    "webhook": {DATABASE, BROKER, MASTER_KEY},
    # no role, but a process that is given the rule over the database
    "migrate": {DATABASE},
}
CALLED = {"clinic", "availability", "booking", "identity"}
# The name of the file that each of these settings is for.
FILES = {MASTER_KEY: "master-key", SIGNING_KEY: "signing-key.pem", RPC: "rpc-secret"}
# Other settings by which a secret could come.
OTHERS = {"VAULT__MASTER_KEY", "VAULT__MASTER_KEY_COMMAND", "OIDC__CLIENT_SECRET", "RPC__TLS_KEY", "TLS__KEY_FILE"}
GUARDED = set().union(*NEEDS.values()) | OTHERS


def needs_of(target):
    """The settings that a process with these roles needs."""
    return set().union(*(NEEDS[role] for role in target.split(",")))


def rpc_of(target):
    """The roles whose secrets it needs."""
    return CALLED if target == "gateway" else CALLED & set(target.split(","))


def files_of(target):
    """The files with keys that it needs."""
    return {FILES[setting] for setting in needs_of(target) if setting in FILES}


def guarded(settings):
    """Those of these environment variables that not every process may have."""
    names = {name.removeprefix("HOLDFAST_") for name in settings if name.startswith("HOLDFAST_")}
    return names & GUARDED


def compare(process, what, has, needs):
    """The problems, if what a process has is not what it needs."""
    for one in sorted(set(has) - set(needs)):
        yield f"{process} has {what} {one}, which it does not need"
    for one in sorted(set(needs) - set(has)):
        yield f"{process} lacks {what} {one}"


SAID = {
    "the database": DATABASE,
    "the master keys": MASTER_KEY,
    "the signing keys": SIGNING_KEY,
    "a broker": BROKER,
    "a mail server": MAIL,
}


def against_the_program(listed):
    """The problems, if the table and `--list-targets` say different things."""
    roles = dict(re.findall(r"^(\w+) +.*\(needs (.*)\)$", listed, re.MULTILINE))
    yield from compare("the table", "the role", set(NEEDS) - {"migrate"}, roles)
    for role, text in roles.items():
        says = {setting for phrase, setting in SAID.items() if phrase in text}
        ours = NEEDS.get(role, set()) & set(SAID.values())
        if ours != says:
            yield f"the table and --list-targets differ about {role}: {', '.join(sorted(ours ^ says))}"
