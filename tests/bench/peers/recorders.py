# SPDX-License-Identifier: GPL-3.0-or-later
"""The recorders that are compared, each driven without hands. A recorder has start() and stop(); its file is
the newest in the folder. Encoders get the same settings as far as a program can be told."""

import json
import os
import shutil
import signal
import subprocess

CRF = 23


def run_in(folder, command, env, stdin=subprocess.DEVNULL):
    with open(os.path.join(folder, "recorder.log"), "w") as log:
        return subprocess.Popen(command, env=env, stdin=stdin, stdout=log, stderr=subprocess.STDOUT)


class Recorder:
    """One recording. `job` has width, height, fps, codec; `folder` is where the file goes."""

    settle = 2.0  # seconds until it records for certain
    codecs = ()
    stop_signal = signal.SIGINT

    def __init__(self, job, folder, env):
        self.job, self.folder, self.env = job, folder, env
        self.process = None

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self):
        self.process = run_in(self.folder, self.command(), self.env)

    def stop(self):
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return "killed"
        return ""


class Reelout(Recorder):
    codecs = ("ultrafast", "veryfast", "hap", "hapq", "prores", "png")
    program = "reelout-cli"

    @staticmethod
    def parameters(codec):
        """(the recorder's parameters, extension of the file)"""
        quality = (40 - CRF) / 26  # of x264Plan()
        # x264's own defaults, which the others keep: B-frames of the preset, 250 frames from key to key.
        x264 = {"quality": f"{quality:.6f}", "keyframeinterval": "250"}
        return {
            "ultrafast": ({"preset": "none", "maxbframes": "0", **x264}, "mkv"),
            "veryfast": ({"preset": "high", "maxbframes": "3", **x264}, "mkv"),
            "hap": ({"videocodec": "hap"}, "mov"),
            "hapq": ({"videocodec": "hapq"}, "mov"),
            "prores": ({"videocodec": "prores", "videocodectype": "hq"}, "mov"),
            "png": ({"type": "imagesequence", "imagefiletype": "png"}, "png"),
        }[codec]

    def command(self):
        parameters, extension = self.parameters(self.job["codec"])
        fps = str(self.job["fps"])
        options = [word for name, value in parameters.items() for word in ("--" + name, value)]
        return [self.program, "record", "--video", "screengrab", "--audio", "none", "--set", f"screengrab1.fps={fps}",
                "--fps", fps, "-o", self.path("own." + extension)] + options


class Ffmpeg(Recorder):
    codecs = ("ultrafast", "veryfast", "hap", "hapq", "prores", "png")

    def command(self):
        job = self.job
        x264 = ["-pix_fmt", "yuv420p", "-c:v", "libx264", "-crf", str(CRF), "-preset"]
        # Slow encoders at a constant rate would be counted for repeats, so they write what they can.
        options = {
            "ultrafast": x264 + ["ultrafast", self.path("peer.mkv")],
            "veryfast": x264 + ["veryfast", self.path("peer.mkv")],
            "hap": ["-vsync", "vfr", "-pix_fmt", "rgba", "-c:v", "hap", self.path("peer.mov")],
            "hapq": ["-vsync", "vfr", "-pix_fmt", "rgba", "-c:v", "hap", "-format", "hap_q", self.path("peer.mov")],
            "prores": ["-vsync", "vfr", "-pix_fmt", "yuv422p10le", "-c:v", "prores_ks", "-profile:v", "3",
                       self.path("peer.mov")],
            "png": ["-vsync", "vfr", "-pix_fmt", "rgb24", "-compression_level", "1", self.path("peer.%05d.png")],
        }[job["codec"]]
        return ["ffmpeg", "-nostdin", "-v", "warning", "-f", "x11grab", "-framerate", str(job["fps"]),
                "-video_size", f"{job['width']}x{job['height']}", "-i", self.env["DISPLAY"]] + options


class SimpleScreenRecorder(Recorder):
    settle = 4.0
    codecs = ("ultrafast", "veryfast")

    def start(self):
        job = self.job
        settings = self.path("ssr.conf")
        with open(settings, "w") as file:
            file.write(f"""[input]
video_area=screen
video_area_screen=0
video_x=0
video_y=0
video_w={job['width']}
video_h={job['height']}
video_frame_rate={job['fps']}
video_scale=false
video_record_cursor=true
audio_enabled=false
[output]
file={self.path("peer.mkv")}
separate_files=false
add_timestamp=false
container=mkv
video_codec=h264
video_h264_crf={CRF}
video_h264_preset={0 if job["codec"] == "ultrafast" else 2}
video_allow_frame_skipping=true
[record]
hotkey_enable=false
sound_notifications_enable=false
preview_frame_rate=10
[welcome]
skip_page=true
""")
        self.process = run_in(self.folder, ["simplescreenrecorder", "--settingsfile=" + settings,
                                            "--start-recording", "--no-systray", "--start-hidden"],
                              self.env, subprocess.PIPE)

    def stop(self):
        try:
            self.process.communicate(b"record-save\nquit\n", timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return "killed"
        return ""


class GStreamer(Recorder):
    codecs = ("ultrafast", "veryfast")

    def command(self):
        job = self.job
        return ["gst-launch-1.0", "-q", "-e", "ximagesrc", "use-damage=0", "!",
                f"video/x-raw,framerate={job['fps']}/1", "!", "videoconvert", "!", "video/x-raw,format=I420", "!",
                "x264enc", f"speed-preset={job['codec']}", "pass=qual", f"quantizer={CRF}", "!", "matroskamux", "!",
                "filesink", "location=" + self.path("peer.mkv")]


class Obs(Recorder):
    settle = 8.0
    codecs = ("ultrafast", "veryfast")

    def start(self):
        job = self.job
        base = os.path.join(self.env["XDG_CONFIG_HOME"], "obs-studio")
        shutil.rmtree(base, ignore_errors=True)
        os.makedirs(base + "/basic/profiles/Bench")
        os.makedirs(base + "/basic/scenes")
        with open(base + "/global.ini", "w") as file:
            file.write("[General]\nPre19Defaults=false\nPre21Defaults=false\nPre23Defaults=false\n"
                       "Pre24.1Defaults=false\nFirstRun=true\nLastVersion=486539266\nEnableAutoUpdates=false\n"
                       "[Basic]\nProfile=Bench\nProfileDir=Bench\nSceneCollection=Bench\nSceneCollectionFile=Bench\n"
                       "ConfigOnNewProfile=false\n[BasicWindow]\nPreviewEnabled=false\nSysTrayEnabled=false\n"
                       "WarnBeforeStoppingRecord=false\n")
        with open(base + "/basic/profiles/Bench/basic.ini", "w") as file:
            file.write(f"""[General]
Name=Bench
[Output]
Mode=Simple
[SimpleOutput]
FilePath={self.folder}
RecFormat=mkv
RecQuality=Stream
StreamEncoder=x264
RecEncoder=x264
VBitrate=20000
UseAdvanced=true
Preset={job["codec"]}
[Video]
BaseCX={job['width']}
BaseCY={job['height']}
OutputCX={job['width']}
OutputCY={job['height']}
FPSType=1
FPSInt={job['fps']}
ColorFormat=NV12
ColorSpace=709
ColorRange=Partial
""")
        screen = {"id": "xshm_input", "name": "Screen", "enabled": True,
                  "settings": {"screen": 0, "show_cursor": True, "advanced": False}}
        item = {"id": 1, "name": "Screen", "visible": True, "align": 5, "pos": {"x": 0.0, "y": 0.0},
                "scale": {"x": 1.0, "y": 1.0}, "rot": 0.0, "bounds_type": 0}
        scene = {"id": "scene", "name": "Scene", "enabled": True, "settings": {"id_counter": 1, "items": [item]}}
        with open(base + "/basic/scenes/Bench.json", "w") as file:
            json.dump({"current_program_scene": "Scene", "current_scene": "Scene", "name": "Bench",
                       "scene_order": [{"name": "Scene"}], "sources": [screen, scene]}, file)
        self.process = run_in(self.folder, ["obs", "--startrecording", "--profile", "Bench", "--collection", "Bench",
                                            "--multi", "--minimize-to-tray"], self.env)
        # There is no tray: its window goes where it covers nothing.
        self.mover = subprocess.Popen(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^OBS ", "windowmove",
                                       str(job["width"] - 1), str(job["height"] - 1)], env=self.env,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        self.mover.kill()
        self.mover.wait()
        # It asks whether to stop, which nobody answers; Matroska is complete as far as it goes.
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return ""


PEERS = {"ffmpeg": Ffmpeg, "ssr": SimpleScreenRecorder, "gstreamer": GStreamer, "obs": Obs}
