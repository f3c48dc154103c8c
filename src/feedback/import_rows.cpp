#include "feedback/import_rows.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "feedback/filter.h"
#include "json/json.h"
#include "record/rules.h"

namespace styk::feedback {

namespace {

constexpr std::size_t longest_quoted = 60;  // of a cell, in a message

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A number that JSON writes in the same way: no sign but minus, no leading zero.
bool is_plain_number(std::string_view text) {
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    const bool right =
        is_digits(whole) && whole.size() < 16 && (whole.size() == 1 || whole[0] != '0');
    return right &&
           (dot == std::string_view::npos || (is_digits(text.substr(dot + 1)) && text.size() < 16));
}

bool needs_escape(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
    });
}

void append_json(std::string& out, std::string_view text) {
    if (needs_escape(text)) {
        out += boost::json::serialize(json::String(text));
    } else {
        out.append("\"").append(text).append("\"");
    }
}

}  // namespace

std::string shown_cell(std::string_view text) {
    return text.size() <= longest_quoted
               ? std::string(text)
               : fmt::format("{}…", text.substr(0, text.rfind(' ', longest_quoted)));
}

Needs needs_of(const Directory& directory, const ImportMap& map) {
    Needs needs;
    for (const MappedRating& one : map.ratings) {
        if (one.touchpoint && map.create_touchpoints &&
            directory.touchpoints.find(*one.touchpoint) == nullptr) {
            needs.touchpoints.emplace(*one.touchpoint, one.column);
        }
    }
    for (const MappedAttribute& one : map.attributes) {
        if (one.dimension && directory.attributes.find(one.key) == nullptr) {
            needs.attributes.emplace(one.key, one.column);
        }
    }
    return needs;
}

Directory with_touchpoints(const Directory& directory, const Needs& needs) {
    Directory planned = directory;
    auto all = directory.touchpoints.all();
    for (const auto& [key, name] : needs.touchpoints) {
        all.emplace_back();
        all.back().key = key;
        all.back().name = name;
    }
    planned.touchpoints = Register(std::move(all));
    return planned;
}

const std::string* Finder::find(std::string_view text) {
    auto found = keys_.find(text);
    if (found == keys_.end()) {
        found = keys_.find(fold_for_search(text));
    }
    if (found == keys_.end()) {
        found = keys_.find(to_key(text).substr(0, 64));
    }
    if (found == keys_.end()) {
        return nullptr;
    }
    return &keys_.emplace(text, found->second)
                .first->second;  // folding costs; the same names come again
}

RowReader::RowReader(
    const Directory& directory, const ImportMap& map, const std::vector<std::string>& columns
)
    : directory_(directory),
      map_(map),
      columns_(columns),
      moment_place_(nowhere),
      moment_reader_(
          directory.zone, map.find("occurred_at") == nullptr ? "" : map.find("occurred_at")->format
      ) {
    moment_place_ = place("occurred_at");
    for (const MappedAttribute& one : map.attributes) {
        attributes_.push_back(
            {column_place(one.column),
             boost::json::serialize(json::String(one.key)) + ":",
             one.dimension}
        );
    }
}

std::size_t RowReader::column_place(const std::string& column) const {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    return found == columns_.end() ? nowhere : static_cast<std::size_t>(found - columns_.begin());
}

std::size_t RowReader::place(std::string_view field) const {
    const MappedField* mapped = map_.find(field);
    return mapped == nullptr || mapped->column.empty() ? nowhere : column_place(mapped->column);
}

std::string_view RowReader::cell(Cells cells, std::size_t at) const {
    return at < cells.size() ? trim(cells[at]) : std::string_view();
}

std::string RowReader::fixed(std::string_view field) const {
    const MappedField* mapped = map_.find(field);
    return mapped == nullptr ? "" : mapped->value;
}

std::optional<std::string> RowReader::column_of(std::string_view pointer) const {
    if (pointer.starts_with('#')) {  // a column by its name, which may hold anything
        pointer.remove_prefix(1);
        for (const std::string_view end : {"/value", "/metric", "/touchpoint"}) {
            pointer.remove_suffix(pointer.ends_with(end) ? end.size() : 0);
        }
        return std::string(pointer);
    }
    const auto field = pointer.substr(0, pointer.find('/', 1));
    const auto name = field == "/location_id" ? "location" : field.empty() ? "" : field.substr(1);
    const MappedField* mapped = map_.find(name);
    return mapped == nullptr || mapped->column.empty() ? std::nullopt
                                                       : std::optional(mapped->column);
}

std::optional<std::string> RowReader::find_or_need(
    std::string_view field,
    std::string_view text,
    Finder& finder,
    bool create,
    Needs::Keyed& needs,
    Problems& problems
) {
    if (text.empty()) {
        return {};
    }
    if (const std::string* key = finder.find(text)) {
        return *key;
    }
    const auto key = to_key(text).substr(0, 64);
    const std::string pointer = fmt::format("/{}", field);
    if (!create || !is_key(key)) {
        problems.push_back({pointer, fmt::format("there is no {} \"{}\"", field, shown_cell(text))}
        );
    } else if (needs.size() < most_new_places || needs.contains(key)) {
        needs.emplace(key, std::string(text));
    } else {
        problems.push_back(
            {pointer, fmt::format("would be one of more than {} new {}s", most_new_places, field)}
        );
    }
    return {};
}

std::optional<Instant> RowReader::moment(Cells cells, Problems& problems) {
    const auto text = cell(cells, moment_place_);
    const auto read = text.empty() ? std::nullopt : moment_reader_.read(text);
    if (!read) {
        problems.push_back(
            {"/occurred_at",
             text.empty() ? "the date is missing"
                          : fmt::format(
                                "\"{}\" is no date of the form {}",
                                shown_cell(text),
                                map_.find("occurred_at")->format
                            )}
        );
    }
    return read;
}

std::string RowReader::attributes(Cells cells) const {
    std::string out;
    for (const Attribute& one : attributes_) {
        const auto text = cell(cells, one.place);
        if (text.empty()) {
            continue;
        }
        out += out.empty() ? "{" : ",";
        out += one.head;
        if (!one.as_text && is_plain_number(text)) {
            out += text;
        } else {
            append_json(out, text);
        }
    }
    return out.empty() ? out : out + "}";
}

CustomerRows::CustomerRows(
    const Directory& directory, const ImportMap& map, const std::vector<std::string>& columns
)
    : RowReader(directory, map, columns), locations_(directory.locations) {}

// An empty cell says nothing about the customer; it does not take away what is known.
customer::Upsert CustomerRows::read(Cells cells, Problems& problems) {
    customer::Upsert line;
    const auto give = [&](std::string_view field, const std::string& value) {
        if (!value.empty()) {
            if (auto wrong = customer::give(line, field, value)) {
                problems.push_back({fmt::format("/{}", field), *std::move(wrong)});
            }
        }
    };
    for (const ImportField& field : fields_of(ImportKind::customers)) {
        if (field.name == "location") {
            give_location(line, cells, problems);
            continue;
        }
        const auto at = place(field.name);
        const std::string text = at == nowhere ? fixed(field.name) : std::string(cell(cells, at));
        const bool word = field.name == "kind" || field.name == "lifecycle";
        give(field.name, word ? to_lower_ascii(text) : text);
    }
    if (line.customer.key.empty() && problems.empty()) {
        problems.push_back({"/key", "the key is missing"});
    }
    give("attributes", attributes(cells));
    return line;
}

void CustomerRows::give_location(customer::Upsert& line, Cells cells, Problems& problems) {
    const auto at = place("location");
    const auto key = at == nowhere ? std::optional(fixed("location"))
                                   : find_or_need(
                                         "location",
                                         cell(cells, at),
                                         locations_,
                                         map_.find("location")->create,
                                         needs_.locations,
                                         problems
                                     );
    const auto* found = key ? directory_.locations.find(*key) : nullptr;
    if (found != nullptr) {
        if (auto wrong = customer::give(line, "location_id", found->id.text())) {
            problems.push_back({"/location", *std::move(wrong)});
        }
    }
}

EventRows::EventRows(
    const Directory& directory, const ImportMap& map, const std::vector<std::string>& columns
)
    : RowReader(directory, map, columns),
      touchpoints_(directory.touchpoints),
      channels_(directory.channels),
      at_(read_moment(directory, fixed("occurred_at"))) {}

std::string EventRows::value(std::string_view field, Cells cells) const {
    const auto at = place(field);
    return at == nowhere ? fixed(field) : std::string(cell(cells, at));
}

customer::SentEvent EventRows::read(Cells cells, Problems& problems) {
    json::Object body;
    for (const std::string_view field : {"key", "customer", "case", "order"}) {
        if (const auto text = value(field, cells); !text.empty()) {
            body[field] = text;
        }
    }
    const auto type = value("type", cells);
    body["type"] = is_key(type) ? type : to_key(type).substr(0, 64);
    const auto channel = value("channel", cells);
    const std::string* known = channel.empty() ? nullptr : channels_.find(channel);
    body["channel"] = known == nullptr ? channel : *known;
    const auto at = place("occurred_at") == nowhere ? at_ : moment(cells, problems);
    body["occurred_at"] = to_rfc3339(at.value_or(Instant{}));
    const auto seconds = value("duration_s", cells);
    if (is_plain_number(seconds)) {
        body["duration_s"] = std::stod(seconds);
    } else if (!seconds.empty()) {
        body["duration_s"] = seconds;  // named as a problem by the reader
    }
    const auto more = attributes(cells);
    if (!more.empty()) {
        body["attributes"] = json::parse(more);
    }
    customer::SentEvent sent;
    for (auto& problem : customer::read_event(body, sent)) {
        problems.push_back(std::move(problem));
    }
    sent.touchpoint = find_or_need(
        "touchpoint",
        value("touchpoint", cells),
        touchpoints_,
        map_.create_touchpoints,
        needs_.touchpoints,
        problems
    );
    return sent;
}

}  // namespace styk::feedback
