// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"

#include <objbase.h>
#include <propidl.h>
#include <wrl/client.h>

#include <memory>
#include <string>

namespace reelout {

template <typename T>
using ComPtr = Microsoft::WRL::ComPtr<T>;

/// COM on this thread as long as it lives. A thread that is somebody's already (Qt's main thread) stays as it
/// is: WASAPI can be called from any apartment.
class ComApartment {
public:
    ComApartment() : m_outcome(CoInitializeEx(nullptr, COINIT_MULTITHREADED)) {}
    ~ComApartment()
    {
        if (SUCCEEDED(m_outcome))
            CoUninitialize();
    }
    ComApartment(const ComApartment&) = delete;
    ComApartment& operator=(const ComApartment&) = delete;

    HRESULT outcome() const { return m_outcome == RPC_E_CHANGED_MODE ? S_OK : m_outcome; }

private:
    const HRESULT m_outcome;
};

struct ComMemoryDeleter {
    void operator()(void* memory) const { CoTaskMemFree(memory); }
};
/// What COM hands out for the caller to free.
template <typename T>
using ComMemory = std::unique_ptr<T, ComMemoryDeleter>;

class EventHandle {
public:
    /// Goes back by itself when a wait was served.
    EventHandle() : m_handle(CreateEventW(nullptr, FALSE, FALSE, nullptr)) {}
    ~EventHandle()
    {
        if (m_handle != nullptr)
            CloseHandle(m_handle);
    }
    EventHandle(const EventHandle&) = delete;
    EventHandle& operator=(const EventHandle&) = delete;
    HANDLE get() const { return m_handle; }

private:
    const HANDLE m_handle;
};

} // namespace reelout
