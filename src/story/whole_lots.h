// What of the answers in lots may be counted. A question is answered by some of a lot only, so a
// figure about it could be of fewer people than the lot holds; then it is counted together with
// that of other lots that look alike, as soon as together they are enough. So each figure is made
// of groups that are enough, whatever is asked, and so is the difference of any two.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/time_zone.h"
#include "survey/definition.h"
#include "survey/response.h"
#include "survey/route.h"

namespace styk::story {

// Beside the names of questions: the seconds spent.
inline constexpr std::string_view time_spent = "#seconds";

// lot -> questions of which nothing of this lot is counted
using Withheld = std::map<std::string, std::set<std::string>>;

// `alike`: responses of lots that look alike, in the order in which they were let out; all of the
// version `definition`. No whole that is counted stands on fewer than `least` answers.
[[nodiscard]] Withheld withheld_in(
    std::span<const survey::Response> alike,
    const survey::Definition& definition,
    const TimeZone& zone,
    std::uint64_t least
);

}  // namespace styk::story
