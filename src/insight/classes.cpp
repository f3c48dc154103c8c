#include "insight/classes.h"

namespace styk::insight {

namespace {

std::string accountable_department(
    const feedback::Directory& directory, const journey::Touchpoint& touchpoint
) {
    for (const auto& part : journey::departments_of(touchpoint)) {
        if (part.role == journey::DepartmentRole::accountable) {
            const auto* found = directory.departments.find(part.department_id.text());
            return found == nullptr ? "" : found->key;
        }
    }
    return {};
}

}  // namespace

bool is_class_of_touchpoint(const GroupBy& name) {
    return name == "stage" || name == "owner" || name == "department";
}

std::string class_of_touchpoint(
    const feedback::Directory& directory, const GroupBy& name, const std::string& touchpoint
) {
    const auto* found = directory.touchpoints.find(touchpoint);
    if (found == nullptr) {
        return {};
    }
    if (name == "owner") {
        return found->owner_id ? found->owner_id->text() : "";
    }
    if (name == "department") {
        return accountable_department(directory, *found);
    }
    const auto* stage = found->stage_id ? directory.stages.find(found->stage_id->text()) : nullptr;
    return stage == nullptr ? "" : stage->key;
}

std::string region_of(const feedback::Directory& directory, const std::string& location) {
    const auto* place = directory.locations.find(location);
    for (int depth = 0; place != nullptr && place->parent_id && depth < 16; ++depth) {
        const auto* parent = directory.locations.find(place->parent_id->text());
        place = parent == nullptr ? place : parent;
    }
    return place == nullptr ? "" : place->key;
}

std::string class_of_said(const GroupBy& name, const std::string& said) {
    const bool by_sentiment = name == "topic_sentiment";
    const std::string prefix = by_sentiment ? "topic." : name + ".";
    if (!said.starts_with(prefix)) {
        return {};
    }
    const std::string rest = said.substr(prefix.size());
    return by_sentiment ? rest : rest.substr(0, rest.find(':'));
}

}  // namespace styk::insight
