# SPDX-License-Identifier: GPL-3.0-or-later
"""Random recordings on the command line: every codec, format, container and size, with whatever settings."""

SIZES = [(2, 2), (16, 300), (64, 64), (127, 93), (320, 240), (641, 361), (1280, 720), (1920, 1080)]
RATES = ["1", "5", "24", "25", "29.97", "30", "60", "100"]
STILLS = {"tiff": "tif", "jpeg": "jpg", "bmp": "bmp", "exr": "exr", "png": "png", "dds": "dds", "webp": "webp",
          "hdr": "hdr"}
SOUNDS = ["wav", "aiff", "flac", "ogg", "mp3"]
# Chosen with the codec, or about something else than the file.
APART = {"type", "videocodec", "videocodectype", "moviepixelformat", "imagefiletype", "audiocodec", "file", "fps", "n",
         "uniquesuff", "record", "pause", "length", "lengthunit", "limitlength", "replay", "replaylength",
         "splittime", "splitsize", "npasses", "outputresolution", "resolution"}


def picture(random, tables):
    width, height = random.choice(SIZES)
    arguments = ["--video", "testpattern", "--set", f"testpattern1.resolution={width} {height}",
                 "--set", f"testpattern1.fps={random.choice(RATES)}"]
    for name in ("pattern", "depth", "alpha", "flash", "framenumber"):
        if random.random() < 0.5:
            arguments += ["--set", f"testpattern1.{name}={tables.value(random, 'testpattern', name)}"]
    if random.random() < 0.3:
        arguments += ["--outputresolution", random.choice(["custom", "half", "fit", "limit", "2x"]),
                      "--resolution", random.choice(["200 100", "333 77", "1920 1080"])]
    return arguments


def settings(random, tables, share):
    """Any of the others, each with that probability."""
    arguments = []
    for name in tables.parameters("moviefileout"):
        if name in APART or random.random() >= share:
            continue
        value = tables.value(random, "moviefileout", name)
        if value is not None:
            arguments += [f"--{name}", value]
    return arguments


def movie(random, tables):
    row = random.choice(tables.video)
    container = random.choice(row["containers"])
    sounds = [codec["codec"] for codec in tables.audio_codecs if container in codec["containers"]]
    arguments = picture(random, tables) + ["--videocodec", row["codec"], "--fps", random.choice(RATES)]
    if row["type"]:
        arguments += ["--videocodectype", row["type"]]
    if row["format"]:
        arguments += ["--moviepixelformat", row["format"]]
    if sounds and random.random() < 0.7:
        arguments += ["--audiocodec", random.choice(sounds)] + ["--audio", "audiooscillator"] * random.choice([1, 1, 2])
    else:
        arguments += ["--audio", "none"]
    if random.random() < 0.2:
        arguments += random.choice([["--splittime", "0.005"], ["--splittime", "0.01"], ["--splitsize", "0.0004"]])
    if random.random() < 0.1:
        arguments += ["--replay", "1", "--replaylength", "1"]
    return arguments + settings(random, tables, 0.1), container


def still(random, tables, kind):
    file_type, extension = random.choice(list(STILLS.items()))
    arguments = picture(random, tables) + ["--audio", "none", "--type", kind, "--imagefiletype", file_type]
    return arguments + settings(random, tables, 0.1), extension


def sound(random, tables):
    return ["--audio", "audiooscillator"] * random.choice([1, 1, 3]), random.choice(SOUNDS)


def arguments(random, tables):
    """What comes after `record`, with files named "take" in the working folder."""
    kind = random.choice(["movie"] * 6 + ["imagesequence"] * 2 + ["image", "sound"])
    if kind == "movie":
        made, extension = movie(random, tables)
    elif kind == "sound":
        made, extension = sound(random, tables)
    else:
        made, extension = still(random, tables, kind)
    if kind != "image":
        made += ["--duration", str(random.choice([0.2, 0.5, 1, 1.5]))]
    return ["--json", *made, "-o", f"take.{extension}"]
