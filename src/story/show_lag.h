// Which of two metrics moves first.
#pragma once

#include "stats/lead_lag.h"
#include "story/show_tally.h"

namespace styk::story {

struct Lag {
    struct At {
        int lag = 0;  // periods by which the first leads, when above 0
        double r = 0;
    };

    std::size_t periods = 0;
    double bound = 0;  // chance stays within it
    std::vector<At> lags;
    std::optional<At> best{};
    bool stands = false;
    std::optional<stats::Granger> granger{};
    int granger_lags = 0;
    std::string_view reads = "unknown";  // leads, lags, together, unrelated, unknown
    std::string_view reason{};
};

[[nodiscard]] Lag show_lag(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& first,
    const insight::Question& second,
    Period period,
    Instant now
);

}  // namespace styk::story
