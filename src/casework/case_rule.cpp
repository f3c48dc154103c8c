#include "casework/case_rule.h"

#include <charconv>
#include <fmt/format.h>

#include "base/query_string.h"
#include "base/text.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace casework {

namespace {

constexpr std::size_t most_actions = 20;

class ActionReader {
public:
    ActionReader(std::string pointer, Problems& problems)
        : pointer_(std::move(pointer)), problems_(problems) {}

    Action read(const json::Value& value) {
        Action out;
        if (!value.is_object()) {
            say("", "must be an object");
            return out;
        }
        const auto& object = value.get_object();
        out.kind = choice<ActionKind>(object, "kind", true).value_or(ActionKind::open_case);
        for (const auto& [name, part] : object) {
            if (name != "kind" && !may_have(out.kind, name)) {
                say(name, "has no use here");
            }
        }
        fill(object, out);
        return out;
    }

private:
    void say(std::string_view name, std::string message) {
        problems_.push_back(
            {name.empty() ? pointer_ : fmt::format("{}/{}", pointer_, json::escape_pointer(name)),
             std::move(message)}
        );
    }

    static bool may_have(ActionKind kind, std::string_view name) {
        switch (kind) {
            case ActionKind::open_case:
                return name == "case_kind";
            case ActionKind::assign:
                return name == "to" || name == "id";
            case ActionKind::notify:
                return name == "user_ids" || name == "department_id";
            case ActionKind::tag:
                return name == "tag";
            case ActionKind::send_survey:
                return name == "survey_id";
            case ActionKind::webhook:
                return name == "webhook_id";
        }
        return false;
    }

    void fill(const json::Object& object, Action& out) {
        switch (out.kind) {
            case ActionKind::open_case:
                out.case_kind =
                    choice<CaseKind>(object, "case_kind", false).value_or(CaseKind::follow_up);
                break;
            case ActionKind::assign:
                out.to = choice<AssignTo>(object, "to", true).value_or(AssignTo::touchpoint_owner);
                out.id = text(object, "id", out.to != AssignTo::touchpoint_owner);
                break;
            case ActionKind::notify:
                notify(object, out);
                break;
            case ActionKind::tag:
                out.tag = text(object, "tag", true);
                break;
            case ActionKind::send_survey:
                out.id = text(object, "survey_id", true);
                break;
            case ActionKind::webhook:
                out.id = text(object, "webhook_id", true);
                break;
        }
    }

    void notify(const json::Object& object, Action& out) {
        out.department_id = text(object, "department_id", false);
        const auto* users = object.if_contains("user_ids");
        if (users != nullptr && !users->is_null() &&
            !record::read_list(json::write(*users), out.user_ids)) {
            say("user_ids", "must be a list of ids");
        }
        if (out.user_ids.empty() && out.department_id.empty()) {
            say("user_ids", "is missing: name users or a department");
        }
    }

    std::string text(const json::Object& object, std::string_view name, bool needed) {
        const auto* value = object.if_contains(name);
        if (value == nullptr || value->is_null()) {
            if (needed) {
                say(name, "is missing");
            }
            return {};
        }
        if (!value->is_string() || trim(value->get_string()).empty() ||
            value->get_string().size() > longest_case_title) {
            say(name, fmt::format("must have 1 to {} characters", longest_case_title));
            return {};
        }
        return std::string(value->get_string());
    }

    template <class E>
    std::optional<E> choice(const json::Object& object, std::string_view name, bool needed) {
        const auto* value = object.if_contains(name);
        if (!needed && (value == nullptr || value->is_null())) {
            return {};
        }
        const auto found = value != nullptr && value->is_string()
                               ? record::choice_of<E>(value->get_string())
                               : std::nullopt;
        if (!found) {
            say(name, fmt::format("must be one of {}", fmt::join(record::choices_of<E>(), ", ")));
        }
        return found;
    }

    std::string pointer_;
    Problems& problems_;
};

std::optional<double> read_value(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool right = error == std::errc() && end == text.data() + text.size();
    return right ? std::optional(value) : std::nullopt;
}

}  // namespace

std::vector<Action> read_actions(const std::string& json, Problems& problems) {
    std::vector<Action> out;
    const auto list = json::try_parse(json);
    if (!list || !list->is_array()) {
        problems.push_back({"/actions", "must be a list"});
        return out;
    }
    if (list->get_array().empty() || list->get_array().size() > most_actions) {
        problems.push_back({"/actions", fmt::format("must be 1 to {} actions", most_actions)});
    }
    for (const auto& one : list->get_array()) {
        out.push_back(ActionReader(fmt::format("/actions/{}", out.size()), problems).read(one));
    }
    return out;
}

RuleFilter read_rule_filter(
    const feedback::Directory& directory, const std::string& query, Problems& problems
) {
    RuleFilter out;
    const auto pairs = read_query_string(query);
    if (!pairs) {
        problems.push_back({"/filter", pairs.error().message});
        return out;
    }
    record::Parameters rest;
    for (const auto& [name, text] : *pairs) {
        if (name != "value_min") {
            rest.emplace_back(name, text);
        } else if (out.value_min = read_value(text); !out.value_min) {
            problems.push_back({"/filter", "value_min must be a number"});
        }
    }
    Problems found;
    out.filter = feedback::read_filter(directory, rest, found);
    if (out.filter.from || out.filter.to) {
        found.push_back({"from", "a rule judges what comes, so it has no from and no to"});
    }
    for (const Problem& one : found) {
        problems.push_back({"/filter", one.pointer + ": " + one.message});
    }
    return out;
}

Problems check(const feedback::Directory& directory, const CaseRule& rule) {
    Problems problems;
    (void)read_actions(rule.actions.text, problems);
    (void)read_rule_filter(directory, rule.filter, problems);
    return problems;
}

std::optional<ReadyRule> make_ready(const feedback::Directory& directory, const CaseRule& rule) {
    Problems problems;
    ReadyRule out{
        .id = rule.id,
        .name = rule.name,
        .asks = read_rule_filter(directory, rule.filter, problems),
        .actions = read_actions(rule.actions.text, problems),
        .severity = rule.severity,
        .targets = read_targets(rule.targets.text),
        .route = rule.route
    };
    return problems.empty() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace casework

template <>
const record::Shape& record::shape_of<casework::CaseRule>() {
    using casework::CaseRule;
    static const Shape shape =
        describe<CaseRule>("case_rule", "case_rules")
            .field<&CaseRule::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&CaseRule::name>(rule::length(1, 200), searchable | sortable)
            .field<&CaseRule::active>({}, filterable)
            .field<&CaseRule::filter>(rule::length(0, 4000))
            .field<&CaseRule::actions>()
            .field<&CaseRule::severity>(rule::between(1, 3))
            .field<&CaseRule::targets>(casework::targets_rule())
            .field<&CaseRule::route>({}, filterable)
            .field<&CaseRule::position>({}, sortable)
            .sorted_by("position")
            .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk
