#include "feedback/import_map_json.h"

#include <algorithm>
#include <fmt/format.h>

#include "json/json.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

class MapReader {
public:
    MapReader(ImportKind kind, Problems& problems) : kind_(kind), problems_(problems) {}

    ImportMap read(const json::Object& body) {
        for (const auto& [name, value] : body) {
            if (!value.is_null()) {
                part(name, value);
            }
        }
        return std::move(map_);
    }

private:
    void say(std::string pointer, std::string message) {
        problems_.push_back({std::move(pointer), std::move(message)});
    }

    void part(std::string_view name, const json::Value& value) {
        const std::string pointer = "/" + json::escape_pointer(name);
        if (name == "delimiter") {
            text(pointer, value, map_.delimiter);
        } else if (name == "encoding") {
            text(pointer, value, map_.encoding);
        } else if (name == "source") {
            text(pointer, value, map_.source);
        } else if (name == "create_touchpoints") {
            flag(pointer, value, map_.create_touchpoints);
        } else if (name == "ignore") {
            texts(pointer, value, map_.ignore);
        } else if (name == "ratings" && kind_ == ImportKind::feedback) {
            each(pointer, value, [&](const auto& at, const auto& one) { rating(at, one); });
        } else if (name == "answers" && kind_ == ImportKind::feedback) {
            each(pointer, value, [&](const auto& at, const auto& one) { answer(at, one); });
        } else if (name == "attributes") {
            each(pointer, value, [&](const auto& at, const auto& one) { attribute(at, one); });
        } else {
            field(name, pointer, value);
        }
    }

    void field(std::string_view name, const std::string& pointer, const json::Value& value) {
        const auto all = fields_of(kind_);
        const auto known =
            std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
        if (known == all.end()) {
            return say(pointer, fmt::format("\"{}\" is not a part of such a map.", name));
        }
        MappedField mapped;
        if (value.is_string()) {
            text(pointer, value, known->form == FieldForm::column ? mapped.column : mapped.value);
        } else if (value.is_object()) {
            column_of(pointer, value.get_object(), mapped);
        } else {
            return say(pointer, fmt::format("{} must be a text or {{\"column\": …}}.", name));
        }
        if (name == "occurred_at" && !mapped.column.empty() && mapped.format.empty()) {
            mapped.format = "iso";
        }
        map_.fields.emplace(name, std::move(mapped));
    }

    void column_of(const std::string& pointer, const json::Object& value, MappedField& out) {
        for (const auto& [name, part] : value) {
            const auto at = pointer + "/" + json::escape_pointer(name);
            if (name == "column") {
                text(at, part, out.column);
            } else if (name == "format") {
                text(at, part, out.format);
            } else if (name == "create") {
                flag(at, part, out.create);
            } else {
                say(at, fmt::format("\"{}\" is not known here.", std::string_view(name)));
            }
        }
        if (out.column.empty()) {
            say(pointer, "The column is missing.");
        }
    }

    void rating(const std::string& pointer, const json::Object& value) {
        MappedRating out;
        for (const auto& [name, part] : value) {
            const auto at = pointer + "/" + json::escape_pointer(name);
            if (name == "column") {
                text(at, part, out.column);
            } else if (name == "metric") {
                text(at, part, out.metric);
            } else if (name == "touchpoint") {
                if (!part.is_null()) {
                    text(at, part, out.touchpoint.emplace());
                }
            } else if (name == "not_applicable") {
                texts(at, part, out.not_applicable);
            } else {
                say(at, fmt::format("\"{}\" is not known here.", std::string_view(name)));
            }
        }
        map_.ratings.push_back(std::move(out));
    }

    void attribute(const std::string& pointer, const json::Object& value) {
        MappedAttribute out;
        for (const auto& [name, part] : value) {
            const auto at = pointer + "/" + json::escape_pointer(name);
            if (name == "column") {
                text(at, part, out.column);
            } else if (name == "key") {
                text(at, part, out.key);
            } else if (name == "dimension") {
                flag(at, part, out.dimension);
            } else {
                say(at, fmt::format("\"{}\" is not known here.", std::string_view(name)));
            }
        }
        map_.attributes.push_back(std::move(out));
    }

    void answer(const std::string& pointer, const json::Object& value) {
        MappedAnswer out;
        for (const auto& [name, part] : value) {
            const auto at = pointer + "/" + json::escape_pointer(name);
            if (name == "column") {
                text(at, part, out.column);
            } else if (name == "answer") {
                text(at, part, out.answer);
            } else if (name == "no_answer") {
                texts(at, part, out.no_answer);
            } else {
                say(at, fmt::format("\"{}\" is not known here.", std::string_view(name)));
            }
        }
        map_.answers.push_back(std::move(out));
    }

    void text(const std::string& pointer, const json::Value& value, std::string& out) {
        if (value.is_string()) {
            out = value.get_string();
        } else {
            say(pointer, fmt::format("{} must be a text.", pointer));
        }
    }

    void flag(const std::string& pointer, const json::Value& value, bool& out) {
        if (value.is_bool()) {
            out = value.get_bool();
        } else {
            say(pointer, fmt::format("{} must be true or false.", pointer));
        }
    }

    // Numbers are taken as their digits: not_applicable is often written [0].
    void texts(
        const std::string& pointer, const json::Value& value, std::vector<std::string>& out
    ) {
        if (!value.is_array()) {
            return say(pointer, fmt::format("{} must be a list.", pointer));
        }
        for (const auto& one : value.get_array()) {
            if (one.is_string()) {
                out.emplace_back(one.get_string());
            } else if (one.is_int64()) {
                out.push_back(std::to_string(one.get_int64()));
            } else {
                return say(pointer, fmt::format("{} must hold texts.", pointer));
            }
        }
    }

    template <class Read>
    void each(const std::string& pointer, const json::Value& value, const Read& read) {
        if (!value.is_array()) {
            return say(pointer, fmt::format("{} must be a list.", pointer));
        }
        std::size_t n = 0;
        for (const auto& one : value.get_array()) {
            const auto at = fmt::format("{}/{}", pointer, n++);
            if (one.is_object()) {
                read(at, one.get_object());
            } else {
                say(at, fmt::format("{} must be an object.", at));
            }
        }
    }

    ImportKind kind_;
    Problems& problems_;
    ImportMap map_;
};

bool has_create(std::string_view field) {
    return field == "location" || field == "brand";
}

constexpr std::size_t longest_example = 200;  // bytes; cut at the end of a character

std::string_view cut_at_character(std::string_view text, std::size_t most) {
    std::size_t end = std::min(text.size(), most);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U
    ) {
        --end;
    }
    return text.substr(0, end);
}

json::Value field_json(const ImportField& field, const MappedField& mapped) {
    if (mapped.column.empty()) {
        return json::Value(mapped.value);
    }
    if (field.form == FieldForm::column) {
        return json::Value(mapped.column);
    }
    json::Object out{{"column", mapped.column}};
    if (!mapped.format.empty()) {
        out["format"] = mapped.format;
    }
    if (has_create(field.name)) {
        out["create"] = mapped.create;
    }
    return out;
}

json::Object rating_json(const MappedRating& one) {
    json::Object out{{"column", one.column}, {"metric", one.metric}};
    if (one.touchpoint) {
        out["touchpoint"] = *one.touchpoint;
    }
    if (!one.not_applicable.empty()) {
        out["not_applicable"] = json::Array(one.not_applicable.begin(), one.not_applicable.end());
    }
    return out;
}

json::Object answer_json(const MappedAnswer& one) {
    json::Object out{{"column", one.column}, {"answer", one.answer}};
    if (!one.no_answer.empty()) {
        out["no_answer"] = json::Array(one.no_answer.begin(), one.no_answer.end());
    }
    return out;
}

json::Object attribute_json(const MappedAttribute& one) {
    return {{"column", one.column}, {"key", one.key}, {"dimension", one.dimension}};
}

json::Object as(std::string_view what, json::Object rest) {
    rest.erase("column");
    json::Object out{{"as", what}};
    for (auto& [name, value] : rest) {
        out[name] = std::move(value);
    }
    return out;
}

}  // namespace

ImportMap read_map(ImportKind kind, const json::Value& body, Problems& problems) {
    if (!body.is_object()) {
        problems.push_back({"", "The map must be an object."});
        return {};
    }
    return MapReader(kind, problems).read(body.get_object());
}

json::Object to_json(ImportKind kind, const ImportMap& map) {
    json::Object out{{"delimiter", map.delimiter}, {"encoding", map.encoding}};
    for (const ImportField& field : fields_of(kind)) {
        if (const MappedField* mapped = map.find(field.name)) {
            out[field.name] = field_json(field, *mapped);
        }
    }
    if (kind == ImportKind::feedback) {
        out["source"] = map.source;
        json::Array ratings;
        for (const auto& one : map.ratings) {
            ratings.push_back(rating_json(one));
        }
        out["ratings"] = std::move(ratings);
    }
    if (!map.answers.empty()) {
        json::Array answers;
        for (const auto& one : map.answers) {
            answers.push_back(answer_json(one));
        }
        out["answers"] = std::move(answers);
    }
    json::Array attributes;
    for (const auto& one : map.attributes) {
        attributes.push_back(attribute_json(one));
    }
    out["attributes"] = std::move(attributes);
    if (kind != ImportKind::customers) {
        out["create_touchpoints"] = map.create_touchpoints;
    }
    out["ignore"] = json::Array(map.ignore.begin(), map.ignore.end());
    return out;
}

json::Object guess_of(ImportKind kind, const ImportMap& map, std::string_view column) {
    for (const ImportField& field : fields_of(kind)) {
        const MappedField* mapped = map.find(field.name);
        if (mapped != nullptr && mapped->column == column) {
            const auto value = field_json(field, *mapped);
            return as(field.name, value.is_object() ? value.get_object() : json::Object());
        }
    }
    for (const auto& one : map.answers) {
        if (one.column == column) {
            return as("answer", answer_json(one));
        }
    }
    for (const auto& one : map.ratings) {
        if (one.column == column) {
            return as("rating", rating_json(one));
        }
    }
    for (const auto& one : map.attributes) {
        if (one.column == column) {
            return as("attribute", attribute_json(one));
        }
    }
    return {{"as", "ignore"}};
}

json::Array to_json(
    ImportKind kind, const ImportMap& guessed, const std::vector<SampleColumn>& columns
) {
    json::Array out;
    for (const SampleColumn& one : columns) {
        json::Array examples;
        for (std::size_t i = 0; i < one.values.size() && examples.size() < 3; ++i) {
            if (!one.values[i].empty()) {
                examples.emplace_back(cut_at_character(one.values[i], longest_example));
            }
        }
        out.push_back(json::Object{
            {"name", one.name},
            {"examples", std::move(examples)},
            {"guess", guess_of(kind, guessed, one.name)}
        });
    }
    return out;
}

json::Array to_json(const std::vector<RowProblem>& problems) {
    json::Array out;
    for (const auto& [row, column, message] : problems) {
        out.push_back(json::Object{
            {"row", row},
            {"column", column ? json::Value(*column) : json::Value(nullptr)},
            {"message", message}
        });
    }
    return out;
}

json::Object tick_of(const Import& import) {
    return {
        {"id", import.id.text()},
        {"state", record::name_of_choice(import.state)},
        {"rows_done", import.rows_done},
        {"rows", import.rows}
    };
}

std::vector<std::string> column_names(const Import& import) {
    const json::Value columns = json::parse(import.columns.text);
    std::vector<std::string> names;
    for (const auto& one : columns.as_array()) {
        names.emplace_back(one.at("name").as_string());
    }
    return names;
}

}  // namespace styk::feedback
