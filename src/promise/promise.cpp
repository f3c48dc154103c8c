#include "promise/promise.h"

#include <fmt/format.h>

#include "base/checksum.h"
#include "base/text.h"
#include "people/roles.h"
#include "promise/parts.h"
#include "record/convert.h"
#include "record/rules.h"

namespace styk {

namespace promise {

namespace {

constexpr std::size_t longest_part = 2000;
constexpr std::size_t longest_text = 500;

std::vector<std::string_view> role_names() {
    std::vector<std::string_view> names;
    for (const auto name : record::choices_of<people::Role>()) {
        names.push_back(name);
    }
    return names;
}

Part read_part(const json::Value& value, const std::string& pointer, Problems& problems) {
    Members members(value, pointer, problems);
    Part part;
    part.role = members.text("role", 40);
    part.department_id = members.id("department_id");
    part.text = members.need_text("text", longest_part);
    members.done();
    if (part.role && !record::choice_of<people::Role>(*part.role)) {
        problems.push_back(
            {pointer + "/role", fmt::format("must be one of {}", fmt::join(role_names(), ", "))}
        );
    }
    if (part.role && part.department_id) {
        problems.push_back({pointer + "/department_id", "must be empty where a role is named"});
    }
    return part;
}

std::vector<Part> read_parts(const std::string& list, Problems& problems) {
    std::vector<Part> parts;
    each_part(list, "/roles", [&](const json::Value& one, const std::string& pointer) {
        parts.push_back(read_part(one, pointer, problems));
    });
    return parts;
}

void check_texts(const std::string& texts, Problems& problems) {
    const auto parsed = json::try_parse(texts);
    if (!parsed || !parsed->is_object()) {
        return;
    }
    for (const auto& [language, text] : parsed->get_object()) {
        const std::string name(language);
        if (name != "en" && name != "pl" && name != "ru") {
            problems.push_back({"/texts/" + json::escape_pointer(name), "must be en, pl or ru"});
        } else if (!text.is_string() || count_code_points(text.get_string()) > longest_text ||
                   trim(std::string_view(text.get_string())).empty()) {
            problems.push_back(
                {"/texts/" + name, fmt::format("must have 1 to {} characters", longest_text)}
            );
        }
    }
}

}  // namespace

std::vector<Part> parts_of(const Promise& promise) {
    Problems none;
    return read_parts(promise.roles.text, none);
}

std::string text_in(const Promise& promise, std::string_view language) {
    const auto parsed = json::try_parse(promise.texts.text);
    const auto* found =
        parsed && parsed->is_object() ? parsed->get_object().if_contains(language) : nullptr;
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : promise.text;
}

std::string words_of(const Promise& promise) {
    return fmt::format(
        "{:016x}", checksum(promise.text + '\n' + promise.texts.text + '\n' + promise.roles.text)
    );
}

Problems check(const Promise& promise) {
    Problems problems;
    if (promise.key.size() > longest_key) {
        problems.push_back({"/key", fmt::format("must have at most {} characters", longest_key)});
    }
    if (promise.expectation_metric.has_value() != promise.experience_metric.has_value()) {
        problems.push_back(
            {promise.expectation_metric ? "/experience_metric" : "/expectation_metric",
             "is missing: what was expected and what was lived go together"}
        );
    }
    if (promise.expectation_metric && promise.expectation_metric == promise.experience_metric) {
        problems.push_back({"/experience_metric", "must be another one than expectation_metric"});
    }
    if (promise.touchpoint_ids.size() > most_touchpoints) {
        problems.push_back(
            {"/touchpoint_ids", fmt::format("must have at most {}", most_touchpoints)}
        );
    }
    if (read_parts(promise.roles.text, problems).size() > most_parts) {
        problems.push_back({"/roles", fmt::format("must have at most {}", most_parts)});
    }
    check_texts(promise.texts.text, problems);
    return problems;
}

}  // namespace promise

template <>
const record::Shape& record::shape_of<promise::Promise>() {
    using promise::Promise;
    static const Shape shape =
        describe<Promise>("promise", "promises")
            .field<&Promise::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Promise::text>(rule::prose(1, 500), searchable | sortable)
            .field<&Promise::texts>(rule::small_object(6000), searchable)
            .field<&Promise::kind>({}, filterable | sortable)
            .field<&Promise::source>(rule::length(1, 300), searchable)
            .field<&Promise::made_on>(rule::day(), sortable)
            .field<&Promise::audience>(rule::length(1, 300), searchable)
            .field<&Promise::touchpoint_ids>()
            .field<&Promise::expectation_metric>(rule::key())
            .field<&Promise::experience_metric>(rule::key())
            .field<&Promise::kept_metric>(rule::key())
            .field<&Promise::believed_metric>(rule::key())
            .field<&Promise::state>({}, filterable | sortable)
            .field<&Promise::roles>()
            .field<&Promise::position>({}, sortable)
            .sorted_by("position")
            .may(people::may::read_figures, people::may::read_people);
    return shape;
}

}  // namespace styk
