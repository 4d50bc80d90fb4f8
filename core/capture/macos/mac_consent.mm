// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_consent.h"

#import <AVFoundation/AVFoundation.h>
#import <CoreGraphics/CoreGraphics.h>

namespace reelout {

Status requireScreenConsent(Consent consent)
{
    if (CGPreflightScreenCaptureAccess())
        return {};
    // Answers at once, whatever the person does with the question.
    if (consent == Consent::Ask && CGRequestScreenCaptureAccess())
        return {};
    return makeError(
        ErrorCode::PermissionDenied, QStringLiteral("ask for consent"),
        QStringLiteral("macOS does not let Reelout see the screen yet: switch it on in System Settings, "
                       "Privacy & Security, Screen & System Audio Recording, and start Reelout again."));
}

Status requireMicrophoneConsent()
{
    const QString step = QStringLiteral("ask for consent");
    switch ([AVCaptureDevice authorizationStatusForMediaType:AVMediaTypeAudio]) {
    case AVAuthorizationStatusAuthorized:
        return {};
    case AVAuthorizationStatusNotDetermined: {
        constexpr std::int64_t kPatience = 4;
        const dispatch_semaphore_t answered = dispatch_semaphore_create(0);
        __block BOOL isGranted = NO;
        [AVCaptureDevice requestAccessForMediaType:AVMediaTypeAudio
                                 completionHandler:^(BOOL granted) {
                                   isGranted = granted;
                                   dispatch_semaphore_signal(answered);
                                 }];
        const bool isLate = dispatch_semaphore_wait(
                                answered, dispatch_time(DISPATCH_TIME_NOW, kPatience * NSEC_PER_SEC)) != 0;
        if (isLate)
            return makeError(
                ErrorCode::PermissionDenied, step,
                QStringLiteral("macOS asks whether Reelout may hear the microphone; answer, and switch "
                               "the source off and on again."));
        if (isGranted)
            return {};
        break;
    }
    case AVAuthorizationStatusDenied:
    case AVAuthorizationStatusRestricted:
        break;
    }
    return makeError(
        ErrorCode::PermissionDenied, step,
        QStringLiteral("macOS does not let Reelout hear microphones: switch it on in System Settings, "
                       "Privacy & Security, Microphone."));
}

} // namespace reelout
