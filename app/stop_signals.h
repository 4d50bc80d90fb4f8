// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace reelout {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal on the main thread, so that the files are finished
/// before the program ends. A third signal ends the program at once; its files can be repaired. One per
/// process.
class StopSignals final : public QObject {
    Q_OBJECT

public:
    explicit StopSignals(QObject* parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested(int signalNumber);

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace reelout
