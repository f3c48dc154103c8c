// Parameters of a question beside the filter vocabulary. What cannot be read is refused by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "http/call.h"

namespace styk::http {

[[nodiscard]] std::optional<std::string> parameter(const Call& call, std::string_view name);
[[nodiscard]] std::int64_t whole_parameter(
    const Call& call,
    std::string_view name,
    std::int64_t usual,
    std::int64_t least,
    std::int64_t most
);
// How many such answers are read as one page, this one among them: what is certain shares the
// error.
[[nodiscard]] std::size_t claims_parameter(const Call& call);
[[nodiscard]] double real_parameter(
    const Call& call, std::string_view name, double usual, double least, double most
);
[[nodiscard]] Period period_parameter(const Call& call, Period usual = Period::week);
[[nodiscard]] std::optional<Day> day_parameter(const Call& call, std::string_view name);

}  // namespace styk::http
