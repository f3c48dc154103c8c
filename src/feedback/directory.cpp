#include "feedback/directory.h"

#include <algorithm>

namespace styk::feedback {

namespace {

template <class Wanted>
std::vector<std::string> touchpoints_where(const Directory& directory, const Wanted& wanted) {
    std::vector<std::string> keys;
    for (const auto& touchpoint : directory.touchpoints.all()) {
        if (wanted(touchpoint)) {
            keys.push_back(touchpoint.key);
        }
    }
    return keys;
}

bool involves(const journey::Touchpoint& touchpoint, const Id<people::Department>& department) {
    const auto parts = journey::departments_of(touchpoint);
    return std::any_of(parts.begin(), parts.end(), [&](const journey::DepartmentPart& one) {
        return one.department_id == department;
    });
}

}  // namespace

std::vector<std::string> Directory::places_below(std::string_view key_or_id) const {
    const auto* top = locations.find(key_or_id);
    std::vector<std::string> keys;
    if (top == nullptr) {
        return keys;
    }
    std::vector<const firm::Location*> reached{top};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        keys.push_back(reached[i]->key);
        for (const auto& one : locations.all()) {
            if (one.parent_id && *one.parent_id == reached[i]->id) {
                reached.push_back(&one);
            }
        }
    }
    return keys;
}

std::vector<std::string> Directory::touchpoints_of_stage(std::string_view stage) const {
    const auto* found = stages.find(stage);
    return touchpoints_where(*this, [&](const journey::Touchpoint& one) {
        return found != nullptr && one.stage_id && *one.stage_id == found->id;
    });
}

std::vector<std::string> Directory::touchpoints_of_owner(std::string_view user_id) const {
    return touchpoints_where(*this, [&](const journey::Touchpoint& one) {
        return one.owner_id && one.owner_id->text() == user_id;
    });
}

std::vector<std::string> Directory::touchpoints_of_department(std::string_view department) const {
    const auto* found = departments.find(department);
    return touchpoints_where(*this, [&](const journey::Touchpoint& one) {
        return found != nullptr && involves(one, found->id);
    });
}

}  // namespace styk::feedback
