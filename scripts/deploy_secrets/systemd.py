"""The units: a user for each process, and its own secrets."""

import re


def problems(deploy):
    for file in sorted((deploy / "systemd").glob("*.service")):
        lines = file.read_text().splitlines()
        own = "%i" if "@" in file.name else "migrate"
        if "DynamicUser=yes" not in lines or any(line.startswith("User=") for line in lines):
            yield f"{file.name} does not run as a user of its own (DynamicUser=yes)"
        for line in lines:
            source = re.match(r"(?:EnvironmentFile=-?|LoadCredential=\w+:)(.*)", line)
            if source and not re.fullmatch(rf"/etc/holdfast/{own}(\.env|/\w+)?", source[1]):
                yield f"{file.name}: {line} is not this process's alone"
            if re.match(r"Environment=HOLDFAST_\w+=.*@", line):
                yield f"{file.name}: {line.split('=')[1]} has its login in the file"
