#include "story/promise_readers.h"

#include <algorithm>
#include <map>

#include "db/record_store.h"
#include "people/department.h"
#include "people/user.h"
#include "promise/promise_store.h"
#include "record/convert.h"
#include "story/survey_counts.h"

namespace styk::story {

namespace {

using people::User;
using promise::Part;

bool is_for(const Part& part, const User& user) {
    if (part.role) {
        return *part.role == record::name_of_choice(user.role);
    }
    return !part.department_id ||
           (user.department_id && user.department_id->text() == *part.department_id);
}

bool is_asked(const std::vector<Part>& parts, const User& user) {
    return parts.empty() ||
           std::ranges::any_of(parts, [&](const Part& part) { return is_for(part, user); });
}

std::optional<Instant> read_at(const std::vector<promise::Reading>& readings, const User& user) {
    const auto found = std::ranges::find(readings, user.id.text(), &promise::Reading::user_id);
    return found == readings.end() ? std::nullopt : std::optional(found->read_at);
}

// No sample: however few they are, their share is known.
stats::TierLimits everybody_is_asked() {
    stats::TierLimits limits;
    limits.share = {1, 10, 30};
    return limits;
}

std::vector<std::string> texts_for(const User& user, const std::vector<Part>& parts) {
    std::vector<std::string> out;
    for (const Part& part : parts) {
        if (is_for(part, user)) {
            out.push_back(part.text);
        }
    }
    return out;
}

}  // namespace

PromiseReaders promise_readers(
    db::Reader& reader, const promise::Promise& promise, const people::Actor& actor
) {
    const auto parts = promise::parts_of(promise);
    const auto readings = promise::list_readings(reader, promise);
    std::map<std::string, std::string> names;
    for (const auto& one : db::list_all<people::Department>(reader)) {
        names.emplace(one.id.text(), one.name);
    }
    std::map<std::string, DepartmentReaders> departments;
    PromiseReaders out;
    for (const User& user : db::list_all<User>(reader)) {
        if (!user.active || !is_asked(parts, user)) {
            continue;
        }
        const auto at = read_at(readings, user);
        const std::string id = user.department_id ? user.department_id->text() : "";
        auto& department = departments[id];
        if (!id.empty()) {
            department.department_id = id;
            department.name = names[id];
        }
        ++department.asked;
        ++out.asked;
        if (at) {
            ++department.read;
            ++out.read;
            out.people.push_back({user.id.text(), user.name, *at});
        }
        if (actor.user && *actor.user == user.id) {
            out.asks_me = true;
            out.read_by_me = at;
            out.my_parts = texts_for(user, parts);
        }
    }
    out.share = share_of(out.read, out.asked, everybody_is_asked());
    for (auto& [id, department] : departments) {
        out.departments.push_back(std::move(department));
    }
    std::ranges::stable_sort(out.people, {}, &ReaderOfPromise::read_at);
    return out;
}

}  // namespace styk::story
