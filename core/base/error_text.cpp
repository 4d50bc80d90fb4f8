// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::describe", source);
}

QString headline(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return text("Not found.");
    case ErrorCode::AlreadyExists:
        return text("The file exists already and is not overwritten.");
    case ErrorCode::PermissionDenied:
        return text("Permission denied.");
    case ErrorCode::DiskFull:
        return text("The disk is full.");
    case ErrorCode::FileTooLarge:
        return text("The file is larger than this disk allows.");
    case ErrorCode::IoFailed:
        return text("Reading or writing failed.");
    case ErrorCode::Unsupported:
        return text("Not supported.");
    case ErrorCode::NoDisplay:
        return text("There is no display to capture.");
    case ErrorCode::NoSoundServer:
        return text("There is no sound server.");
    case ErrorCode::DeviceLost:
        return text("A device has gone.");
    case ErrorCode::EncoderRejected:
        return text("The encoder refused these settings.");
    case ErrorCode::InvalidParameter:
        return text("A setting is not valid.");
    case ErrorCode::InvalidData:
        return text("The data could not be understood.");
    case ErrorCode::TimedOut:
        return text("No answer in time.");
    case ErrorCode::Cancelled:
        return text("Cancelled.");
    case ErrorCode::Internal:
        return text("Something went wrong inside the program.");
    }
    return {};
}

QString remedy(ErrorCode code)
{
    switch (code) {
    case ErrorCode::AlreadyExists:
        return text("Choose another name, or turn Unique Suffix on.");
    case ErrorCode::PermissionDenied:
        return text("Choose a folder you can write to.");
    case ErrorCode::DiskFull:
        return text("Free some space or choose another disk.");
    case ErrorCode::FileTooLarge:
        return text("Choose another disk, or record in shorter pieces.");
    case ErrorCode::NoDisplay:
        return text("Start the program in a graphical session, or set DISPLAY.");
    case ErrorCode::NoSoundServer:
        return text("Start PulseAudio or PipeWire, or record without sound.");
    case ErrorCode::DeviceLost:
        return text("Connect it again; it is taken back by itself.");
    case ErrorCode::Internal:
        return text("Please report it with the log.");
    default:
        return {};
    }
}

} // namespace

QString describe(const Error& error)
{
    QString sentence = headline(error.code);
    if (!error.detail.isEmpty())
        sentence += QLatin1Char(' ') + error.detail;
    if (!error.detail.isEmpty() && !error.detail.endsWith(QLatin1Char('.')))
        sentence += QLatin1Char('.');
    if (!error.step.isEmpty())
        sentence += QLatin1Char(' ') + text("(while: %1)").arg(error.step);
    if (const QString advice = remedy(error.code); !advice.isEmpty())
        sentence += QLatin1Char(' ') + advice;
    return sentence;
}

int exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidParameter:
        return 2;
    case ErrorCode::NotFound:
        return 3;
    case ErrorCode::AlreadyExists:
        return 4;
    case ErrorCode::PermissionDenied:
        return 5;
    case ErrorCode::DiskFull:
    case ErrorCode::FileTooLarge:
        return 6;
    case ErrorCode::IoFailed:
        return 7;
    case ErrorCode::NoDisplay:
        return 8;
    case ErrorCode::NoSoundServer:
        return 9;
    case ErrorCode::DeviceLost:
        return 10;
    case ErrorCode::Unsupported:
    case ErrorCode::EncoderRejected:
        return 11;
    case ErrorCode::InvalidData:
        return 12;
    case ErrorCode::TimedOut:
        return 13;
    case ErrorCode::Cancelled:
        return 14;
    case ErrorCode::Internal:
        break;
    }
    return 70;
}

} // namespace reelout
