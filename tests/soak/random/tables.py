# SPDX-License-Identifier: GPL-3.0-or-later
"""What there is to choose from, as the program itself says it."""

import csv
import io
import json
import re
import subprocess


class Tables:
    def __init__(self, cli, environment):
        self._cli = cli
        self._environment = environment
        self._parameters = {}
        codecs = json.loads(self._ask("list", "codecs", "--json"))
        self.audio_codecs = codecs["audio"]
        # One row for each codec, type and pixel format that software writes here.
        self.video = [
            {"codec": codec["codec"], "type": kind["type"], "format": pixels, "containers": kind["containers"],
             "settings": kind["settings"]}
            for codec in codecs["video"] for kind in codec["types"] for pixels in kind["pixelFormats"] or [""]
            if not kind["hardware"] and not kind["unavailable"]]

    def _ask(self, *arguments):
        return subprocess.run([self._cli, *arguments], check=True, capture_output=True, text=True,
                              env=self._environment).stdout

    def parameters(self, operator):
        """By name: rows of `params --tsv`."""
        if operator not in self._parameters:
            text = self._ask("params", operator, "--tsv")
            rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
            self._parameters[operator] = {row["name"]: row for row in rows}
        return self._parameters[operator]

    def entries(self, operator, name):
        """Tokens of a menu."""
        menu = self.parameters(operator)[name]["menu"] or ""
        return [entry.split("=")[0].strip() for entry in menu.split(" | ") if "=" in entry]

    def value(self, random, operator, name):
        """One the parameter takes, as text; None for what a word can't say (references, files, texts, pulses)."""
        row = self.parameters(operator)[name]
        kind = row["kind"]
        if kind == "menu":
            return random.choice(self.entries(operator, name))
        if kind == "toggle":
            return random.choice("01")
        if kind == "mask":
            return str(random.randint(1, 15))
        slider = re.search(r"\[(-?[\d.]+)\.\.(-?[\d.]+)\]", row["range"] or "")
        if kind in ("int", "float") and slider:
            low, high = (float(bound) for bound in slider.groups())
            number = random.choice([low, high, random.uniform(low, high)])
            return str(round(number)) if kind == "int" else f"{max(number, 0.001):.3f}"
        return None
