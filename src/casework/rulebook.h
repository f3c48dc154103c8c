// Everything that decides about cases, as a snapshot: rules, settings, who works when, who is away.
// story/catalogue makes it with the directory; nothing here asks a database.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/case.h"
#include "casework/case_rule.h"
#include "casework/case_settings.h"
#include "casework/desk.h"
#include "feedback/directory.h"
#include "firm/working_time.h"
#include "people/user.h"

namespace styk::casework {

// Who is to act on what is said of a touchpoint.
struct Responsible {
    std::optional<Id<people::User>> owner_id{}, deputy_id{};  // deputy: the owner is away
    std::optional<Id<people::Department>> department_id{};
};

class Rulebook {
public:
    // What it is made from; rules that name what is gone are left out.
    struct Parts {
        std::vector<CaseRule> rules;
        CaseSettings settings;
        std::vector<people::User> users;
        std::vector<Absence> absences;
        std::vector<WorkCalendar> calendars;
        std::vector<Day> holidays;
    };

    Rulebook(const feedback::Directory& directory, Parts parts);

    [[nodiscard]] const std::vector<ReadyRule>& rules() const { return rules_; }

    [[nodiscard]] const CaseSettings& settings() const { return settings_; }

    [[nodiscard]] const std::vector<Level>& levels() const { return levels_; }

    // Of a case that no rule opened.
    [[nodiscard]] const Targets& targets() const { return targets_; }

    // Somebody who may log in; nullptr: gone or put out of use.
    [[nodiscard]] const people::User* find_user(const std::string& id) const;

    [[nodiscard]] std::vector<const people::User*> users_with(people::Role role) const;
    [[nodiscard]] std::vector<const people::User*> users_of_department(const std::string& id) const;

    // The deputy while somebody is away on that day.
    [[nodiscard]] std::optional<Id<people::User>> deputy_of(const Id<people::User>& user, Day day)
        const;

    // Whose cases this user answers on that day: their own first.
    [[nodiscard]] std::vector<std::string> stands_for(const std::string& user, Day day) const;

    // Of a touchpoint (key): its owner, if they may still log in; the department that is
    // responsible for it, else accountable.
    [[nodiscard]] Responsible responsible_for(
        const feedback::Directory& directory, const std::string& touchpoint, Day day
    ) const;

    [[nodiscard]] std::optional<std::string> head_of(const std::string& department) const;

    // Of a department; "" or one without hours of its own: the firm's.
    [[nodiscard]] const firm::WorkingTime& hours_of(const std::string& department) const;
    [[nodiscard]] const firm::WorkingTime& hours_of(const Case& one) const;

    // Counts the deadlines of a case from its opening, and what hangs on them.
    void set_deadlines(Case& one, const Targets& targets) const;

    // After the state or a deadline changed: due_at, and when the next level is to hear of it. A
    // new duty begins below the first level again.
    void set_clock(Case& one) const;

private:
    std::vector<ReadyRule> rules_;
    CaseSettings settings_;
    std::vector<Level> levels_;
    Targets targets_;
    std::map<std::string, people::User> users_;  // active ones, by id
    std::vector<Absence> absences_;
    std::map<std::string, std::string> heads_;  // user by department
    firm::WorkingTime hours_;
    std::map<std::string, firm::WorkingTime> hours_of_departments_;
};

}  // namespace styk::casework
