// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_server.h"
#include "support/paths.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QRandomGenerator>

#include <csignal>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace reelout::test {

XServer::XServer(Kind kind, Options options) : m_kind(kind), m_options(std::move(options))
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.setStandardErrorFile(m_folder(QStringLiteral("stderr.txt")));
#ifdef __linux__
    // A test that crashes must not leave servers behind.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
}

XServer::~XServer()
{
    stop();
}

QStringList XServer::command() const
{
    QStringList words;
    if (m_kind == Kind::Xvfb) {
        words << QStringLiteral("Xvfb") << m_display << QStringLiteral("-screen") << QStringLiteral("0")
              << QStringLiteral("%1x%2x%3")
                     .arg(m_options.size.width)
                     .arg(m_options.size.height)
                     .arg(m_options.depth);
    } else {
        words << QStringLiteral("Xorg") << m_display << QStringLiteral("-novtswitch")
              << QStringLiteral("-sharevts") << QStringLiteral("-config")
              << testData(QStringLiteral("xorg-dummy.conf")) << QStringLiteral("-logfile")
              << m_folder(QStringLiteral("xorg.log")) << QStringLiteral("vt7");
    }
    words << QStringLiteral("-displayfd") << QStringLiteral("1") << QStringLiteral("-noreset")
          << QStringLiteral("-nolisten") << QStringLiteral("tcp");
    for (const QString& extension : m_options.withoutExtensions)
        words << QStringLiteral("-extension") << extension;
    return words;
}

bool XServer::start()
{
    if (!m_display.isEmpty())
        return launch();
    // High and by chance, so that a server that is killed and started again finds its number free.
    constexpr int kAttempts = 5;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        m_display = QStringLiteral(":%1").arg(QRandomGenerator::global()->bounded(200, 10'000));
        if (launch())
            return true;
    }
    m_display.clear();
    return false;
}

bool XServer::launch()
{
    QStringList words = command();
    const QString program = words.takeFirst();
    m_process.start(program, words, QIODevice::ReadOnly);
    const QDeadlineTimer deadline(30'000);
    QByteArray answer;
    while (!answer.endsWith('\n')) {
        const bool hasMore = m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        answer += m_process.readAllStandardOutput();
        if (hasMore)
            continue;
        QFile said(m_folder(QStringLiteral("stderr.txt")));
        const bool isReadable = said.open(QIODevice::ReadOnly);
        m_error = QStringLiteral("%1 did not start: %2\n%3")
                      .arg(program, m_process.errorString(),
                           isReadable ? QString::fromLocal8Bit(said.readAll()) : QString());
        if (m_process.state() != QProcess::NotRunning)
            kill();
        return false;
    }
    return true;
}

void XServer::stop()
{
    if (m_process.state() != QProcess::NotRunning) {
        setHalted(false);
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            kill();
    }
    // A server that crashed, as the test may have wanted, left its socket behind.
    if (m_process.exitStatus() != QProcess::NormalExit)
        removeTraces();
}

void XServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(10'000);
    removeTraces();
}

void XServer::setHalted(bool isHalted)
{
    if (m_process.processId() > 0)
        ::kill(static_cast<pid_t>(m_process.processId()), isHalted ? SIGSTOP : SIGCONT);
}

void XServer::removeTraces()
{
    const QString number = m_display.mid(1);
    QFile::remove(QStringLiteral("/tmp/.X%1-lock").arg(number));
    QFile::remove(QStringLiteral("/tmp/.X11-unix/X%1").arg(number));
}

bool XServer::xrandr(const QStringList& arguments)
{
    QProcess xrandr;
    xrandr.setProcessChannelMode(QProcess::MergedChannels);
    xrandr.start(QStringLiteral("xrandr"), QStringList{QStringLiteral("--display"), m_display} + arguments);
    if (xrandr.waitForFinished(30'000) && xrandr.exitStatus() == QProcess::NormalExit &&
        xrandr.exitCode() == 0)
        return true;
    m_error = QStringLiteral("xrandr %1: %2 %3")
                  .arg(arguments.join(QLatin1Char(' ')), xrandr.errorString(),
                       QString::fromLocal8Bit(xrandr.readAll()));
    return false;
}

} // namespace reelout::test
