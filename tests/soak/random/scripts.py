# SPDX-License-Identifier: GPL-3.0-or-later
"""Random scripts over a whole project: several recorders at once, everything changed while they record."""

CONTAINERS = ["mov", "mkv", "mp4", "webm", "avi", "gif"]
SIZES = [(2, 2), (64, 48), (127, 93), (320, 240), (641, 361)]
RATES = [1, 10, 24, 30, 60]
PATTERNS, TONES, MOVIES, SOUNDS = ["p1", "p2"], ["s1", "s2"], ["m1", "m2", "m3"], ["a1"]


class Writer:
    def __init__(self, random, tables):
        self.random = random
        self.tables = tables
        self.lines = []

    def set(self, operator, parameter, value):
        self.lines.append(f"op('{operator}').par.{parameter} = {value!r};")

    def create(self, kind, name):
        self.lines.append(f"project.create('{kind}', '{name}');")

    def wire(self, source, target):
        self.lines.append(f"op('{source}').outputConnectors[0].connect(op('{target}'));")

    def size(self, pattern):
        self.set(pattern, "resolution", list(self.random.choice(SIZES)))

    def file(self, sink, extension):
        self.lines.append(f"op('{sink}').par.file.expr = \"'{sink}' + me.fileSuffix + '.{extension}'\";")

    def project(self):
        choose, chance = self.random.choice, self.random.random
        for pattern in PATTERNS:
            self.create("testpattern", pattern)
            self.size(pattern)
            self.set(pattern, "fps", choose(RATES))
        for tone in TONES:
            self.create("audiooscillator", tone)
        for movie in MOVIES:
            self.create("moviefileout", movie)
            self.wire(choose(PATTERNS), movie)
            self.set(movie, "fps", choose(RATES))
            kind = choose(["movie"] * 5 + ["imagesequence", "image", "stopframemovie"])
            self.set(movie, "type", kind)
            if kind in ("imagesequence", "image"):
                file_type, extension = choose([("png", "png"), ("exr", "exr"), ("jpeg", "jpg"), ("tiff", "tif")])
                self.set(movie, "imagefiletype", file_type)
                self.file(movie, extension)
            else:
                row = choose(self.tables.video)
                extension = choose(row["containers"])
                sounds = [codec["codec"] for codec in self.tables.audio_codecs if extension in codec["containers"]]
                self.set(movie, "videocodec", row["codec"])
                self.set(movie, "videocodectype", row["type"])
                self.set(movie, "moviepixelformat", row["format"])
                self.set(movie, "audiochop", choose(TONES) if sounds else "")
                if sounds:
                    self.set(movie, "audiocodec", choose(sounds))
                self.file(movie, extension)
            if chance() < 0.3:
                self.set(movie, "replay", 1)
                self.set(movie, "replaylength", 1)
            if chance() < 0.3:
                self.set(movie, "splittime", 0.01)
            if chance() < 0.3:
                self.set(movie, "limitlength", 1)
                self.set(movie, "length", 0.7)
        for sound in SOUNDS:
            self.create("audiofileout", sound)
            self.wire(TONES[0], sound)
            self.file(sound, "wav")

    def step(self):
        choose, chance = self.random.choice, self.random.random
        movie, pattern = choose(MOVIES), choose(PATTERNS)
        what = self.random.randrange(20)
        self.lines.append("try {")
        if what < 7:
            self.set(choose(MOVIES + SOUNDS), "record", choose([1, 1, 0]))
        elif what < 9:
            self.set(choose(MOVIES + SOUNDS), "pause", choose([0, 1]))
        elif what < 13:
            pulse = choose(["addframe", "addframe", "split", "marker", "savereplay"])
            self.lines.append(f"op('{movie}').par.{pulse}.pulse();")
        elif what < 15:
            self.size(pattern)
        elif what < 16:
            name = choose(["pattern", "depth", "alpha"])
            self.set(pattern, name, self.tables.value(self.random, "testpattern", name))
        elif what < 17:
            self.wire(pattern, movie)
        elif what < 19:
            name = choose(["fps", "replay", "quality", "outputresolution", "chanmask", "format", "maxthread"])
            self.set(movie, name, self.tables.value(self.random, "moviefileout", name))
        elif chance() < 0.3:
            self.lines.append(f"op('{choose(PATTERNS + TONES + [movie])}').destroy();")
        self.lines.append("} catch (error) {}")
        if chance() < 0.6:
            self.lines.append(f"wait({choose([0.01, 0.05, 0.1, 0.3, 0.6])});")

    def end(self):
        for sink in MOVIES + SOUNDS:
            self.lines.append(f"try {{ op('{sink}').par.record = 0; op('{sink}').par.replay = 0; "
                              f"op('{sink}').waitUntilFinished(); }} catch (error) {{}}")


def text(random, tables):
    """Files are named after the recorders, in the working folder."""
    writer = Writer(random, tables)
    writer.project()
    for _ in range(random.randint(15, 60)):
        writer.step()
    writer.end()
    return "\n".join(writer.lines) + "\n"
