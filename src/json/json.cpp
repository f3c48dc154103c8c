#include "json/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
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
    if (error == bj::error::exponent_overflow) {
        return "a number is too large";
    }
    return "this is not JSON";
}

// What Boost's parser (1.81) tells, made into a value as its own handler does, but for numbers with
// many digits: it rounds those wrongly in their last bit, so that a document read and written would
// not stay the same.
class Builder {
public:
    using Text = boost::json::string_view;
    using Error = boost::system::error_code;

    static constexpr std::size_t max_object_size = boost::json::object::max_size(),
                                 max_array_size = boost::json::array::max_size(),
                                 max_key_size = boost::json::string::max_size(),
                                 max_string_size = boost::json::string::max_size();

    explicit Builder(boost::json::storage_ptr storage) { values_.reset(std::move(storage)); }

    [[nodiscard]] Value release() { return values_.release(); }

    bool on_document_begin(Error&) { return true; }

    bool on_document_end(Error&) { return true; }

    bool on_object_begin(Error&) { return true; }

    bool on_array_begin(Error&) { return true; }

    bool on_object_end(std::size_t n, Error&) {
        values_.push_object(n);
        return true;
    }

    bool on_array_end(std::size_t n, Error&) {
        values_.push_array(n);
        return true;
    }

    bool on_key_part(Text text, std::size_t, Error&) {
        values_.push_chars(text);
        return true;
    }

    bool on_key(Text text, std::size_t, Error&) {
        values_.push_key(text);
        return true;
    }

    bool on_string_part(Text text, std::size_t, Error&) {
        values_.push_chars(text);
        return true;
    }

    bool on_string(Text text, std::size_t, Error&) {
        values_.push_string(text);
        return true;
    }

    bool on_number_part(Text, Error&) { return true; }  // never: the text comes whole

    bool on_int64(std::int64_t number, Text, Error&) {
        values_.push_int64(number);
        return true;
    }

    bool on_uint64(std::uint64_t number, Text, Error&) {
        values_.push_uint64(number);
        return true;
    }

    // One beyond every number would be written as what nobody can read.
    bool on_double(double rounded, Text text, Error& error) {
        double exact = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), exact);
        const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
        const double number = whole ? exact : rounded;
        if (!std::isfinite(number)) {
            error = boost::json::error::exponent_overflow;
            return false;
        }
        values_.push_double(number);
        return true;
    }

    bool on_bool(bool flag, Error&) {
        values_.push_bool(flag);
        return true;
    }

    bool on_null(Error&) {
        values_.push_null();
        return true;
    }

    bool on_comment_part(Text, Error&) { return true; }

    bool on_comment(Text, Error&) { return true; }

private:
    boost::json::value_stack values_;
};

}  // namespace

Result<Value> try_parse(std::string_view text, boost::json::storage_ptr storage) {
    if (!is_utf8(text)) {
        return tl::unexpected(Problem{"", "is not valid UTF-8"});
    }
    boost::json::parse_options options;
    options.max_depth = max_depth;
    boost::json::basic_parser<Builder> parser(options, std::move(storage));
    boost::system::error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) {
        error = boost::json::error::extra_data;
    }
    if (error) {
        return tl::unexpected(
            Problem{"", fmt::format("{}: {}", place_of(text, read), reason_of(error))}
        );
    }
    return parser.handler().release();
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
