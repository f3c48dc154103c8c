#include "survey/definition_kinds.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/coercion.h"
#include "survey/definition_json.h"

namespace styk::survey {

namespace {

const std::vector<std::string_view> inputs{"text", "number", "email", "tel", "url", "date"};
const std::vector<std::string_view> styles{"labels", "stars", "smileys"};
const std::vector<std::string_view> orders{"none", "asc", "desc", "random"};

bool is_scalar(const Value& value) {
    return value.as<std::string>() != nullptr || value.as<double>() != nullptr ||
           value.as<bool>() != nullptr;
}

// The members of a choice, row or column.
Choice read_choice(const json::Value& value, const std::string& pointer, Reading& reading) {
    Choice out;
    if (!value.is_object()) {
        out.value = to_value(value);
    } else {
        Fields fields(value.get_object(), pointer, reading);
        if (const auto* own = fields.take("value")) {
            out.value = to_value(*own);
        }
        out.title = fields.text("text");
        out.visible_if = fields.expression("visibleIf");
        out.touchpoint = fields.word("touchpoint");
        out.promise = fields.word("promise");
        fields.finish();
    }
    out.key = to_text(out.value);
    if (!is_scalar(out.value) || out.key.empty() || count_code_points(out.key) > 200) {
        reading.problems.push_back(
            {pointer, "needs a value: a text of 1 to 200 characters or a number"}
        );
    }
    return out;
}

std::vector<Choice> read_choices(Fields& fields, std::string_view name, bool needed) {
    std::vector<Choice> out;
    const auto* list = fields.list(name);
    if (list == nullptr) {
        if (needed) {
            fields.say(name, "is missing");
        }
        return out;
    }
    if (list->empty() || list->size() > most_choices) {
        fields.say(name, fmt::format("must have 1 to {} items", most_choices));
        return out;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string pointer = fmt::format("{}/{}/{}", fields.pointer(), name, i);
        Choice one = read_choice((*list)[i], pointer, fields.reading());
        const bool twice = std::any_of(out.begin(), out.end(), [&](const Choice& other) {
            return to_lower(other.key) == to_lower(one.key);
        });
        if (twice) {
            fields.reading().problems.push_back({pointer, "has the value of another item"});
        }
        out.push_back(std::move(one));
    }
    return out;
}

void read_scale(Fields& fields, Question& out) {
    out.low = fields.whole("rateMin", 1, 0, 100);
    out.high = fields.whole("rateMax", std::max(5, out.low + 1), 0, 100);
    if (out.high <= out.low || out.high - out.low > 20) {
        fields.say("rateMax", "must be above rateMin, by 20 at most");
    }
    out.style = static_cast<RateStyle>(fields.one_of("rateType", styles, 0));
    out.low_title = fields.text("minRateDescription");
    out.high_title = fields.text("maxRateDescription");
    out.not_applicable = fields.text("notApplicable");
    fields.ignore({"rateCount", "displayMode", "rateStep", "autoGenerate"});
}

void read_selection(Fields& fields, Question& out) {
    out.choices = read_choices(fields, "choices", true);
    out.order = static_cast<Order>(fields.one_of("choicesOrder", orders, 0));
    const bool open =
        out.type == Type::single || out.type == Type::dropdown || out.type == Type::multiple;
    if (!open) {
        return;
    }
    out.other = fields.flag("showOtherItem", fields.flag("hasOther", false));
    out.other_title = fields.text("otherText");
    out.none = fields.flag("showNoneItem", fields.flag("hasNone", false));
    out.none_title = fields.text("noneText");
    const int count = static_cast<int>(out.choices.size());
    if (out.type == Type::multiple) {
        out.least_choices = fields.whole("minSelectedChoices", 0, 0, std::max(1, count));
        out.most_choices = fields.whole("maxSelectedChoices", 0, 0, std::max(1, count));
        if (out.most_choices != 0 && out.most_choices < out.least_choices) {
            fields.say("maxSelectedChoices", "is below minSelectedChoices");
        }
    }
    const auto reserved = [&](std::string_view key) {
        return std::any_of(out.choices.begin(), out.choices.end(), [&](const Choice& one) {
            return one.key == key;
        });
    };
    if ((out.other && reserved(other_key)) || (out.none && reserved(none_key))) {
        fields.say("choices", "must not hold \"other\" or \"none\" when these are offered anyway");
    }
}

std::string read_day(Fields& fields, std::string_view name) {
    std::string text = fields.word(name);
    if (!text.empty() && !parse_iso_day(text)) {
        fields.say(name, "must be a day such as 2026-11-21");
        return {};
    }
    return text;
}

void read_words(Fields& fields, Question& out) {
    out.longest = fields.whole("maxLength", 0, 0, static_cast<int>(longest_answer));
    out.placeholder = fields.text("placeholder");
    if (out.type == Type::long_text) {
        fields.ignore({"rows", "autoGrow", "allowResize"});
        return;
    }
    out.input = static_cast<Input>(fields.one_of("inputType", inputs, 0));
    if (out.input == Input::number) {
        out.least = fields.number("min");
        out.most = fields.number("max");
        if (out.least && out.most && *out.most < *out.least) {
            fields.say("max", "is below min");
        }
    } else if (out.input == Input::date) {
        out.earliest = read_day(fields, "min");
        out.latest = read_day(fields, "max");
    }
}

void read_parts(Fields& fields, Question& out) {
    const auto* list = fields.list("items");
    if (list == nullptr || list->empty() || list->size() > 20) {
        return fields.say("items", "must have 1 to 20 items");
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string pointer = fmt::format("{}/items/{}", fields.pointer(), i);
        if (!(*list)[i].is_object()) {
            fields.reading().problems.push_back({pointer, "must be an object"});
            continue;
        }
        Fields item((*list)[i].get_object(), pointer, fields.reading());
        Part part;
        part.name = item.word("name");
        part.title = item.text("title");
        part.input = static_cast<Input>(item.one_of("inputType", inputs, 0));
        part.required = item.flag("isRequired", false);
        item.finish();
        if (const auto wrong = name_problem(part.name); !wrong.empty()) {
            item.say("name", wrong);
        }
        out.parts.push_back(std::move(part));
    }
}

}  // namespace

std::string name_problem(std::string_view name) {
    if (name.empty()) {
        return "is missing";
    }
    if (count_code_points(name) > 64) {
        return "must have at most 64 characters";
    }
    const bool control = std::any_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20;
    });
    if (control || name.find_first_of("{}[].") != std::string_view::npos) {
        return "must not contain { } [ ] or a dot";
    }
    return name.ends_with(own_words_suffix) ? "must not end in -Comment" : "";
}

void read_kind(Fields& fields, Question& out) {
    switch (out.type) {
        case Type::rating:
            return read_scale(fields, out);
        case Type::importance:
            read_scale(fields, out);
            out.rows = read_choices(fields, "rows", true);
            out.row_order = static_cast<Order>(fields.one_of("rowOrder", orders, 0));
            return;
        case Type::matrix:
            out.rows = read_choices(fields, "rows", true);
            out.columns = read_choices(fields, "columns", true);
            out.row_order = static_cast<Order>(fields.one_of("rowOrder", orders, 0));
            out.every_row = fields.flag("eachRowRequired", fields.flag("isAllRowRequired", false));
            return fields.ignore({"alternateRows"});
        case Type::yes_no:
            out.high_title = fields.text("labelTrue");
            out.low_title = fields.text("labelFalse");
            return;
        case Type::consent:
            return fields.ignore({"renderAs", "labelTrue", "labelFalse"});
        case Type::contact:
            return read_parts(fields, out);
        case Type::text:
        case Type::long_text:
            return read_words(fields, out);
        case Type::statement:
            return;
        default:
            return read_selection(fields, out);
    }
}

}  // namespace styk::survey
