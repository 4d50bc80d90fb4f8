// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_thread_host.h"

#include "script/script_rewrite.h"
#include "script/script_thread.h"
#include "script/script_values.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr double kLongestDelay = 366.0 * 24.0 * 3600.0; ///< seconds
constexpr std::size_t kMostTimers = 10000;

std::chrono::steady_clock::time_point inSeconds(double seconds)
{
    const double bounded = seconds > 0.0 ? std::min(seconds, kLongestDelay) : 0.0;
    return std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                  std::chrono::duration<double>(bounded));
}

} // namespace

QJSValue ScriptThreadHost::call(const QString& name, const QJSValue& arguments)
{
    return scriptValue(m_engine,
                       m_thread.m_gate->call(m_thread.m_gate, name, arguments.toVariant().toList()));
}

void ScriptThreadHost::print(const QString& text)
{
    m_thread.m_voice.print(text);
}

void ScriptThreadHost::after(const QJSValue& function, double seconds)
{
    if (m_thread.m_timers.size() < kMostTimers)
        m_thread.m_timers.push_back({inSeconds(seconds), function});
    else
        m_engine.throwError(QStringLiteral("run(): too many at once"));
}

bool ScriptThreadHost::wait(double seconds)
{
    return m_thread.waitUntil(inSeconds(seconds));
}

int ScriptThreadHost::news()
{
    return m_thread.news();
}

void ScriptThreadHost::waitForNews(int seen)
{
    m_thread.waitForNews(seen);
}

QString ScriptThreadHost::rewritten(const QString& source)
{
    return rewrittenScript(source);
}

} // namespace reelout
