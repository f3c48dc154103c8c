#include "survey/definition_json.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/coercion.h"
#include "survey/definition_fields.h"
#include "survey/definition_kinds.h"

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

std::optional<Type> type_of(std::string_view wire) {
    const auto* found = std::find_if(type_names.begin(), type_names.end(), [&](const auto& one) {
        return one.wire == wire;
    });
    return found == type_names.end() ? std::nullopt : std::optional(found->type);
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
