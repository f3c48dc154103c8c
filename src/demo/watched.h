// What the demo firm keeps its eye on: the indicators of its scorecard and the alerts that watch
// for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demo/year.h"

namespace styk::demo {

struct Indicator {
    Name name;
    std::string metric, query, period;  // period: day | week | month | quarter
    std::optional<double> target{};
    std::string outcome{};  // key of a metric that it is to move before; empty: none
};

struct Alert {
    Name name;
    std::string metric, query, by, period, rule, direction;  // by: a dimension, or empty
    std::optional<double> threshold{};
    std::vector<std::string> recipients;  // e-mails of users; the first one made it
};

[[nodiscard]] std::vector<Indicator> indicators();
[[nodiscard]] std::vector<Alert> alerts();

}  // namespace styk::demo
