#include "journey/touchpoint.h"

#include <algorithm>
#include <fmt/format.h>

#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace journey {

namespace {

constexpr std::size_t most_channels = 50;
constexpr std::size_t most_departments = 50;

std::optional<std::string> text_at(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::optional(std::string(value->get_string()))
                                                  : std::nullopt;
}

// Nothing when the item is not {"department_id", "role"}.
std::optional<DepartmentPart> read_part(const json::Value& item) {
    if (!item.is_object() || item.get_object().size() != 2) {
        return {};
    }
    const auto id =
        Id<people::Department>::parse(text_at(item.get_object(), "department_id").value_or(""));
    const auto role =
        record::choice_of<DepartmentRole>(text_at(item.get_object(), "role").value_or(""));
    return id && role ? std::optional(DepartmentPart{*id, *role}) : std::nullopt;
}

std::optional<std::string> check_departments(const record::Value& value) {
    const auto list = json::try_parse(std::get<std::string>(value));
    if (!list || !list->is_array() || list->get_array().size() > most_departments) {
        return fmt::format("must be a list of at most {} departments", most_departments);
    }
    std::vector<Id<people::Department>> seen;
    for (const auto& item : list->get_array()) {
        const auto part = read_part(item);
        if (!part) {
            return fmt::format(
                "must hold {{\"department_id\": an id, \"role\": one of {}}}",
                fmt::join(record::choices_of<DepartmentRole>(), ", ")
            );
        }
        if (std::find(seen.begin(), seen.end(), part->department_id) != seen.end()) {
            return "names a department twice";
        }
        seen.push_back(part->department_id);
    }
    return {};
}

std::optional<std::string> check_channels(const record::Value& value) {
    std::vector<std::string> keys;
    if (!record::read_list(std::get<std::string>(value), keys) || keys.size() > most_channels) {
        return fmt::format("must be a list of at most {} keys of channels", most_channels);
    }
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) == keys.end()
               ? std::nullopt
               : std::optional<std::string>("names a channel twice");
}

}  // namespace

std::vector<DepartmentPart> departments_of(const Touchpoint& touchpoint) {
    std::vector<DepartmentPart> parts;
    const json::Value list = json::parse(touchpoint.departments.text);
    for (const auto& item : list.as_array()) {
        if (const auto part = read_part(item)) {
            parts.push_back(*part);
        }
    }
    return parts;
}

record::JsonList write_departments(const std::vector<DepartmentPart>& parts) {
    json::Array list;
    for (const DepartmentPart& part : parts) {
        list.push_back(json::Object{
            {"department_id", part.department_id.text()},
            {"role", record::name_of_choice(part.role)}
        });
    }
    return {json::write(json::Value(std::move(list)))};
}

}  // namespace journey

template <>
const record::Shape& record::shape_of<journey::Touchpoint>() {
    using journey::Touchpoint;
    static const Shape shape =
        describe<Touchpoint>("touchpoint", "touchpoints")
            .field<&Touchpoint::key>(
                rule::key(), searchable | sortable | filterable | unique | fixed
            )
            .field<&Touchpoint::name>(rule::length(1, 200), searchable | sortable)
            .field<&Touchpoint::description>(rule::prose(1, 4000), searchable)
            .field<&Touchpoint::stage_id>({}, filterable)
            .field<&Touchpoint::channels>(journey::check_channels)
            .field<&Touchpoint::owner_id>({}, filterable)
            .field<&Touchpoint::external>({}, filterable)
            .field<&Touchpoint::departments>(journey::check_departments)
            .field<&Touchpoint::business_areas>(rule::items_of(
                {"product", "sales", "marketing", "service", "administration", "legal"}
            ))
            .field<&Touchpoint::position>(rule::between(0, 1'000'000), sortable)
            .sorted_by("position")
            .may(everybody, people::may::set_up);
    return shape;
}

}  // namespace styk
