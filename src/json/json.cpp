#include "json/json.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"

namespace styk::json {

namespace {

std::string place_of(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto start = before.find_last_of('\n');
    const auto column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
    return fmt::format("line {}, column {}", line, column);
}

std::string_view reason_of(const boost::system::error_code& error) {
    namespace bj = boost::json;
    if (error == bj::error::too_deep) {
        return "the document is nested too deeply";
    }
    if (error == bj::error::incomplete) {
        return "the document ends too early";
    }
    if (error == bj::error::extra_data) {
        return "something stands after the document";
    }
    if (error == bj::error::illegal_leading_surrogate ||
        error == bj::error::illegal_trailing_surrogate ||
        error == bj::error::expected_utf16_escape) {
        return "a \\u escape is not a character";
    }
    return "this is not JSON";
}

}  // namespace

Result<Value> try_parse(std::string_view text, boost::json::storage_ptr storage) {
    if (!is_utf8(text)) {
        return tl::unexpected(Problem{"", "is not valid UTF-8"});
    }
    boost::json::parse_options options;
    options.max_depth = max_depth;
    boost::json::stream_parser parser(std::move(storage), options);
    boost::system::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read < text.size()) {
        error = boost::json::error::extra_data;
    }
    if (!error) {
        parser.finish(error);
    }
    if (error) {
        return tl::unexpected(
            Problem{"", fmt::format("{}: {}", place_of(text, read), reason_of(error))}
        );
    }
    return parser.release();
}

Value parse(std::string_view text, boost::json::storage_ptr storage) {
    auto value = try_parse(text, std::move(storage));
    if (!value) {
        throw Refusal(
            Code::unreadable,
            "The body is not readable JSON: " + value.error().message,
            {value.error()}
        );
    }
    return std::move(*value);
}

const Object& need_object(const Value& value) {
    if (!value.is_object()) {
        throw Refusal(
            Code::invalid, "The body must be a JSON object.", {{"", "must be an object"}}
        );
    }
    return value.get_object();
}

std::string escape_pointer(std::string_view part) {
    std::string out;
    for (const char c : part) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

void merge_patch(Value& target, const Value& patch) {
    if (!patch.is_object()) {
        target = patch;
        return;
    }
    if (!target.is_object()) {
        target = Object();
    }
    auto& object = target.get_object();
    for (const auto& [key, value] : patch.get_object()) {
        if (value.is_null()) {
            object.erase(key);
        } else {
            merge_patch(object[key], value);
        }
    }
}

}  // namespace styk::json
