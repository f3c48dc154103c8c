#include "programme/initiative.h"

#include <algorithm>
#include <fmt/format.h>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace programme {

namespace {

using enum InitiativeState;

// Which days a state must and may have.
void check_days(const Initiative& one, Problems& problems) {
    const bool over = one.state == done || one.state == stopped;
    const auto say = [&](const char* pointer, const char* message) {
        problems.push_back({pointer, message});
    };
    if (one.state == planned && one.started_on) {
        say("/started_on", "must be empty while it is planned");
    }
    if ((one.state == running || one.state == done) && !one.started_on) {
        say("/started_on", "is missing: it was started");
    }
    if (over && !one.ended_on) {
        say("/ended_on", "is missing: it is over");
    }
    if (!over && one.ended_on) {
        say("/ended_on", "must be empty until it is over");
    }
    if (one.started_on && one.ended_on && *one.ended_on < *one.started_on) {
        say("/ended_on", "must not be before started_on");
    }
}

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return !id.empty() && std::ranges::find(ids, id) != ids.end();
}

[[noreturn]] void refuse(const char* why) {
    throw Refusal(Code::conflict, why);
}

void end(Initiative& one, InitiativeState state, const std::string& day) {
    one.state = state;
    one.ended_on = day;
}

void start(Initiative& one, const std::string& day) {
    if (one.state != planned) {
        refuse("Only what is planned can be started.");
    }
    one.state = running;
    one.started_on = day;
}

void reopen(Initiative& one) {
    if (one.state != done && one.state != stopped) {
        refuse("Only what is over can be opened again.");
    }
    one.state = one.started_on ? running : planned;
    one.ended_on.reset();
}

}  // namespace

Problems check(const Initiative& initiative) {
    Problems problems;
    check_days(initiative, problems);
    const auto at_most = [&](const char* pointer, std::size_t n, std::size_t most) {
        if (n > most) {
            problems.push_back({pointer, fmt::format("must have at most {}", most)});
        }
    };
    at_most("/touchpoint_ids", initiative.touchpoint_ids.size(), most_touchpoints);
    at_most("/department_ids", initiative.department_ids.size(), most_departments);
    return problems;
}

void move(Initiative& initiative, Move what, const std::string& day) {
    switch (what) {
        case Move::start:
            return start(initiative, day);
        case Move::finish:
            if (initiative.state != running) {
                refuse("Only what is running can be finished.");
            }
            return end(initiative, done, day);
        case Move::stop:
            if (initiative.state != planned && initiative.state != running) {
                refuse("It is over already.");
            }
            return end(initiative, stopped, day);
        case Move::reopen:
            return reopen(initiative);
    }
}

bool sees(const InitiativeSight& sight, const Initiative& initiative) {
    const bool answers = (initiative.owner_id && initiative.owner_id->text() == sight.user) ||
                         contains(initiative.department_ids, sight.department);
    return sight.everything || answers || initiative.origin != Origin::finding;
}

}  // namespace programme

template <>
const record::Shape& record::shape_of<programme::Initiative>() {
    using programme::Initiative;
    static const Shape shape =
        describe<Initiative>("initiative", "initiatives")
            .field<&Initiative::name>(rule::length(1, 200), searchable | sortable)
            .field<&Initiative::description>(rule::prose(1, 10'000), searchable)
            .field<&Initiative::state>({}, read_only | filterable | sortable)
            .field<&Initiative::owner_id>({}, filterable)
            .field<&Initiative::department_ids>()
            .field<&Initiative::touchpoint_ids>()
            .field<&Initiative::due_on>(rule::day(), sortable)
            .field<&Initiative::started_on>(rule::day(), sortable)
            .field<&Initiative::ended_on>(rule::day(), sortable)
            .field<&Initiative::expected_effect>(rule::prose(1, 4000), searchable)
            .field<&Initiative::origin>({}, read_only | filterable)
            .field<&Initiative::journey_id>({}, read_only | filterable)
            .field<&Initiative::map_id>({}, fixed | filterable)
            .field<&Initiative::step_id>({}, fixed | filterable)
            .field<&Initiative::lane>(rule::length(1, 60), fixed)
            .field<&Initiative::idea_id>({}, fixed | filterable)
            .field<&Initiative::finding_id>(
                {}, filterable, people::may::set_up, people::may::read_feedback
            )
            .field<&Initiative::origin_name>({}, read_only | searchable)
            .field<&Initiative::origin_text>({}, read_only | searchable)
            .field<&Initiative::origin_votes>({}, read_only)
            .sorted_by("-created_at")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk
