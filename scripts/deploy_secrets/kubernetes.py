"""The files for Kubernetes."""

import yaml

from needs import BROKER, DATABASE, MAIL, REDIS, compare, files_of, guarded, needs_of

# ports that a need opens
PORTS = {DATABASE: {5432}, REDIS: {6379}, BROKER: {5672}, MAIL: {25, 465, 587}}
# ports to what is no need by a setting: names for all, the roles for gateways, receivers for webhooks
MORE = {"gateway": {7400}, "webhook": {80, 443}}


def problems(deploy):
    objects = [o for file in sorted((deploy / "kubernetes").glob("*.yaml")) for o in yaml.safe_load_all(file.read_text())]
    policies = [o for o in objects if o["kind"] == "NetworkPolicy"]
    for each in (o for o in objects if o["kind"] == "ConfigMap"):
        for setting in sorted(guarded(each["data"])):
            yield f"kubernetes: the ConfigMap for all has {setting}"
    if not any(denies_all(policy["spec"]) for policy in policies):
        yield "kubernetes: no NetworkPolicy denies what the others do not allow"
    for each in (o for o in objects if "template" in o.get("spec", {})):
        name, template = each["metadata"]["name"], each["spec"]["template"]
        yield from pod(f"kubernetes: {name}", name, template["spec"])
        yield from network(f"kubernetes: {name}", name, template, policies)


def pod(process, name, spec):
    if spec.get("automountServiceAccountToken") is not False:
        yield f"{process} mounts a token of the cluster (automountServiceAccountToken)"
    if spec.get("securityContext", {}).get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield f"{process} has no seccompProfile"
    for container in spec["containers"] + spec.get("initContainers", []):
        args = container.get("args", [])
        target = args[-1] if args[:1] == ["serve"] else name
        for source in container.get("envFrom", []):
            if "secretRef" in source:
                yield f"{process} has the whole secret {source['secretRef']['name']} in its environment"
        env = container.get("env", [])
        yield from compare(process, "the setting", guarded(each["name"] for each in env), needs_of(target))
        for each in env:
            secret = each.get("valueFrom", {}).get("secretKeyRef")
            if secret and secret["name"] != name:
                yield f"{process} reads {each['name']} from the secret of {secret['name']}"
            if each["name"].endswith("_URL") and "://" in each.get("value", "") and "@" in each["value"]:
                yield f"{process}: {each['name']} has its login in the file"
    files = set()
    for volume in spec.get("volumes", []):
        if secret := volume.get("secret"):
            if secret["secretName"] != name:
                yield f"{process} mounts the secret of {secret['secretName']}"
            if "items" not in secret:
                yield f"{process} mounts the whole secret {secret['secretName']}"
            files |= {item["key"] for item in secret.get("items", [])}
    yield from compare(process, "the file", files, {"logins"} if name == "migrate" else files_of(target))


def network(process, name, template, policies):
    labels = template["metadata"]["labels"]
    own = [policy["spec"] for policy in policies if policy["spec"]["podSelector"] and selects(policy["spec"], labels)]
    if not own:
        yield f"{process} has no NetworkPolicy of its own"
    ports = {port["port"] for policy in own for rule in policy.get("egress", []) for port in rule["ports"]}
    needed = set().union(*(PORTS.get(need, set()) for need in needs_of(target_of(template)))) | MORE.get(name, set())
    yield from compare(process, "a way to port", ports, needed)


def target_of(template):
    container = template["spec"]["containers"][0]
    return container["args"][-1] if "args" in container else template["metadata"]["labels"]["app"]


def selects(policy, labels):
    selector = policy["podSelector"]
    exact = all(labels.get(key) == value for key, value in selector.get("matchLabels", {}).items())
    return exact and all(labels.get(e["key"]) in e["values"] for e in selector.get("matchExpressions", []))


def denies_all(policy):
    closed = not policy.get("ingress") and not policy.get("egress")
    return closed and policy["podSelector"] == {} and set(policy["policyTypes"]) == {"Ingress", "Egress"}
