// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/finish_hook.h"

#include "base/log.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>

#include <array>

namespace reelout {

namespace {

using Value = std::pair<QLatin1String, QString>;

/// What stands for what, by name.
std::array<Value, 3> valuesOf(const RecordReport& report)
{
    return {Value(QLatin1String("path"), report.path), Value(QLatin1String("operator"), report.op),
            Value(QLatin1String("report"),
                  QString::fromUtf8(QJsonDocument(report.toJson()).toJson(QJsonDocument::Compact)))};
}

/// Once from left to right, so that what is put in is never looked at again.
QString filled(const QString& text, const std::array<Value, 3>& values)
{
    QString result;
    for (qsizetype at = 0; at < text.size();) {
        bool isFound = false;
        for (const auto& [name, value] : values) {
            const QString mark = QLatin1Char('{') + name + QLatin1Char('}');
            if (!QStringView(text).mid(at).startsWith(mark))
                continue;
            result += value;
            at += mark.size();
            isFound = true;
            break;
        }
        if (!isFound)
            result += text[at++];
    }
    return result;
}

} // namespace

FinishHook::FinishHook(Engine& engine, QObject* parent) : QObject(parent)
{
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
}

void FinishHook::follow(Recorder& recorder)
{
    connect(&recorder, &Recorder::fileFinished, this, &FinishHook::run);
}

QStringList FinishHook::commandFor(const QStringList& command, const RecordReport& report)
{
    const auto values = valuesOf(report);
    QStringList filledIn = command.mid(0, 1);
    for (const QString& argument : command.mid(1))
        filledIn.append(filled(argument, values));
    return filledIn;
}

void FinishHook::run(const RecordReport& report)
{
    if (m_command.isEmpty() || report.path.isEmpty() || !report.isComplete)
        return;
    const QStringList command = commandFor(m_command, report);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, value] : valuesOf(report))
        environment.insert(QStringLiteral("REELOUT_") + QString(name).toUpper(), value);
    QProcess process;
    process.setProgram(command.constFirst());
    process.setArguments(command.mid(1));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QFileInfo(report.path).path());
    process.setStandardInputFile(QProcess::nullDevice());
    if (process.startDetached())
        return;
    const Error error = makeError(ErrorCode::NotFound, QStringLiteral("run command after the take"),
                                  QStringLiteral("%1: %2").arg(command.constFirst(), process.errorString()));
    logError(report.op, error.detail);
    Q_EMIT failed(error);
}

} // namespace reelout
