// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"

#include <future>

namespace reelout {

/// What all other programs play, by ScreenCaptureKit (macOS 13 and newer), which hears no single output.
class MacSystemSound final : public AudioSource {
public:
    explicit MacSystemSound(AudioFormat format);
    ~MacSystemSound() override;

    AudioFormat format() const override { return m_format; }
    QString label() const override { return QStringLiteral("System sound"); }
    /// PermissionDenied without consent, Unsupported before macOS 13.
    Status start(std::shared_ptr<AudioHub> hub) override;
    void stop() override;

private:
    class Stream;
    Result<std::unique_ptr<Stream>> open();
    void run(const std::stop_token& stop, std::promise<Status>& opened);
    void tell(SourceEventKind kind, const QString& text);

    const AudioFormat m_format;
    std::shared_ptr<AudioHub> m_hub;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace reelout
