// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>

namespace reelout::test {

/// A camera that another program plays on a PipeWire server: GStreamer's pipewiresink. Ends with the test.
class GstCamera {
public:
    explicit GstCamera(QProcessEnvironment environment);
    ~GstCamera();
    GstCamera(const GstCamera&) = delete;
    GstCamera& operator=(const GstCamera&) = delete;

    static bool isInstalled();
    /// One colour of videotestsrc ("red"), in GStreamer's words for caps behind it.
    bool start(const QString& name, const QString& pattern, const QString& caps);
    /// I420 pictures from `file`, over and over.
    bool startFile(const QString& name, const QString& file, Size size, int rate);
    /// As a program that crashes.
    void kill();
    /// By itself, as GStreamer's sink does now and then while a busy machine gives it its buffers.
    bool hasCrashed();
    /// Starts it anew if it has. True if it had to: what was seen of the camera so far is then worth nothing.
    bool revive();

private:
    bool launch(const QString& name, const QStringList& pipeline);

    QProcess m_process;
    bool m_shouldRun = false;
};

} // namespace reelout::test
