// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker.h"

#if defined(__linux__) || defined(__APPLE__)
#include <pthread.h>
#elif defined(_WIN32)
#include "base/windows_api.h"
#endif

namespace reelout {

void nameCurrentThread(const std::string& name)
{
    const std::string shortName = name.substr(0, 15);
#if defined(__linux__)
    pthread_setname_np(pthread_self(), shortName.c_str());
#elif defined(__APPLE__)
    pthread_setname_np(shortName.c_str());
#elif defined(_WIN32)
    // Since Windows 10 1607, and not in the headers of every compiler. Names are ASCII; a refusal costs a
    // debugger its hint.
    using Describe = HRESULT(WINAPI*)(HANDLE, PCWSTR);
    const auto describe = reinterpret_cast<Describe>(
        reinterpret_cast<void*>(GetProcAddress(GetModuleHandleW(L"kernel32"), "SetThreadDescription")));
    if (describe != nullptr)
        (void)describe(GetCurrentThread(), std::wstring(shortName.begin(), shortName.end()).c_str());
#endif
}

Worker::Worker(std::string name, std::function<void(std::stop_token)> body)
    : m_thread([name = std::move(name), body = std::move(body)](std::stop_token stop) {
          nameCurrentThread(name);
          body(std::move(stop));
      })
{}

void Worker::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::detach()
{
    if (m_thread.joinable())
        m_thread.detach();
}

void Worker::stop()
{
    m_thread.request_stop();
    join();
}

} // namespace reelout
