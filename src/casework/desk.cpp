#include "casework/desk.h"

#include <algorithm>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace casework {

namespace {

// "09:00" to "24:00".
bool is_clock(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return false;
    }
    return text <= "24:00" && text.substr(3) < "60";
}

}  // namespace

Problems check(const WorkCalendar& calendar) {
    Problems problems;
    const auto is_weekday = [](std::int64_t day) { return day >= 1 && day <= 7; };
    if (calendar.days.empty() || calendar.days.size() > 7 ||
        !std::ranges::all_of(calendar.days, is_weekday)) {
        problems.push_back({"/days", "must be days of the week, 1 (Monday) to 7"});
    }
    for (const auto* one : {&calendar.from, &calendar.to}) {
        if (!is_clock(*one)) {
            problems.push_back(
                {one == &calendar.from ? "/from" : "/to", "must be a time such as 09:00"}
            );
        }
    }
    if (problems.empty() && calendar.from >= calendar.to) {
        problems.push_back({"/to", "must be later than from"});
    }
    return problems;
}

Problems check(const Absence& absence) {
    Problems problems;
    if (absence.from > absence.to) {
        problems.push_back({"/to", "must not be before from"});
    }
    if (absence.user_id == absence.deputy_id) {
        problems.push_back({"/deputy_id", "must be somebody else"});
    }
    return problems;
}

}  // namespace casework

template <>
const record::Shape& record::shape_of<casework::WorkCalendar>() {
    using casework::WorkCalendar;
    static const Shape shape =
        describe<WorkCalendar>("work_calendar", "calendars")
            .field<&WorkCalendar::key>(
                rule::key(), searchable | sortable | filterable | unique | fixed
            )
            .field<&WorkCalendar::name>(rule::length(1, 200), searchable | sortable)
            .field<&WorkCalendar::department_id>({}, filterable | unique)
            .field<&WorkCalendar::days>()
            .field<&WorkCalendar::from>()
            .field<&WorkCalendar::to>()
            .field<&WorkCalendar::holidays>()
            .sorted_by("name")
            .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

template <>
const record::Shape& record::shape_of<casework::Absence>() {
    using casework::Absence;
    static const Shape shape = describe<Absence>("absence", "absences")
                                   .field<&Absence::user_id>({}, filterable)
                                   .field<&Absence::from>(rule::day(), sortable)
                                   .field<&Absence::to>(rule::day(), sortable)
                                   .field<&Absence::deputy_id>({}, filterable)
                                   .field<&Absence::note>(rule::prose(0, 1000), searchable)
                                   .sorted_by("-from")
                                   .may(everybody, everybody);
    return shape;
}

}  // namespace styk
