// How the firm closes the loop: one record a database, with defaults that serve until somebody
// changes them.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "casework/targets.h"
#include "record/shape.h"

namespace styk::casework {

struct CaseSettings {
    Id<CaseSettings> id;
    std::int64_t revision = 0;  // 0: the defaults, nothing is stored yet
    Instant created_at, updated_at;

    std::string number_prefix = "C";  // "C-2481"
    record::JsonList levels{
        R"([{"after_minutes_overdue":0,"to":"deputy"},{"after_minutes_overdue":480,"to":"cx_manager"}])"
    };
    record::JsonObject targets{
        R"({"acknowledge_minutes":240,"answer_minutes":960,"close_minutes":4800})"
    };
    std::int64_t ask_after_days = 3;  // after an answer or a closing; 0: nobody is asked
    bool thank_customers = true, status_messages = true;  // by mail, to the customer
    bool mail_owners = true;                              // who is told in the console, too
    std::int64_t public_risk_after_days = 7;  // a case that waits so long is a public risk
    std::int64_t join_days = 14;  // who speaks again so soon joins their open case; 0: never
    std::string value_attribute = "value";  // of the customer: what they are worth a year
    record::JsonObject heads{};             // {department id: user id}: who leads it
};
BOOST_DESCRIBE_STRUCT(
    CaseSettings,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     number_prefix,
     levels,
     targets,
     ask_after_days,
     thank_customers,
     status_messages,
     mail_owners,
     public_risk_after_days,
     join_days,
     value_attribute,
     heads)
)

BOOST_DEFINE_ENUM_CLASS(LevelTo, deputy, department_head, cx_manager, user)

// Who hears of a case that is overdue for so long; levels rise with the minutes of working time.
struct Level {
    std::int64_t after_minutes_overdue = 0;
    LevelTo to = LevelTo::cx_manager;
    std::string user_id{};  // of `user`
};

[[nodiscard]] std::vector<Level> read_levels(const std::string& json, Problems& problems);

[[nodiscard]] Problems check(const CaseSettings& settings);

}  // namespace styk::casework

namespace styk::record {
template <>
const Shape& shape_of<casework::CaseSettings>();
}  // namespace styk::record
