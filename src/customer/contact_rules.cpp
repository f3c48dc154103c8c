#include "customer/contact_rules.h"

#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace {

namespace rule = record::rule;
using Answer = std::optional<std::string>;

constexpr std::size_t most_types = 20;
constexpr double longest_target_s = 86'400;

Answer check_types(const record::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    std::vector<std::string> types;
    if (text == nullptr || !record::read_list(*text, types)) {
        return {};
    }
    if (types.size() > most_types) {
        return fmt::format("may name {} types at most", most_types);
    }
    for (const std::string& type : types) {
        if (!is_key(type)) {
            return fmt::format("holds {}, which is no type of an event", type);
        }
    }
    return {};
}

Answer check_targets(const record::Value& value) {
    if (auto wrong = rule::small_object(4000)(value)) {
        return wrong;
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr) {
        return {};
    }
    const json::Value targets = json::parse(*text);
    for (const auto& [channel, seconds] : targets.get_object()) {
        const double s = seconds.is_number() ? seconds.to_number<double>() : -1;
        const bool fits = s > 0 && s <= longest_target_s;
        if (!fits) {
            return fmt::format(
                "must give a number of seconds above 0 for {}", std::string_view(channel)
            );
        }
    }
    return {};
}

}  // namespace

namespace customer {

Problems check(const ContactRules& rules) {
    Problems problems;
    if (rules.answered.empty()) {
        problems.push_back({"/answered", "must name a type at least"});
    }
    std::map<std::string_view, std::string_view> meaning;
    const auto say = [&](const std::vector<std::string>& types, std::string_view name) {
        for (const std::string& type : types) {
            const auto [found, fresh] = meaning.emplace(type, name);
            if (!fresh) {
                problems.push_back(
                    {fmt::format("/{}", name),
                     fmt::format("names {}, which means {} already", type, found->second)}
                );
            }
        }
    };
    say(rules.started, "started");
    say(rules.answered, "answered");
    say(rules.abandoned, "abandoned");
    return problems;
}

double target_of(const ContactRules& rules, std::string_view channel) {
    const json::Value targets = json::parse(rules.targets.text);
    const auto* found = targets.get_object().if_contains(channel);
    return found != nullptr && found->is_number() ? found->to_number<double>() : rules.target_s;
}

}  // namespace customer

template <>
const record::Shape& record::shape_of<customer::ContactRules>() {
    using customer::ContactRules;
    static const Shape shape =
        describe<ContactRules>("contact_rules", "contact_rules")
            .field<&ContactRules::started>(check_types)
            .field<&ContactRules::answered>(check_types)
            .field<&ContactRules::abandoned>(check_types)
            .field<&ContactRules::target_s>(rule::real_between(1, longest_target_s))
            .field<&ContactRules::targets>(check_targets)
            .field<&ContactRules::within_days>(rule::between(1, 90))
            .field<&ContactRules::topic>(rule::key())
            .may(people::may::read_figures, people::may::set_up);
    return shape;
}

}  // namespace styk
