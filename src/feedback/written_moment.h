// Dates and times as files write them: "iso", or a pattern of %d %m %Y %H %M %S and the signs
// between them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone.h"

namespace styk::feedback {

// "iso": 2026-11-21, with or without a time behind ' ' or 'T', or RFC 3339.
inline constexpr std::string_view iso_format = "iso";

[[nodiscard]] bool is_moment_format(std::string_view format);

// Without an offset the firm's clock is meant; a day alone begins at midnight.
class MomentReader {
public:
    MomentReader(const TimeZone& zone, std::string_view format) : zone_(zone), format_(format) {}

    [[nodiscard]] std::optional<Instant> read(std::string_view text);

private:
    [[nodiscard]] Instant at(Day day, int second_of_day);

    const TimeZone& zone_;
    std::string format_;
    std::optional<Day> day_;  // the last one asked for: files are often in order
    Instant start_;
};

// The first format in which every one of the texts can be read; nothing when there is none or no
// text.
[[nodiscard]] std::optional<std::string> guess_moment_format(const std::vector<std::string>& texts);

}  // namespace styk::feedback
