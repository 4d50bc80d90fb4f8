// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <thread>

namespace reelout {

/// A named thread that is asked to stop and joined by its destructor. The body must return soon after its
/// stop token fires. Owned by one object; start and stop from the owner's thread.
class Worker {
public:
    Worker() = default;
    /// `name` shows up in debuggers and `top -H`; at most 15 bytes are kept.
    Worker(std::string name, std::function<void(std::stop_token)> body);
    Worker(Worker&&) = default;
    Worker& operator=(Worker&&) = default;
    ~Worker() = default;

    void requestStop() { m_thread.request_stop(); }
    /// Waits for the body to return. Calling it twice does nothing.
    void join();
    /// Lets the thread run on by itself. Its body must own all it touches.
    void detach();
    /// requestStop() and join().
    void stop();
    bool isRunning() const { return m_thread.joinable(); }

private:
    std::jthread m_thread;
};

/// Names the calling thread (15 bytes).
void nameCurrentThread(const std::string& name);

} // namespace reelout
