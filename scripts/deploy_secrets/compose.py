"""compose.yaml, with the secrets that make-secrets has made for it."""

from urllib.parse import urlsplit

import yaml

from needs import BROKER, DATABASE, MAIL, REDIS, RPC, compare, files_of, guarded, needs_of, rpc_of

NETWORKS = {DATABASE: "database", REDIS: "cache", BROKER: "broker", MAIL: "mail", RPC: "rpc"}
# what else a process has to say something on
MORE = {"gateway": {"edge"}, "webhook": {"outside"}}
# networks with a way out, or in
OPEN = {"front", "outside"}


def problems(deploy, made):
    composed = yaml.safe_load((deploy / "compose.yaml").read_text())
    for name, network in composed["networks"].items():
        if name not in OPEN and not (network or {}).get("internal"):
            yield f"compose.yaml: the network {name} is not internal"
    logins = {}
    for name, service in composed["services"].items():
        settings = settings_of(service, made)
        if any("secrets" in str(volume) for volume in service.get("volumes", [])):
            yield f"compose.yaml: {name} mounts the folder of secrets"
        if not service["image"].startswith("holdfast:"):
            if service.get("secrets") or guarded(settings):
                yield f"compose.yaml: {name} has secrets of Holdfast's"
            if "outside" in service["networks"]:
                yield f"compose.yaml: {name} is in the network of webhooks"
            continue
        command = service.get("command", [])
        target = command[-1] if command[:1] == ["serve"] else name
        process = f"compose.yaml: {name}"
        yield from compare(process, "the setting", guarded(settings), needs_of(target))
        files = dict(file_of(secret, composed) for secret in service.get("secrets", []))
        needed = {"logins"} if target == "migrate" else files_of(target)
        yield from compare(process, "the file", files, needed)
        if "rpc-secret" in files:
            lines = (made / files["rpc-secret"]).read_text().split()
            yield from compare(process, "the rpc secret of", {line.split(":")[0] for line in lines}, rpc_of(target))
        networks = {NETWORKS[need] for need in needs_of(target) if need in NETWORKS} | MORE.get(target, set())
        yield from compare(process, "the network", service["networks"], networks)
        login = urlsplit(settings.get(f"HOLDFAST_{DATABASE}", "")).username
        if login in logins:
            yield f"{process} logs in to the database as {login}, as {logins[login]} does"
        elif login:
            logins[login] = name


def settings_of(service, made):
    lines = []
    if "env_file" in service:
        lines = (made / service["env_file"].removeprefix("secrets/")).read_text().splitlines()
    return service.get("environment", {}) | dict(line.split("=", 1) for line in lines)


def file_of(secret, composed):
    """Its name in the container, and in the folder of secrets."""
    source, target = (secret, secret) if isinstance(secret, str) else (secret["source"], secret["target"])
    return target, composed["secrets"][source]["file"].removeprefix("./secrets/")
