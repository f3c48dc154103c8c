#include "feedback/import_map.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/csv.h"
#include "base/text.h"
#include "customer/customer.h"
#include "feedback/draft.h"
#include "feedback/encoding.h"
#include "feedback/feedback.h"
#include "feedback/filter.h"
#include "feedback/written_moment.h"
#include "record/rules.h"

namespace styk::feedback {

namespace {

using enum FieldForm;

constexpr ImportField feedback_fields[] = {
    {"key", column},
    {"comment", column},
    {"occurred_at", either},
    {"customer", column},
    {"channel", either, true},
    {"kind", either},
    {"language", either},
    {"touchpoint", either},
    {"location", either},
    {"brand", either},
    {"survey", either},
    {"finished", column}  // of answers to a survey: whether they were sent off
};
constexpr ImportField customer_fields[] = {
    {"key", column, true},
    {"name", column},
    {"email", column},
    {"phone", column},
    {"kind", either},
    {"language", either},
    {"lifecycle", either},
    {"segment", either},
    {"location", either}
};
constexpr ImportField event_fields[] = {
    {"key", column, true},
    {"type", either, true},
    {"occurred_at", either, true},
    {"customer", column},
    {"duration_s", column},
    {"case", column},
    {"order", column},
    {"touchpoint", either},
    {"channel", either, true}
};

constexpr std::size_t most_not_applicable = 50;

class Checker {
public:
    Checker(
        const Directory& directory,
        ImportKind kind,
        const ImportMap& map,
        const std::vector<std::string>& columns
    )
        : directory_(directory), kind_(kind), map_(map), columns_(columns.begin(), columns.end()) {}

    Problems check() {
        file();
        for (const ImportField& field : fields_of(kind_)) {
            check_field(field);
        }
        ratings();
        attributes();
        answers();
        if (kind_ == ImportKind::feedback && map_.ratings.empty() && map_.answers.empty() &&
            map_.find("comment") == nullptr) {
            say("/ratings",
                "Say which column holds a score or the comment: there is nothing to import yet.");
        }
        return std::move(problems_);
    }

private:
    void say(std::string pointer, std::string message) {
        problems_.push_back({std::move(pointer), std::move(message)});
    }

    void need_column(std::string pointer, const std::string& column) {
        if (!columns_.contains(column)) {
            say(std::move(pointer), fmt::format("The file has no column \"{}\".", column));
        }
    }

    void file() {
        problems_ = check_writing(map_);
        if (kind_ == ImportKind::feedback && !record::choice_of<Source>(map_.source)) {
            say("/source", fmt::format("There is no source {}.", map_.source));
        }
    }

    void check_field(const ImportField& field) {
        const std::string pointer = fmt::format("/{}", field.name);
        const MappedField* mapped = map_.find(field.name);
        if (mapped == nullptr) {
            if (field.required) {
                say(pointer, fmt::format("Say which column holds the {}.", field.name));
            }
        } else if (!mapped->column.empty()) {
            need_column(pointer, mapped->column);
            if (!mapped->format.empty() && !is_moment_format(mapped->format)) {
                say(pointer,
                    fmt::format(
                        "\"{}\" is no format of a date: use iso, or %d %m %Y %H %M %S.",
                        mapped->format
                    ));
            }
        } else {
            check_value(pointer, field.name, mapped->value);
        }
    }

    void check_value(const std::string& pointer, std::string_view field, const std::string& value) {
        const bool known = field == "channel"      ? directory_.channels.find(value) != nullptr
                           : field == "touchpoint" ? directory_.touchpoints.find(value) != nullptr
                           : field == "location"   ? directory_.locations.find(value) != nullptr
                           : field == "brand"      ? directory_.brands.find(value) != nullptr
                           : field == "survey"     ? directory_.surveys.find(value) != nullptr
                           : field == "kind"       ? is_kind(value)
                           : field == "lifecycle"
                               ? record::choice_of<customer::Lifecycle>(value).has_value()
                           : field == "occurred_at" ? read_moment(directory_, value).has_value()
                           : field == "language"    ? !record::rule::language()(value)
                           : field == "type"        ? is_key(value)
                                                    : !value.empty();
        if (!known) {
            say(pointer,
                field == "occurred_at" ? fmt::format("\"{}\" is no date such as 2026-11-21.", value)
                                       : fmt::format("There is no {} \"{}\".", field, value));
        }
    }

    [[nodiscard]] bool is_kind(const std::string& value) const {
        return kind_ == ImportKind::customers
                   ? record::choice_of<customer::CustomerKind>(value).has_value()
                   : record::choice_of<Kind>(value).has_value();
    }

    void ratings() {
        if (map_.ratings.size() > most_ratings) {
            return say("/ratings", fmt::format("At most {} columns can be scores.", most_ratings));
        }
        std::set<std::pair<std::string, std::string>> seen;
        for (std::size_t i = 0; i < map_.ratings.size(); ++i) {
            const MappedRating& one = map_.ratings[i];
            const auto pointer = fmt::format("/ratings/{}", i);
            need_column(pointer + "/column", one.column);
            rating(pointer, one);
            if (!seen.emplace(one.metric, one.touchpoint.value_or("")).second) {
                say(pointer,
                    fmt::format(
                        "Two columns hold {} of the same touchpoint; \"{}\" is one of them.",
                        one.metric,
                        one.column
                    ));
            }
        }
    }

    void rating(const std::string& pointer, const MappedRating& one) {
        if (directory_.metrics.find(one.metric) == nullptr) {
            say(pointer + "/metric",
                fmt::format("\"{}\": there is no metric \"{}\".", one.column, one.metric));
        }
        if (one.not_applicable.size() > most_not_applicable) {
            say(pointer + "/not_applicable",
                fmt::format("At most {} values can mean \"does not apply\".", most_not_applicable));
        }
        if (!one.touchpoint || directory_.touchpoints.find(*one.touchpoint) != nullptr) {
            return;
        }
        if (!map_.create_touchpoints) {
            say(pointer + "/touchpoint",
                fmt::format("\"{}\": there is no touchpoint \"{}\".", one.column, *one.touchpoint));
        } else if (!is_key(*one.touchpoint)) {
            say(pointer + "/touchpoint",
                fmt::format(
                    "\"{}\": a touchpoint's key is 1 to 64 of a-z, 0-9, _ and -, not \"{}\".",
                    one.column,
                    *one.touchpoint
                ));
        }
    }

    void attributes() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < map_.attributes.size(); ++i) {
            const MappedAttribute& one = map_.attributes[i];
            const auto pointer = fmt::format("/attributes/{}", i);
            need_column(pointer + "/column", one.column);
            if (!is_key(one.key)) {
                say(pointer + "/key",
                    fmt::format(
                        "\"{}\": an attribute's key is 1 to 64 of a-z, 0-9, _ and -, not \"{}\".",
                        one.column,
                        one.key
                    ));
            } else if (!seen.insert(one.key).second) {
                say(pointer + "/key",
                    fmt::format("Two columns are the attribute \"{}\".", one.key));
            }
        }
    }

    void answers() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < map_.answers.size(); ++i) {
            const MappedAnswer& one = map_.answers[i];
            const auto pointer = fmt::format("/answers/{}", i);
            need_column(pointer + "/column", one.column);
            if (!seen.insert(one.answer).second) {
                say(pointer, fmt::format("Two columns hold the answer \"{}\".", one.answer));
            }
        }
        if (map_.answers.empty() && map_.find("finished") != nullptr) {
            say("/finished", "Only answers to a survey can be unfinished.");
        }
    }

    const Directory& directory_;
    ImportKind kind_;
    const ImportMap& map_;
    std::set<std::string> columns_;
    Problems problems_;
};

}  // namespace

const MappedField* ImportMap::find(std::string_view field) const {
    const auto found = fields.find(field);
    return found == fields.end() ? nullptr : &found->second;
}

bool ImportMap::names_column(std::string_view column_name) const {
    const auto is_it = [&](const auto& one) { return one.column == column_name; };
    return std::any_of(
               fields.begin(), fields.end(), [&](const auto& one) { return is_it(one.second); }
           ) ||
           std::any_of(ratings.begin(), ratings.end(), is_it) ||
           std::any_of(attributes.begin(), attributes.end(), is_it) ||
           std::any_of(answers.begin(), answers.end(), is_it);
}

std::span<const ImportField> fields_of(ImportKind kind) {
    switch (kind) {
        case ImportKind::customers:
            return customer_fields;
        case ImportKind::events:
            return event_fields;
        case ImportKind::feedback:
            break;
    }
    return feedback_fields;
}

Problems check_writing(const ImportMap& map) {
    Problems problems;
    const bool known =
        map.delimiter.size() == 1 && csv_delimiters.find(map.delimiter) != std::string_view::npos;
    if (!map.delimiter.empty() && !known) {
        problems.push_back({"/delimiter", "The delimiter must be a comma, a semicolon, a tab or |."}
        );
    }
    if (!map.encoding.empty() && !is_encoding(map.encoding)) {
        problems.push_back(
            {"/encoding", fmt::format("The encoding must be one of {}.", fmt::join(encodings, ", "))
            }
        );
    }
    return problems;
}

Problems check_map(
    const Directory& directory,
    ImportKind kind,
    const ImportMap& map,
    const std::vector<std::string>& columns
) {
    return Checker(directory, kind, map, columns).check();
}

void ignore_the_rest(ImportMap& map, const std::vector<std::string>& columns) {
    map.ignore.clear();
    for (const std::string& one : columns) {
        if (!map.names_column(one)) {
            map.ignore.push_back(one);
        }
    }
}

std::vector<std::string> name_columns(std::span<const std::string_view> header) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const std::string_view cell : header) {
        std::string name(trim(cell));
        name = name.empty() ? fmt::format("Column {}", names.size() + 1) : name;
        std::string own = name;
        for (int n = 2; !taken.insert(own).second; ++n) {
            own = fmt::format("{} ({})", name, n);
        }
        names.push_back(std::move(own));
    }
    return names;
}

}  // namespace styk::feedback
