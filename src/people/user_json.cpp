#include "people/user_json.h"

#include <algorithm>
#include <array>

#include "json/json.h"
#include "people/password.h"
#include "record/wire.h"

namespace styk::people {

namespace {

constexpr std::array<std::string_view, 4> mine{"name", "language", "theme", "density"};

constexpr std::array<std::string_view, 9> shown_to_me{
    "id", "email", "name", "role", "language", "theme", "density", "department_id", "location_id"
};

// Takes "password" out of the body.
std::optional<std::string> take_password(
    json::Object& body, const Actor& actor, Problems& problems
) {
    const auto* given = body.if_contains("password");
    std::optional<std::string> password;
    if (given == nullptr) {
        return password;
    }
    if (actor.kind != Actor::Kind::system) {
        problems.push_back({"/password", "is chosen by the user, by the link that you send them"});
    } else if (!given->is_string()) {
        problems.push_back({"/password", "must be a text"});
    } else {
        password = std::string(given->get_string());
    }
    body.erase("password");
    return password;
}

}  // namespace

NewUser read_new_user(const json::Object& body, const Actor& actor) {
    NewUser wanted;
    Problems problems;
    json::Object rest = body;
    if (const auto* email = rest.if_contains("email"); email != nullptr && email->is_string()) {
        rest["email"] = clean_email(std::string(email->get_string()));
    }
    wanted.password = take_password(rest, actor, problems);
    auto others = record::read_json(
        record::shape_of<User>(), rest, &wanted.user, record::Intent::add, actor.bits()
    );
    problems.insert(problems.end(), others.begin(), others.end());
    if (wanted.password) {
        if (const auto wrong = password_problem(*wanted.password, wanted.user.email)) {
            problems.push_back({"/password", *wrong});
        }
    }
    refuse_if(std::move(problems));
    return wanted;
}

User change_me(const User& before, const json::Object& body) {
    Problems problems;
    for (const auto& [name, value] : body) {
        if (std::find(mine.begin(), mine.end(), name) == mine.end()) {
            problems.push_back({"/" + json::escape_pointer(name), "is not yours to change"});
        }
    }
    refuse_if(std::move(problems));
    User after = before;
    refuse_if(record::read_json(
        record::shape_of<User>(), body, &after, record::Intent::change, bit(before.role)
    ));
    return after;
}

json::Object me_json(const User& user, const std::string& language_of_firm) {
    const auto whole = record::to_json(record::shape_of<User>(), &user);
    json::Object out;
    for (const auto name : shown_to_me) {
        out[name] = whole.at(name);
    }
    if (!user.language) {
        out["language"] = language_of_firm;
    }
    return out;
}

}  // namespace styk::people
