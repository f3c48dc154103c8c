#include "survey/definition_json.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/coercion.h"
#include "survey/definition_fields.h"

namespace styk::survey {

namespace {

struct TypeName {
    std::string_view wire;
    Type type;
};

constexpr std::array type_names{
    TypeName{"rating", Type::rating},
    TypeName{"importance", Type::importance},
    TypeName{"radiogroup", Type::single},
    TypeName{"dropdown", Type::dropdown},
    TypeName{"checkbox", Type::multiple},
    TypeName{"boolean", Type::yes_no},
    TypeName{"matrix", Type::matrix},
    TypeName{"ranking", Type::ranking},
    TypeName{"bestworst", Type::best_worst},
    TypeName{"text", Type::text},
    TypeName{"comment", Type::long_text},
    TypeName{"multipletext", Type::contact},
    TypeName{"html", Type::statement}
};

const std::vector<std::string_view> inputs{"text", "number", "email", "tel", "url", "date"};
const std::vector<std::string_view> styles{"labels", "stars", "smileys"};
const std::vector<std::string_view> orders{"none", "asc", "desc", "random"};

std::optional<Type> type_of(std::string_view wire) {
    const auto* found = std::find_if(type_names.begin(), type_names.end(), [&](const auto& one) {
        return one.wire == wire;
    });
    return found == type_names.end() ? std::nullopt : std::optional(found->type);
}

bool is_scalar(const Value& value) {
    return value.as<std::string>() != nullptr || value.as<double>() != nullptr ||
           value.as<bool>() != nullptr;
}

// What is wrong with a name; "" when nothing is.
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
    const std::string text = fields.word(name);
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

class DefinitionReader {
public:
    DefinitionReader(Definition& out, Reading& reading) : out_(out), reading_(reading) {}

    void read(const json::Object& object) {
        Fields fields(object, "", reading_);
        out_.title = fields.text("title");
        out_.description = fields.text("description");
        out_.thanks = fields.text("completedHtml", true);
        out_.screened_out = fields.text("screenedOutHtml", true);
        out_.back = fields.flag("showPrevButton", true);
        progress(fields);
        hidden(fields);
        random_ = fields.one_of("questionsOrder", {"initial", "random"}, 0) == 1;
        fields.ignore({"locale"});
        pages(fields);
        triggers(fields);
        fields.finish();
    }

private:
    void progress(Fields& fields) {
        const auto* shown = fields.take("showProgressBar");
        out_.progress = shown == nullptr || !((shown->is_bool() && !shown->get_bool()) ||
                                              (shown->is_string() && shown->get_string() == "off"));
    }

    void hidden(Fields& fields) {
        const auto* list = fields.list("hidden");
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const auto& one = (*list)[i];
            const std::string name = one.is_string() ? std::string(one.get_string()) : "";
            if (const auto wrong = name_problem(name); !wrong.empty() || i >= 50) {
                fields.say(
                    fmt::format("hidden/{}", i),
                    wrong.empty() ? "is one too many: 50 at most" : wrong
                );
            } else {
                take_name(name, fmt::format("/hidden/{}", i));
                out_.hidden.push_back(name);
            }
        }
    }

    // Names of questions and hidden fields live in one space.
    void take_name(const std::string& name, const std::string& pointer) {
        const std::string low = to_lower(name);
        if (std::find(names_.begin(), names_.end(), low) != names_.end()) {
            reading_.problems.push_back({pointer, fmt::format("the name {} is used twice", name)});
        }
        names_.push_back(low);
    }

    void pages(Fields& fields) {
        const auto* list = fields.list("pages");
        const auto* elements = list == nullptr ? fields.list("elements") : nullptr;
        if (list == nullptr && elements == nullptr) {
            return fields.say("pages", "is missing");
        }
        if (elements != nullptr) {
            Page& only = out_.pages.emplace_back();
            only.name = "page1";
            only.random = random_;
            read_elements(*elements, "/elements");
            out_.pages.back().last = out_.questions.size();
            return;
        }
        for (std::size_t i = 0; i < list->size(); ++i) {
            page((*list)[i], i);
        }
    }

    void page(const json::Value& value, std::size_t number) {
        const std::string pointer = fmt::format("/pages/{}", number);
        if (!value.is_object()) {
            reading_.problems.push_back({pointer, "must be an object"});
            return;
        }
        Fields fields(value.get_object(), pointer, reading_);
        Page made;
        made.name = fields.word("name");
        made.name = made.name.empty() ? fmt::format("page{}", number + 1) : made.name;
        made.title = fields.text("title");
        made.description = fields.text("description");
        made.visible_if = fields.expression("visibleIf");
        made.random =
            fields.one_of("questionsOrder", {"default", "initial", "random"}, random_ ? 2 : 1) == 2;
        made.first = out_.questions.size();
        const bool taken = std::any_of(out_.pages.begin(), out_.pages.end(), [&](const Page& one) {
            return one.name == made.name;
        });
        if (taken) {
            fields.say("name", fmt::format("the name {} is used twice", made.name));
        }
        out_.pages.push_back(std::move(made));
        if (const auto* elements = fields.list("elements")) {
            read_elements(*elements, pointer + "/elements");
        }
        out_.pages.back().last = out_.questions.size();
        fields.finish();
    }

    void read_elements(const json::Array& elements, const std::string& pointer) {
        for (std::size_t i = 0; i < elements.size(); ++i) {
            const std::string place = fmt::format("{}/{}", pointer, i);
            if (!elements[i].is_object()) {
                reading_.problems.push_back({place, "must be an object"});
                continue;
            }
            Fields fields(elements[i].get_object(), place, reading_);
            const std::string type = fields.word("type");
            type == "panel" ? panel(fields) : question(fields, type);
            fields.finish();
        }
    }

    // A panel only says when what is in it is shown.
    void panel(Fields& fields) {
        (void)fields.word("name");
        conditions_.push_back(fields.expression("visibleIf"));
        const auto* elements = fields.list("elements");
        if (conditions_.size() > 8) {
            fields.say("elements", "panels within panels: 8 at most");
        } else if (elements != nullptr) {
            read_elements(*elements, fields.pointer() + "/elements");
        }
        conditions_.pop_back();
    }

    void question(Fields& fields, const std::string& type) {
        const auto found = type_of(type);
        if (!found) {
            return fields.say(
                "type",
                type.empty() ? "is missing" : fmt::format("there is no question of type {}", type)
            );
        }
        if (out_.questions.size() == most_questions) {
            return fields.say("name", fmt::format("is one too many: {} at most", most_questions));
        }
        Question made;
        made.type = *found;
        made.pointer = fields.pointer();
        made.page = out_.pages.size() - 1;
        common(fields, made);
        read_kind(fields, made);
        out_.questions.push_back(std::move(made));
    }

    void common(Fields& fields, Question& made) {
        made.name = fields.word("name");
        if (const auto wrong = name_problem(made.name); !wrong.empty()) {
            fields.say("name", wrong);
        } else {
            take_name(made.name, made.pointer + "/name");
        }
        made.title =
            made.type == Type::statement ? fields.text("html", true) : fields.text("title");
        made.description = fields.text("description");
        made.required = fields.flag("isRequired", false);
        made.required_if = fields.expression("requiredIf");
        made.required_text = fields.text("requiredErrorText");
        for (const Expression& around : conditions_) {
            made.visible_if.push_back(around);
        }
        made.visible_if.push_back(fields.expression("visibleIf"));
        std::erase_if(made.visible_if, [](const Expression& one) { return !one.is_set(); });
        made.metric = fields.word("metric");
        made.touchpoint = fields.word("touchpoint");
        made.promise = fields.word("promise");
        made.consent = made.type == Type::yes_no ? fields.word("consent") : "";
        made.type = made.consent.empty() ? made.type : Type::consent;
        fields.ignore({"titleLocation", "startWithNewLine", "colCount"});
    }

    void triggers(Fields& fields) {
        const auto* list = fields.list("triggers");
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            const std::string pointer = fmt::format("/triggers/{}", i);
            if (!(*list)[i].is_object()) {
                reading_.problems.push_back({pointer, "must be an object"});
                continue;
            }
            trigger((*list)[i].get_object(), pointer);
        }
    }

    void trigger(const json::Object& object, const std::string& pointer) {
        Fields fields(object, pointer, reading_);
        const std::string type = fields.word("type");
        if (type != "skip" && type != "complete") {
            reading_.unknown.push_back(
                {pointer, "is kept, but only triggers of type skip and complete have an effect"}
            );
            return;
        }
        Trigger made;
        made.pointer = pointer;
        made.completes = type == "complete";
        made.when = fields.expression("expression");
        made.go_to = fields.word("gotoName");
        made.screens_out = fields.flag("screenOut", false);
        fields.finish();
        if (!made.when.is_set() && reading_.problems.empty()) {
            fields.say("expression", "is missing");
        }
        if (!made.completes && out_.find(made.go_to) == nullptr) {
            fields.say("gotoName", fmt::format("there is no question {}", made.go_to));
        }
        for (const std::string& name : made.when.variables()) {
            const auto* named = question_named(out_, name);
            made.page = named == nullptr ? made.page : std::max(made.page, named->page);
        }
        out_.triggers.push_back(std::move(made));
    }

    Definition& out_;
    Reading& reading_;
    std::vector<std::string> names_;
    std::vector<Expression> conditions_;
    bool random_ = false;
};

std::string language_in(const json::Object& object, std::string_view otherwise) {
    const auto* locale = object.if_contains("locale");
    return locale != nullptr && locale->is_string() && !locale->get_string().empty()
               ? std::string(locale->get_string())
               : std::string(otherwise);
}

}  // namespace

std::string_view wire_type(Type type) {
    if (type == Type::consent) {
        return "boolean";
    }
    const auto* found = std::find_if(type_names.begin(), type_names.end(), [&](const auto& one) {
        return one.type == type;
    });
    return found->wire;
}

Definition read_definition(
    const json::Value& value, std::string_view language, Problems& problems
) {
    Definition out;
    if (!value.is_object()) {
        problems.push_back({"", "must be an object"});
        return out;
    }
    out.language = language_in(value.get_object(), language);
    Reading reading{out.language, problems, out.unknown};
    DefinitionReader(out, reading).read(value.get_object());
    return out;
}

Definition read_stored_definition(std::string_view text, std::string_view language) {
    Problems problems;
    Definition out = read_definition(json::parse(text), language, problems);
    if (!problems.empty()) {
        throw Fault(fmt::format(
            "a stored survey is not valid: {} {}", problems[0].pointer, problems[0].message
        ));
    }
    return out;
}

}  // namespace styk::survey
