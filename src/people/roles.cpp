#include "people/roles.h"

#include <utility>

namespace styk::people {

namespace {

constexpr std::pair<std::string_view, record::Roles> rights[] = {
    {"write_setup", may::set_up},
    {"write_users", may::administer},
    {"read_audit", may::read_audit},
    {"end_demo", may::administer},
    {"import", may::import_files},
    {"read_people", may::read_people},
    {"write_people", may::set_up},
    {"read_feedback", may::read_feedback},
    {"write_feedback", may::write_feedback},
    {"send_feedback", may::send_feedback},
    {"read_figures", may::read_figures},
};

}  // namespace

std::vector<std::string_view> rights_of(Role role) {
    std::vector<std::string_view> words;
    for (const auto& [word, roles] : rights) {
        if ((roles & bit(role)) != 0) {
            words.push_back(word);
        }
    }
    return words;
}

}  // namespace styk::people
