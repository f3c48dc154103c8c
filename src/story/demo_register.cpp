#include "story/demo_register.h"

#include "people/department.h"

namespace styk::story {

std::string DemoRegister::touchpoint(std::string_view key) const {
    return db::find_by<journey::Touchpoint>(tx_, "key", std::string(key)).value().id.text();
}

Id<people::User> DemoRegister::user(std::string_view email) const {
    return db::find_by<people::User>(tx_, "email", std::string(email)).value().id;
}

std::string DemoRegister::department(std::string_view key) const {
    return db::find_by<people::Department>(tx_, "key", std::string(key)).value().id.text();
}

std::string DemoRegister::day_before(Day days) const {
    const TimeZone zone(year_.firm.time_zone);
    return to_iso_day(zone.day_of(year_.to) - days);
}

}  // namespace styk::story
