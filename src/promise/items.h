// What customers can be asked about a promise or a standard: the metrics that count the answers and
// the questions, in three languages, ready for a survey.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metric/metric.h"
#include "promise/promise.h"
#include "promise/standard.h"

namespace styk::promise {

struct Item {
    std::string_view role;    // expected, lived, kept, believed
    metric::Metric metric{};  // without an id where it is new
    bool is_new = false;
    std::string question{};  // JSON, in the form surveys are written in
};

// The metric of that key, if there is one.
using FindMetric = std::function<std::optional<metric::Metric>(const std::string& key)>;

// expected and lived (1 to 5), kept (no, partly, yes as 1 to 3); of slogans and campaigns also
// believed (1 to 5). A metric that the promise names already, or that has the name of a new one, is
// used as it is. `touchpoint`: key, or "" for none; `language`: of the metrics' names.
[[nodiscard]] std::vector<Item> items_of(
    const Promise& promise,
    const std::string& touchpoint,
    std::string_view language,
    const FindMetric& find
);

// Whether it was so: no, partly, yes.
[[nodiscard]] Item item_of(
    const Standard& standard,
    const std::optional<metric::Metric>& own,
    const std::string& touchpoint,
    std::string_view language,
    const FindMetric& find
);

}  // namespace styk::promise
