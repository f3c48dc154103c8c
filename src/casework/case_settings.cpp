#include "casework/case_settings.h"

#include <fmt/format.h>

#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace casework {

namespace {

constexpr std::size_t most_levels = 10;

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

Level read_level(const json::Value& value, const std::string& pointer, Problems& problems) {
    Level out;
    const auto* object = value.if_object();
    if (object == nullptr) {
        problems.push_back({pointer, "must be an object"});
        return out;
    }
    const auto* minutes = object->if_contains("after_minutes_overdue");
    if (minutes == nullptr || !minutes->is_int64() || minutes->get_int64() < 0 ||
        minutes->get_int64() > longest_target) {
        problems.push_back(
            {pointer + "/after_minutes_overdue", fmt::format("must be 0 to {}", longest_target)}
        );
    } else {
        out.after_minutes_overdue = minutes->get_int64();
    }
    const auto to = record::choice_of<LevelTo>(text_in(*object, "to"));
    out.to = to.value_or(LevelTo::cx_manager);
    out.user_id = text_in(*object, "user_id");
    if (!to) {
        problems.push_back(
            {pointer + "/to",
             fmt::format("must be one of {}", fmt::join(record::choices_of<LevelTo>(), ", "))}
        );
    } else if (*to == LevelTo::user && out.user_id.empty()) {
        problems.push_back({pointer + "/user_id", "is missing"});
    }
    return out;
}

}  // namespace

std::vector<Level> read_levels(const std::string& json, Problems& problems) {
    std::vector<Level> out;
    const auto list = json::try_parse(json);
    if (!list || !list->is_array() || list->get_array().size() > most_levels) {
        problems.push_back({"/levels", fmt::format("must be a list of at most {}", most_levels)});
        return out;
    }
    for (const auto& one : list->get_array()) {
        const auto pointer = fmt::format("/levels/{}", out.size());
        out.push_back(read_level(one, pointer, problems));
        if (out.size() > 1 &&
            out.back().after_minutes_overdue < out[out.size() - 2].after_minutes_overdue) {
            problems.push_back(
                {pointer + "/after_minutes_overdue", "must not be below that of the level before"}
            );
        }
    }
    return out;
}

Problems check(const CaseSettings& settings) {
    Problems problems;
    (void)read_levels(settings.levels.text, problems);
    return problems;
}

}  // namespace casework

template <>
const record::Shape& record::shape_of<casework::CaseSettings>() {
    using casework::CaseSettings;
    static const Shape shape =
        describe<CaseSettings>("case_settings", "case_settings")
            .field<&CaseSettings::number_prefix>(rule::length(0, 10))
            .field<&CaseSettings::levels>()
            .field<&CaseSettings::targets>(casework::targets_rule())
            .field<&CaseSettings::ask_after_days>(rule::between(0, 90))
            .field<&CaseSettings::thank_customers>()
            .field<&CaseSettings::status_messages>()
            .field<&CaseSettings::mail_owners>()
            .field<&CaseSettings::public_risk_after_days>(rule::between(1, 30))
            .field<&CaseSettings::join_days>(rule::between(0, 365))
            .field<&CaseSettings::value_attribute>(rule::length(1, 64))
            .field<&CaseSettings::heads>(rule::small_object(20'000))
            .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk
