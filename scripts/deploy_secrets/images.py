"""Images: by exact version, so that the same files are the same programs tomorrow."""

import re

# projects whose versions have two numbers
TWO = {"postgres", "debian"}


def problems(deploy):
    for file in [deploy / "compose.yaml", deploy / "Dockerfile", *sorted((deploy / "kubernetes").glob("*.yaml"))]:
        text = file.read_text()
        built = set(re.findall(r"^FROM \S+ AS (\S+)", text, re.MULTILINE))
        for image in re.findall(r"^(?:FROM|[ -]*image:) (\S+)", text, re.MULTILINE):
            name, _, tag = image.partition(":")
            numbers = 2 if name in TWO else 3
            if image not in built and not re.match(r"v?\d+" + r"\.\d+" * (numbers - 1) + r"(?!\S*latest)", tag):
                yield f"{file.relative_to(deploy)}: {image} floats: name its exact version"
