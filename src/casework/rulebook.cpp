#include "casework/rulebook.h"

#include <algorithm>

#include "json/json.h"
#include "record/convert.h"

namespace styk::casework {

namespace {

using std::chrono::minutes;

firm::WorkingTime hours_of_firm(const feedback::Directory& directory, std::vector<Day> holidays) {
    return {directory.zone, firm::hours_of(directory.firm, std::move(holidays))};
}

firm::WorkingTime hours_of_calendar(
    const feedback::Directory& directory,
    const WorkCalendar& calendar,
    const std::vector<Day>& holidays
) {
    return {
        directory.zone,
        {.days = calendar.days,
         .from = firm::minute_of_day(calendar.from),
         .to = firm::minute_of_day(calendar.to),
         .holidays = calendar.holidays ? holidays : std::vector<Day>()}
    };
}

std::map<std::string, std::string> read_heads(const std::string& json) {
    std::map<std::string, std::string> out;
    const auto object = json::try_parse(json);
    if (object && object->is_object()) {
        for (const auto& [department, user] : object->get_object()) {
            if (user.is_string()) {
                out.emplace(department, user.get_string());
            }
        }
    }
    return out;
}

std::optional<Id<people::Department>> department_of(const journey::Touchpoint& touchpoint) {
    using journey::DepartmentRole;
    const auto parts = journey::departments_of(touchpoint);
    for (const auto role : {DepartmentRole::responsible, DepartmentRole::accountable}) {
        const auto found = std::ranges::find(parts, role, &journey::DepartmentPart::role);
        if (found != parts.end()) {
            return found->department_id;
        }
    }
    return {};
}

}  // namespace

Rulebook::Rulebook(const feedback::Directory& directory, Parts parts)
    : settings_(std::move(parts.settings)),
      targets_(read_targets(settings_.targets.text)),
      absences_(std::move(parts.absences)),
      heads_(read_heads(settings_.heads.text)),
      hours_(hours_of_firm(directory, parts.holidays)) {
    Problems ignored;  // they were checked when they were written
    levels_ = read_levels(settings_.levels.text, ignored);
    for (const CaseRule& one : parts.rules) {
        auto ready = one.active ? make_ready(directory, one) : std::nullopt;
        if (ready) {
            rules_.push_back(std::move(*ready));
        }
    }
    for (people::User& one : parts.users) {
        if (one.active) {
            users_.emplace(one.id.text(), std::move(one));
        }
    }
    for (const WorkCalendar& one : parts.calendars) {
        if (one.department_id && check(one).empty()) {
            hours_of_departments_.emplace(
                one.department_id->text(), hours_of_calendar(directory, one, parts.holidays)
            );
        }
    }
}

const people::User* Rulebook::find_user(const std::string& id) const {
    const auto found = users_.find(id);
    return found == users_.end() ? nullptr : &found->second;
}

std::vector<const people::User*> Rulebook::users_with(people::Role role) const {
    std::vector<const people::User*> out;
    for (const auto& [id, user] : users_) {
        if (user.role == role) {
            out.push_back(&user);
        }
    }
    return out;
}

std::vector<const people::User*> Rulebook::users_of_department(const std::string& id) const {
    std::vector<const people::User*> out;
    for (const auto& [key, user] : users_) {
        if (user.department_id && user.department_id->text() == id) {
            out.push_back(&user);
        }
    }
    return out;
}

std::optional<Id<people::User>> Rulebook::deputy_of(const Id<people::User>& user, Day day) const {
    const std::string today = to_iso_day(day);
    for (const Absence& one : absences_) {
        if (one.user_id == user && one.from <= today && today <= one.to &&
            find_user(one.deputy_id.text()) != nullptr) {
            return one.deputy_id;
        }
    }
    return {};
}

std::vector<std::string> Rulebook::stands_for(const std::string& user, Day day) const {
    std::vector<std::string> out{user};
    for (const auto& [id, other] : users_) {
        const auto deputy = deputy_of(other.id, day);
        if (deputy && deputy->text() == user && id != user) {
            out.push_back(id);
        }
    }
    return out;
}

Responsible Rulebook::responsible_for(
    const feedback::Directory& directory, const std::string& touchpoint, Day day
) const {
    Responsible out;
    const auto* found = touchpoint.empty() ? nullptr : directory.touchpoints.find(touchpoint);
    if (found == nullptr) {
        return out;
    }
    out.department_id = department_of(*found);
    if (found->owner_id && find_user(found->owner_id->text()) != nullptr) {
        out.owner_id = found->owner_id;
        out.deputy_id = deputy_of(*found->owner_id, day);
    }
    return out;
}

std::optional<std::string> Rulebook::head_of(const std::string& department) const {
    const auto found = heads_.find(department);
    return found == heads_.end() || find_user(found->second) == nullptr
               ? std::nullopt
               : std::optional(found->second);
}

const firm::WorkingTime& Rulebook::hours_of(const std::string& department) const {
    const auto found = hours_of_departments_.find(department);
    return found == hours_of_departments_.end() ? hours_ : found->second;
}

const firm::WorkingTime& Rulebook::hours_of(const Case& one) const {
    return hours_of(one.department_id ? one.department_id->text() : "");
}

void Rulebook::set_deadlines(Case& one, const Targets& targets) const {
    const auto& hours = hours_of(one);
    const auto deadline = [&](const std::optional<std::int64_t>& amount) {
        return amount ? std::optional(hours.after(one.opened_at, minutes(*amount))) : std::nullopt;
    };
    one.acknowledge_by = deadline(targets.acknowledge_minutes);
    one.answer_by = deadline(targets.answer_minutes);
    one.close_by = deadline(targets.close_minutes);
    one.due_at.reset();
    set_clock(one);
}

void Rulebook::set_clock(Case& one) const {
    set_due(one);
    const auto level = static_cast<std::size_t>(one.escalated);
    one.escalate_at = one.due_at && level < levels_.size()
                          ? std::optional(hours_of(one).after(
                                *one.due_at, minutes(levels_[level].after_minutes_overdue)
                            ))
                          : std::nullopt;
}

}  // namespace styk::casework
