// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cassert>
#include <utility>
#include <variant>

namespace reelout {

/// The classes of failure the program tells apart. Closed on purpose: sentences, exit codes and tests
/// switch over it, and the library's own words travel in Error::detail.
enum class ErrorCode {
    NotFound,
    AlreadyExists,
    PermissionDenied,
    DiskFull,
    FileTooLarge,
    IoFailed,
    Unsupported,
    NoDisplay,
    NoSoundServer,
    DeviceLost,
    EncoderRejected,
    InvalidParameter,
    InvalidData,
    TimedOut,
    Cancelled,
    Internal,
};

/// What went wrong: the class, the library's or system's own words with the path, device or codec in
/// question, and the step that failed ("open file", "write trailer"). Sentences for people are made from it
/// once, by describe() in error_text.h.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    QString step;
};

/// A value or the reason there is none. Every fallible function of the core returns one; nothing of ours
/// throws.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::move(value)) {}
    Result(Error error) : m_state(std::move(error)) {}

    explicit operator bool() const { return hasValue(); }
    bool hasValue() const { return std::holds_alternative<T>(m_state); }
    const T& value() const&
    {
        assert(hasValue());
        return *std::get_if<T>(&m_state);
    }
    T& value() &
    {
        assert(hasValue());
        return *std::get_if<T>(&m_state);
    }
    T&& value() &&
    {
        assert(hasValue());
        return std::move(*std::get_if<T>(&m_state));
    }
    const Error& error() const
    {
        assert(!hasValue());
        return *std::get_if<Error>(&m_state);
    }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

private:
    std::variant<T, Error> m_state;
};

/// Success, or the reason there was none.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    explicit operator bool() const { return !m_failed; }
    bool hasValue() const { return !m_failed; }
    const Error& error() const
    {
        assert(m_failed);
        return m_error;
    }

private:
    Error m_error;
    bool m_failed = false;
};

using Status = Result<void>;

inline Error makeError(ErrorCode code, QString step, QString detail)
{
    return Error{code, std::move(detail), std::move(step)};
}

/// The class of a system error number (errno).
ErrorCode errorCodeFromErrno(int number);

/// An error from errno: `detail` is "subject: strerror".
Error errnoError(int number, QString step, const QString& subject);

/// An allocation refused at `step`, where a library hands out null instead of throwing.
Error outOfMemory(QString step);

/// Stable token of a code for JSON and logs ("diskFull").
QString errorCodeName(ErrorCode code);

} // namespace reelout

/// Returns the error of a Status from the surrounding function; goes on when there is none.
#define REELOUT_TRY(expression)                                                                              \
    do {                                                                                                     \
        if (const ::reelout::Status& reeloutStatus = (expression); !reeloutStatus)                           \
            return reeloutStatus.error();                                                                    \
    } while (false)
