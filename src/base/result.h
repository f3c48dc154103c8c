// The three kinds of error (docs/architecture.md): absent -> std::optional; the caller decides ->
// Result<T>; the request is over -> throw Refusal (the person's to mend) or Fault (the operator's
// to mend).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace styk {

// One thing wrong with one part of what was sent. `pointer` is a JSON Pointer (RFC 6901):
// "/ratings/0/value".
struct Problem {
    std::string pointer;
    std::string message;

    friend bool operator==(const Problem&, const Problem&) = default;
};

using Problems = std::vector<Problem>;

template <class T>
using Result = tl::expected<T, Problem>;

// Why a request ends here. The names are wire values; http/problem.cpp gives each its status.
enum class Code {
    unreadable,             // 400
    unauthenticated,        // 401
    forbidden,              // 403
    not_found,              // 404
    method_not_allowed,     // 405
    conflict,               // 409
    stale,                  // 412: If-Match names an older revision
    too_large,              // 413
    unsupported_type,       // 415
    invalid,                // 422: readable, but not valid
    precondition_required,  // 428: If-Match is missing
    too_many,               // 429
    busy                    // 503
};

// The request cannot be carried out; `what()` tells the person why, `problems` name each field.
class Refusal : public std::runtime_error {
public:
    explicit Refusal(Code code, const std::string& detail, Problems problems = {})
        : std::runtime_error(detail), code_(code), problems_(std::move(problems)) {}

    [[nodiscard]] Code code() const { return code_; }

    [[nodiscard]] const Problems& problems() const { return problems_; }

    // Seconds after which a try may succeed; 0 says nothing about it (too_many, busy).
    int retry_after_s = 0;

private:
    Code code_;
    Problems problems_;
};

// Something of ours is broken (disk, database, a bug). `what()` is for the log and never shown to a
// client.
class Fault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Throws Refusal{invalid} naming every problem, if there is any.
inline void refuse_if(Problems problems) {
    if (!problems.empty()) {
        throw Refusal(Code::invalid, "The request is readable but not valid.", std::move(problems));
    }
}

}  // namespace styk
