// A request to an address that somebody wrote into a form: only where it may go, within limits, and
// with no trust in what comes back.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "courier/networks.h"

namespace styk::courier {

struct OutsideRequest {
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::string content_type = "application/json";
    bool get = false;                      // else the body is POSTed
    std::size_t keep = 1000;               // bytes of the answer
    std::filesystem::path certificates{};  // whom https is believed by; empty: the system's
    std::chrono::seconds within{15};
    std::function<bool()> go_on{};  // asked now and then; false: stop
};

struct OutsideReply {
    enum class Outcome {
        answered,  // `status` says what
        closed,    // the address is none of the public ones: nothing was sent
        silent,    // no connection, no answer in time, no TLS
        stopped    // by go_on: it may have arrived or not
    };

    Outcome outcome = Outcome::silent;
    int status = 0;
    std::string said;  // the beginning of the answer, or what went wrong
    std::optional<std::chrono::seconds> retry_after{};  // as the other side asked
};

// The address is judged when the connection is opened, after the name was looked up, so that no
// name can point elsewhere in between; no proxy, no redirection, http only to what `open` names.
// Never throws but for a request that cannot be written.
[[nodiscard]] OutsideReply ask_outside(const OutsideRequest& request, const Networks& open);

// "a=1&b=x%20y": a query, or a body of application/x-www-form-urlencoded.
[[nodiscard]] std::string form_of(const std::vector<std::pair<std::string, std::string>>& pairs);

// What may stand in a form at all: http or https, a host, no user, no password.
[[nodiscard]] std::optional<std::string> problem_of_url(const std::string& url);

}  // namespace styk::courier
