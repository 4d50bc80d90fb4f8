// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"

#include <future>

namespace reelout {

/// Sound of one input device of macOS, in the device's own rate and channels. When it goes, or is given
/// another rate, it says Lost, looks for the same one each second, and says Recovered; another is never
/// recorded.
class MacSoundSource final : public AudioSource {
public:
    MacSoundSource(QString uid, QString label, AudioFormat format);
    ~MacSoundSource() override;

    AudioFormat format() const override { return m_format; }
    QString label() const override { return m_label; }
    /// PermissionDenied without consent, NotFound, DeviceLost.
    Status start(std::shared_ptr<AudioHub> hub) override;
    void stop() override;

private:
    class Stream;
    Result<std::unique_ptr<Stream>> open();
    void run(const std::stop_token& stop, std::promise<Status>& opened);
    void tell(SourceEventKind kind, const QString& text);

    const QString m_uid;
    const QString m_label;
    const AudioFormat m_format;
    std::shared_ptr<AudioHub> m_hub;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace reelout
