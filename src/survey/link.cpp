#include "survey/link.h"

#include <algorithm>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

std::string survey::path_of(const Link& link) {
    return "/s/" + link.key;
}

bool survey::is_site(std::string_view text) {
    const bool safe = text.starts_with("https://"), plain = text.starts_with("http://");
    std::string_view host = text.substr(safe ? 8 : plain ? 7 : 0);
    const auto colon = host.find(':');
    const std::string_view port = colon == std::string_view::npos ? "" : host.substr(colon + 1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool port_fits =
        colon == std::string_view::npos ||
        (!port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit));
    host = host.substr(0, colon);
    host.remove_prefix(host.starts_with("*.") ? 2 : 0);
    const bool letters = std::all_of(host.begin(), host.end(), [&](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
    });
    return (safe || plain) && port_fits && letters && !host.empty() && host.size() <= 253 &&
           host.front() != '.' && host.back() != '.';
}

template <>
const record::Shape& record::shape_of<survey::Link>() {
    using survey::Link;
    static const Shape shape = describe<Link>("survey_link", "survey_links")
                                   .field<&Link::survey_id>({}, filterable | fixed)
                                   .field<&Link::key>({}, filterable | read_only)
                                   .field<&Link::name>(rule::length(1, 200), searchable | sortable)
                                   .field<&Link::channel>(rule::key(), filterable)
                                   .field<&Link::touchpoint>(rule::key(), filterable)
                                   .field<&Link::location>(rule::key(), filterable)
                                   .field<&Link::language>(rule::language())
                                   .field<&Link::sites>()
                                   .field<&Link::active>({}, filterable)
                                   .sorted_by("created_at")
                                   .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk
