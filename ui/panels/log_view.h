// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

#include <QPlainTextEdit>

#include <memory>

namespace reelout {

/// The program's log as it grows. Debug entries are left out unless asked for.
class LogView final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit LogView(LogBuffer& log, QWidget* parent = nullptr);
    ~LogView() override;

    void setShowsDebug(bool shows);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void takeNew();
    void append(const LogEntry& entry);

    LogBuffer& m_log;
    std::uint64_t m_lastSerial = 0;
    struct Link;
    std::shared_ptr<Link> m_link;
    int m_listener = 0;
    bool m_showsDebug = false;
};

} // namespace reelout
