#include "survey/gateway.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>

#include "base/query_string.h"
#include "json/json.h"
#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace survey {

namespace {

using Escape = std::function<std::string(const std::string&)>;

std::string as_json(const std::string& text) {
    const std::string quoted = json::write(json::Value(text));
    return quoted.substr(1, quoted.size() - 2);
}

// A header is one line.
std::string as_header(const std::string& text) {
    std::string out = text;
    std::replace_if(
        out.begin(), out.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' '
    );
    return out;
}

std::string as_it_is(const std::string& text) {
    return text;
}

// "{to}" becomes the value; other braces stay.
std::string put_values(
    std::string_view pattern, const GatewayValues& values, const Escape& escape
) {
    const std::array<std::pair<std::string_view, const std::string*>, 5> known{
        {{"{to}", &values.to},
         {"{text}", &values.text},
         {"{id}", &values.id},
         {"{secret}", &values.secret},
         {"{name}", &values.name}}
    };
    std::string out;
    while (!pattern.empty()) {
        const auto* const found = std::find_if(known.begin(), known.end(), [&](const auto& one) {
            return pattern.starts_with(one.first);
        });
        if (found == known.end()) {
            out += pattern.front();
            pattern.remove_prefix(1);
        } else {
            out += escape(*found->second);
            pattern.remove_prefix(found->first.size());
        }
    }
    return out;
}

bool is_json_type(std::string_view type) {
    return type.find("json") != std::string_view::npos;
}

Escape escape_of_body(std::string_view type) {
    if (is_json_type(type)) {
        return as_json;
    }
    return type.starts_with("application/x-www-form-urlencoded") ? Escape(percent_encode)
                                                                 : Escape(as_it_is);
}

std::string_view host_of(std::string_view url) {
    const auto begin = url.find("://") + 3;
    auto host = url.substr(begin, url.find_first_of("/?#", begin) - begin);
    if (host.starts_with('[')) {
        return host.substr(0, host.find(']') + 1);
    }
    return host.substr(0, host.find(':'));
}

}  // namespace

bool may_be_asked(std::string_view url) {
    const bool secure = url.starts_with("https://"), open = url.starts_with("http://");
    if ((!secure && !open) || url.find('@') != std::string_view::npos) {
        return false;
    }
    const auto host = host_of(url);
    const bool here = host == "localhost" || host == "127.0.0.1" || host == "[::1]";
    return !host.empty() && host.find('{') == std::string_view::npos && (secure || here);
}

Problems check(const Gateway& gateway) {
    Problems problems;
    if (!may_be_asked(gateway.url)) {
        problems.push_back(
            {"/url", "must be an address with https (http only on this machine), without a user"}
        );
    }
    const json::Value headers = json::parse(gateway.headers.text);
    for (const auto& [name, value] : headers.get_object()) {
        const bool right = !name.empty() && value.is_string() &&
                           std::all_of(name.begin(), name.end(), [](unsigned char c) {
                               return std::isalnum(c) != 0 || c == '-';
                           });
        if (!right) {
            problems.push_back(
                {"/headers/" + json::escape_pointer(name), "must be a header with a text"}
            );
        }
    }
    const bool pointer = !gateway.success_path || gateway.success_path->starts_with('/');
    if (!pointer) {
        problems.push_back({"/success_path", "must be a JSON Pointer such as /messages/0/status"});
    }
    if (gateway.success_value && !gateway.success_path) {
        problems.push_back({"/success_path", "is missing: where the value is to stand"});
    }
    const GatewayValues trial{"+48", "\"", "1", "\\", "x"};
    const auto filled = fill(gateway, trial);
    if (is_json_type(gateway.content_type) && !filled.body.empty() &&
        !json::try_parse(filled.body)) {
        problems.push_back({"/body", "is no JSON once its placeholders are filled"});
    }
    return problems;
}

GatewayRequest fill(const Gateway& gateway, const GatewayValues& values) {
    GatewayRequest out;
    out.method = record::name_of_choice(gateway.method);
    out.url = put_values(gateway.url, values, percent_encode);
    out.content_type = gateway.content_type;
    out.body = gateway.method == GatewayMethod::GET
                   ? ""
                   : put_values(gateway.body, values, escape_of_body(gateway.content_type));
    const json::Value headers = json::parse(gateway.headers.text);
    for (const auto& [name, value] : headers.get_object()) {
        const std::string pattern = value.is_string() ? std::string(value.get_string()) : "";
        out.headers.emplace_back(name, put_values(pattern, values, as_header));
    }
    return out;
}

bool was_taken(const Gateway& gateway, int status, std::string_view body) {
    if (status < 200 || status > 299) {
        return false;
    }
    if (!gateway.success_path) {
        return true;
    }
    const auto answer = json::try_parse(body);
    boost::system::error_code none;
    const auto* found = answer ? answer->find_pointer(*gateway.success_path, none) : nullptr;
    if (found == nullptr || found->is_null()) {
        return false;
    }
    const std::string said =
        found->is_string() ? std::string(found->get_string()) : json::write(*found);
    return !gateway.success_value || said == *gateway.success_value;
}

std::string plain_phone(std::string_view phone) {
    std::string out;
    for (const char c : phone) {
        const bool digit = c >= '0' && c <= '9';
        if (digit || (c == '+' && out.empty())) {
            out += c;
        }
    }
    return out;
}

}  // namespace survey

template <>
const record::Shape& record::shape_of<survey::Gateway>() {
    using survey::Gateway;
    static const Shape shape =
        describe<Gateway>("gateway", "gateways")
            .field<&Gateway::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Gateway::name>(rule::length(1, 200), searchable | sortable)
            .field<&Gateway::channel>({}, filterable)
            .field<&Gateway::method>()
            .field<&Gateway::url>(rule::length(1, 1000))
            .field<&Gateway::content_type>(rule::length(1, 100))
            .field<&Gateway::headers>(rule::small_object(4000))
            .field<&Gateway::body>(rule::prose(0, 8000))
            .field<&Gateway::success_path>(rule::length(1, 200))
            .field<&Gateway::success_value>(rule::length(1, 200))
            .field<&Gateway::active>({}, filterable)
            .field<&Gateway::secret_sealed>({}, hidden)
            .sorted_by("name")
            .may(people::may::administer, people::may::administer);
    return shape;
}

}  // namespace styk
