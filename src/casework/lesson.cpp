#include "casework/lesson.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/instant.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace casework {

namespace {

constexpr std::size_t most_actions = 100, longest_action = 1000;

void check_action(const json::Value& value, const std::string& pointer, Problems& problems) {
    if (!value.is_object()) {
        problems.push_back({pointer, "must be an object"});
        return;
    }
    const auto say = [&](std::string_view name, const char* message) {
        problems.push_back({fmt::format("{}/{}", pointer, json::escape_pointer(name)), message});
    };
    const auto& object = value.get_object();
    const auto* words = object.if_contains("text");
    if (words == nullptr || !words->is_string() || words->get_string().empty() ||
        words->get_string().size() > longest_action) {
        say("text", "must have 1 to 1000 characters");
    }
    for (const auto& [name, part] : object) {
        if (name == "due_on" && !part.is_null() &&
            !(part.is_string() && parse_iso_day(part.get_string()))) {
            say(name, "must be a day such as 2026-11-21");
        } else if (name == "done" && !part.is_bool()) {
            say(name, "must be true or false");
        } else if (name == "owner_id" && !part.is_null() &&
                   !(part.is_string() && Uuid::parse(part.get_string()))) {
            say(name, "must be the id of a user");
        } else if (name != "text" && name != "due_on" && name != "done" && name != "owner_id") {
            say(name, "is not known");
        }
    }
}

}  // namespace

Problems check(const Finding& finding) {
    Problems problems;
    const auto list = json::try_parse(finding.actions.text);
    if (!list || !list->is_array() || list->get_array().size() > most_actions) {
        problems.push_back({"/actions", fmt::format("must be a list of at most {}", most_actions)});
        return problems;
    }
    for (std::size_t i = 0; i < list->get_array().size(); ++i) {
        check_action(list->get_array()[i], fmt::format("/actions/{}", i), problems);
    }
    return problems;
}

Problems check(const Cause& cause, const std::vector<Cause>& all) {
    auto above = cause.parent_id;
    for (std::size_t steps = 0; above && steps <= all.size(); ++steps) {
        if (*above == cause.id) {
            return {{"/parent_id", "must not be the cause itself, nor one below it"}};
        }
        const auto found = std::ranges::find(all, *above, &Cause::id);
        if (found == all.end()) {
            return {{"/parent_id", "there is no such cause"}};
        }
        above = found->parent_id;
    }
    return {};
}

}  // namespace casework

template <>
const record::Shape& record::shape_of<casework::Cause>() {
    using casework::Cause;
    static const Shape shape =
        describe<Cause>("cause", "causes")
            .field<&Cause::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Cause::name>(rule::length(1, 200), searchable | sortable)
            .field<&Cause::parent_id>({}, filterable)
            .field<&Cause::position>({}, sortable)
            .field<&Cause::active>({}, filterable)
            .sorted_by("position")
            .may(everybody, people::may::set_up);
    return shape;
}

template <>
const record::Shape& record::shape_of<casework::Practice>() {
    using casework::Practice;
    static const Shape shape =
        describe<Practice>("practice", "practices")
            .field<&Practice::text>(rule::prose(1, casework::longest_lesson), searchable)
            .field<&Practice::touchpoint>(rule::key(), filterable)
            .field<&Practice::cause_id>({}, filterable)
            .field<&Practice::case_id>({}, filterable | fixed)
            .field<&Practice::author_id>({}, read_only | filterable)
            .field<&Practice::published_at>({}, read_only | sortable)
            .field<&Practice::useful>({}, read_only | sortable)
            .sorted_by("-published_at")
            .may(everybody, people::may::write_feedback);
    return shape;
}

template <>
const record::Shape& record::shape_of<casework::Finding>() {
    using casework::Finding;
    static const Shape shape =
        describe<Finding>("finding", "findings")
            .field<&Finding::name>(rule::length(1, 200), searchable | sortable)
            .field<&Finding::text>(rule::prose(1, 10'000), searchable)
            .field<&Finding::route>({}, filterable)
            .field<&Finding::state>({}, filterable)
            .field<&Finding::touchpoint>(rule::key(), filterable)
            .field<&Finding::owner_id>({}, filterable)
            .field<&Finding::similar_n>({}, read_only)
            .field<&Finding::discussion>(rule::prose(0, 20'000), searchable)
            .field<&Finding::actions>()
            .sorted_by("-created_at")
            .may(people::may::read_feedback, people::may::write_feedback);
    return shape;
}

}  // namespace styk
