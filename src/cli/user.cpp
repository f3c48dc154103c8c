#include "cli/user.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <istream>
#include <ostream>

#include "cli/workplace.h"
#include "json/json.h"

namespace styk::cli {

namespace {

std::string text(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

}  // namespace

json::Object body_of(const UserAdd& add) {
    json::Object body{
        {"email", add.email},
        {"name", add.name.empty() ? add.email.substr(0, add.email.find('@')) : add.name},
        {"role", add.role}
    };
    if (add.password) {
        body["password"] = *add.password;
    }
    return body;
}

void print_added_user(const json::Object& answer, std::ostream& out) {
    const auto link = text(answer, "welcome_url");
    fmt::print(out, "{} is {}.\n", text(answer, "email"), text(answer, "role"));
    if (!link.empty()) {
        fmt::print(
            out, "Send them this one-time link, after the address of your server: {}\n", link
        );
    }
}

std::string path_of_reset(std::string_view email) {
    std::string encoded;
    for (const char c : email) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("-._~@").find(c) != std::string_view::npos;
        encoded +=
            plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return fmt::format("/api/v1/users/{}/reset", encoded);
}

void print_reset(const json::Object& answer, std::ostream& out) {
    fmt::print(out, "{}\n", text(answer, "welcome_url"));
}

json::Object body_of_break_glass(const std::string& email) {
    return {{"email", email}};
}

void print_break_glass(const json::Object& answer, std::ostream& out) {
    fmt::print(
        out,
        "This is in the audit trail. Open this one-time link, after the address of your server, "
        "and "
        "choose a password: {}\n",
        text(answer, "welcome_url")
    );
}

void print_user(const json::Object& user, std::ostream& out) {
    const bool active = user.at("active").as_bool();
    fmt::print(
        out,
        "{}\t{}\t{}{}\n",
        text(user, "email"),
        text(user, "role"),
        text(user, "name"),
        active ? "" : "\tnot active"
    );
}

std::string read_password(std::istream& in) {
    std::string line;
    std::getline(in, line);
    if (!line.empty() && line.back() == '\r') {
        line.pop_back();
    }
    return line;
}

int user_add(const UserAdd& add, const Workplace& workplace) {
    const auto answer = workplace.call({"POST", "/api/v1/users", json::write(body_of(add))});
    print_added_user(json::need_object(answer), workplace.out);
    return 0;
}

int user_list(const Workplace& workplace) {
    std::string cursor;
    do {
        const auto page = workplace.call({"GET", "/api/v1/users?limit=500" + cursor});
        const auto& object = json::need_object(page);
        for (const auto& user : object.at("items").as_array()) {
            print_user(user.as_object(), workplace.out);
        }
        cursor = text(object, "next_cursor");
        cursor = cursor.empty() ? "" : "&cursor=" + cursor;
    } while (!cursor.empty());
    return 0;
}

int user_reset(const std::string& email, const Workplace& workplace) {
    const auto answer = workplace.call({"POST", path_of_reset(email), "{}"});
    print_reset(json::need_object(answer), workplace.out);
    return 0;
}

int user_break_glass(const std::string& email, const Workplace& workplace) {
    const auto answer =
        workplace.call({"POST", "/api/v1/break_glass", json::write(body_of_break_glass(email))});
    print_break_glass(json::need_object(answer), workplace.out);
    return 0;
}

}  // namespace styk::cli
