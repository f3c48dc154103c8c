// How often one place may send a form that needs no log-in. Kept in memory, by network: a machine
// that floods is slowed down, and a crowd with the same complaint is not.
#pragma once

#include <mutex>
#include <string>

#include "base/instant.h"
#include "people/login_guard.h"

namespace styk::http {

class FormGate {
public:
    explicit FormGate(people::Allowance allowance, std::size_t most_remembered = 20'000);

    // Seconds to wait; 0: it may come in, and is counted. A proxy on this machine that was not made
    // known (--behind-proxy) is nobody's address: whoever stands behind it is let in.
    [[nodiscard]] int wait_s(const std::string& remote, Instant now);

private:
    std::mutex mutex_;
    people::Buckets by_network_;
};

}  // namespace styk::http
