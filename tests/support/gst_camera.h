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

private:
    bool launch(const QString& name, const QStringList& pipeline);

    QProcess m_process;
};

} // namespace reelout::test
