#include "http/form_gate.h"

#include <cmath>

#include "net/listen.h"

namespace styk::http {

FormGate::FormGate(people::Allowance allowance, std::size_t most_remembered)
    : by_network_(allowance, most_remembered) {}

int FormGate::wait_s(const std::string& remote, Instant now) {
    if (remote.empty() || remote == "unix" || net::is_loopback(remote)) {
        return 0;
    }
    const std::string network = people::network_of(remote);
    const std::lock_guard lock(mutex_);
    const double wait = by_network_.wait_s(network, now);
    if (wait > 0) {
        return static_cast<int>(std::ceil(wait - 1e-6));
    }
    by_network_.take(network, now);
    return 0;
}

}  // namespace styk::http
