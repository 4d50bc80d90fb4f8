// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::describe", source);
}

/// Without a full stop: a detail may follow.
QString headline(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return text("There is no such thing");
    case ErrorCode::AlreadyExists:
        return text("The file exists already and is not overwritten");
    case ErrorCode::PermissionDenied:
        return text("That is not allowed");
    case ErrorCode::DiskFull:
        return text("The disk is full");
    case ErrorCode::FileTooLarge:
        return text("The file is larger than this disk allows");
    case ErrorCode::IoFailed:
        return text("Reading or writing failed");
    case ErrorCode::Unsupported:
        return text("This can't be done");
    case ErrorCode::NoDisplay:
        return text("There is no display to capture");
    case ErrorCode::NoSoundServer:
        return text("There is no sound server");
    case ErrorCode::DeviceLost:
        return text("A device has gone");
    case ErrorCode::EncoderRejected:
        return text("The encoder refused these settings");
    case ErrorCode::InvalidParameter:
        return text("A setting is not valid");
    case ErrorCode::InvalidData:
        return text("The data could not be understood");
    case ErrorCode::TimedOut:
        return text("There was no answer in time");
    case ErrorCode::Cancelled:
        return text("Cancelled");
    case ErrorCode::Internal:
        return text("Something went wrong inside the program");
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
    case ErrorCode::EncoderRejected:
        return text("Try another codec type or pixel format; the log has the encoder's own words.");
    case ErrorCode::Internal:
        return text("Please report it with the log.");
    default:
        return {};
    }
}

/// Classes whose detail says everything when it is more than a word or a path.
bool speaksForItself(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::Unsupported:
    case ErrorCode::InvalidParameter:
        return true;
    default:
        return false;
    }
}

/// A detail that ends with a full stop was written for people; it is left as it is. What libraries and the
/// system say gets a capital and a full stop, unless it begins with a name or a path.
QString asSentence(const QString& detail)
{
    if (detail.endsWith(QLatin1Char('.')))
        return detail;
    QString sentence = detail;
    const qsizetype end = sentence.indexOf(QLatin1Char(' '));
    const auto first = QStringView(sentence).left(end);
    if (std::all_of(first.begin(), first.end(), [](QChar letter) { return letter.isLower(); }))
        sentence[0] = sentence[0].toUpper();
    return sentence + QLatin1Char('.');
}

} // namespace

QString describe(const Error& error)
{
    const QString detail = error.detail.trimmed();
    QString sentence;
    if (detail.isEmpty())
        sentence = headline(error.code) + QLatin1Char('.');
    else if (detail.endsWith(QLatin1Char('.')) ||
             (speaksForItself(error.code) && detail.contains(QLatin1Char(' '))))
        sentence = asSentence(detail);
    else
        sentence = text("%1: %2.").arg(headline(error.code), detail);
    // What was forbidden is mostly a folder; who knows better has said what helps.
    const bool hasSaidAll = error.code == ErrorCode::PermissionDenied && detail.endsWith(QLatin1Char('.'));
    if (const QString advice = remedy(error.code); !advice.isEmpty() && !hasSaidAll)
        sentence += QLatin1Char(' ') + advice;
    return sentence;
}

QString describeForLog(const Error& error)
{
    const QString sentence = describe(error);
    return error.step.isEmpty() ? sentence : QString(sentence + QStringLiteral(" (%1)").arg(error.step));
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
