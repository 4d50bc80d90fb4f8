# Three takes in three codecs, one after the other, as a script from outside would make them.
# Lines in the shape of TouchDesigner's operator pages run as they stand.

pattern = project.create('testpattern', 'bars')
pattern.par.resolutionw = 160
pattern.par.resolutionh = 120

tone = project.create('audiooscillator')

rec = project.create('moviefileout', 'rec')
rec.inputConnectors[0].connect(pattern)
rec.par.audiochop = tone
rec.par.fps = 30
rec.par.fps.val = 30
print('fps', rec.par.fps.eval(), rec.par.fps.mode)

// What each take is called, what encodes it, and how long it is.
const takes = [
  { name: 'first.mov', codec: 'prores', frames: 12 },
  { name: 'second.mp4', codec: 'H.264', frames: 18 },   // by its label
  { name: 'third.mkv', codec: 'ffv1', frames: 6 },
]

rec.par.limitlength = True
rec.par.lengthunit = 0
const reports = []

function begin(take) {
  rec.par.file = folder + '/' + take.name
  rec.par.videocodec = take.codec
  rec.par.length = take.frames
  rec.par.record = 1
}

function onFileStarted(path, op) {
  print('started', path.split('/').pop(), op.name)
}

function onStateChanged(state, op) {
  if (state === 'failed') print('failed', op.name)
}

function onFileFinished(path, report, op) {
  reports.push(report)
  print('finished', path.split('/').pop(), report.frames.written, report.complete, report.audio.frames > 0)
  const next = takes[reports.length]
  if (next)
    run(() => begin(next), delayFrames = 2)
  else
    run(summary, 0)
}

function summary() {
  const total = reports.reduce((sum, report) => sum + report.frames.written, 0)
  const errors = reports.filter(report => report.error)
  print('total', total, 'errors', errors.length)
  if (rec.par.record)
    print('still recording')
  if (rec.isRecording || rec.par.record === True)
    print('still recording')
  for (const p of rec.pars('length*'))
    print(p.name, p.label, p)
}

begin(takes[0])
