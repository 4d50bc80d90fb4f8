// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

#include <stop_token>

namespace reelout {

/// The hidden argument `--probe-encoder NAME`: this process is one trial of a hardware encoder and ends in
/// here. Returns at once for an ordinary start. First thing in main(), before anything of Qt.
void runEncoderTrialIfAsked(int argc, char** argv);

/// Runs a trial in a process of its own, so that a driver may crash or hang. Returns why the encoder can't be
/// used, in a sentence for people; empty when it can. A child that has not answered after `limit`, or when
/// the token fires, is killed. Any thread.
QString tryEncoderInChild(const QString& program, const QString& encoder, Duration limit,
                          std::stop_token stop);

/// While it lives, hardware encoders are looked for, in children of this program. After the application
/// object, before what records. Main thread.
class EncoderTrials final {
public:
    EncoderTrials();
    ~EncoderTrials();
    EncoderTrials(const EncoderTrials&) = delete;
    EncoderTrials& operator=(const EncoderTrials&) = delete;
};

} // namespace reelout
