#include "record/list_query.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "json/json.h"
#include "record/wire.h"

namespace styk::record {

namespace {

const Field* sort_field(const Shape& shape, std::string_view& name, bool& falling) {
    falling = name.starts_with('-');
    if (falling) {
        name.remove_prefix(1);
    }
    const Field* field = shape.find(name);
    return field != nullptr && (field->has(sortable) || field->name == "id") ? field : nullptr;
}

void set_sort(const Shape& shape, std::string_view name, ListQuery& query, Problems& problems) {
    query.sort = sort_field(shape, name, query.falling);
    if (query.sort == nullptr) {
        problems.push_back({"sort", fmt::format("cannot order by {}", name)});
    }
}

void add_filter(const Field& field, const std::string& text, ListQuery& query, Problems& problems) {
    auto value = from_query(field, text);
    if (!value) {
        problems.push_back(value.error());
        return;
    }
    auto& all = query.narrow;
    auto same = std::find_if(all.begin(), all.end(), [&](const Narrow& one) {
        return one.field == &field;
    });
    if (same == all.end()) {
        same = all.insert(all.end(), {&field, {}});
    }
    same->any_of.push_back(*std::move(value));
}

void read_parameter(
    const Shape& shape,
    const std::string& name,
    const std::string& text,
    ListQuery& query,
    Problems& problems
) {
    if (name == "sort") {
        set_sort(shape, text, query, problems);
    } else if (name == "q") {
        query.q = text;
    } else if (name == "limit") {
        const auto limit = read_limit(text);
        limit ? void(query.limit = *limit) : problems.push_back(limit.error());
    } else if (name == "cursor") {
        query.after = read_cursor(text);
        if (!query.after) {
            problems.push_back({"cursor", "is not a cursor of this list"});
        }
    } else if (const Field* field = shape.find(name); field != nullptr && field->has(filterable)) {
        add_filter(*field, text, query, problems);
    } else {
        problems.push_back({name, "is not a parameter of this list"});
    }
}

int nibble(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> from_hex(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const int high = nibble(text[i]);
        const int low = nibble(text[i + 1]);
        if (high < 0 || low < 0) {
            return {};
        }
        out += static_cast<char>(high * 16 + low);
    }
    return text.size() % 2 == 0 ? std::optional(out) : std::nullopt;
}

std::optional<Value> to_sort_value(const json::Value& in) {
    if (in.is_null()) {
        return Value();
    }
    if (in.is_int64()) {
        return Value(in.get_int64());
    }
    if (in.is_double()) {
        return Value(in.get_double());
    }
    return in.is_string() ? std::optional(Value(std::string(in.get_string()))) : std::nullopt;
}

}  // namespace

Result<int> read_limit(std::string_view text) {
    int limit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error != std::errc() || end != text.data() + text.size() || limit < 1 ||
        limit > max_limit) {
        return tl::unexpected(Problem{"limit", fmt::format("must be 1 to {}", max_limit)});
    }
    return limit;
}

ListQuery read_list_query(
    const Shape& shape, const Parameters& parameters, const std::vector<std::string_view>& also
) {
    ListQuery query;
    Problems problems;
    set_sort(shape, shape.default_sort.empty() ? "id" : shape.default_sort, query, problems);
    for (const auto& [name, text] : parameters) {
        if (std::find(also.begin(), also.end(), name) == also.end()) {
            read_parameter(shape, name, text, query, problems);
        }
    }
    refuse_if(std::move(problems));
    return query;
}

std::string write_cursor(const Cursor& cursor) {
    json::Array pair;
    std::visit(
        [&](const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
                pair.emplace_back(nullptr);
            } else {
                pair.emplace_back(value);
            }
        },
        cursor.sort_value
    );
    pair.emplace_back(cursor.id);
    std::string hex;
    for (const char c : boost::json::serialize(pair)) {
        hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return hex;
}

std::optional<Cursor> read_cursor(std::string_view text) {
    const auto raw = from_hex(text);
    if (!raw) {
        return {};
    }
    const auto pair = json::try_parse(*raw);
    if (!pair || !pair->is_array() || pair->get_array().size() != 2 || !pair->at(1).is_string()) {
        return {};
    }
    auto value = to_sort_value(pair->at(0));
    return value ? std::optional(Cursor{*std::move(value), std::string(pair->at(1).get_string())})
                 : std::nullopt;
}

}  // namespace styk::record
