#include "casework/risk.h"

#include <algorithm>
#include <chrono>

namespace styk::casework {

namespace {

// Days of waiting that the words are worth. Who says it is flagged at once whatever the firm's days
// are, since those are at most thirty.
constexpr std::chrono::days said{30}, angry{4}, leaving{4}, repeated{4};

constexpr double day_us = 86'400e6;

}  // namespace

Risk risk_of(const RiskSigns& signs, Instant opened_at) {
    Risk out{opened_at, {}};
    const auto count = [&](bool holds, std::chrono::days start, const char* name) {
        if (holds) {
            out.at = out.at - start;
            if (out.because.empty() || out.because.back() != name) {
                out.because.emplace_back(name);
            }
        }
    };
    count(signs.says_so, said, "intent");
    count(signs.is_angry, angry, "words");
    count(signs.leaves, leaving, "words");
    count(signs.again, repeated, "repeated");
    return out;
}

double risk_score(Instant risk_at, std::int64_t after_days, Instant now) {
    const double days = static_cast<double>((now - risk_at).count()) / day_us;
    return std::clamp(
        days / (2.0 * static_cast<double>(std::max<std::int64_t>(after_days, 1))), 0.0, 1.0
    );
}

Instant flagged_since(std::int64_t after_days, Instant now) {
    return now - std::chrono::days(after_days);
}

}  // namespace styk::casework
