// styk user add|list|reset|break-glass. Each is one call of the API: what it sends and what it
// prints of the answer stand apart, so that tests need no server.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "json/fwd.h"

namespace styk::cli {

struct Workplace;

struct UserAdd {
    std::string email;
    std::string role;
    std::string name;                     // empty: the e-mail up to its @
    std::optional<std::string> password;  // none: a one-time link is printed
};

// POST /api/v1/users
[[nodiscard]] json::Object body_of(const UserAdd& add);
void print_added_user(const json::Object& answer, std::ostream& out);

// POST /api/v1/users/{e-mail}/reset
[[nodiscard]] std::string path_of_reset(std::string_view email);
void print_reset(const json::Object& answer, std::ostream& out);

// POST /api/v1/break_glass
[[nodiscard]] json::Object body_of_break_glass(const std::string& email);
void print_break_glass(const json::Object& answer, std::ostream& out);

// An item of GET /api/v1/users
void print_user(const json::Object& user, std::ostream& out);

// The first line, without its end.
[[nodiscard]] std::string read_password(std::istream& in);

int user_add(const UserAdd& add, const Workplace& workplace);
int user_list(const Workplace& workplace);
int user_break_glass(const std::string& email, const Workplace& workplace);
int user_reset(const std::string& email, const Workplace& workplace);

}  // namespace styk::cli
