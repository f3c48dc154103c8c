// SurveyJS's JSON is nearly a definition already: kinds that have another name or a near relative
// here take that, the rest is for settle to judge.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/survey_file.h"
#include "travel/json_look.h"
#include "travel/readers.h"
#include "travel/settle.h"
#include "travel/sketch.h"

namespace styk::travel {

namespace {

struct Relative {
    std::string_view from, to;
};

constexpr std::array relatives{
    Relative{"tagbox", "checkbox"},
    Relative{"imagepicker", "radiogroup"},
    Relative{"buttongroup", "radiogroup"},
    Relative{"slider", "text"},
    Relative{"nouislider", "text"},
    Relative{"image", "html"}
};

constexpr std::array not_here{
    "file", "signaturepad", "expression", "matrixdropdown", "matrixdynamic", "imagemap"
};

class Adapter {
public:
    explicit Adapter(Report& report) : report_(report) {}

    void survey(json::Object& root) {
        for (const char* name : {"calculatedValues"}) {
            if (const auto& all = list_in(root, name); !all.empty()) {
                report_.drop("calculations_dropped", {{"number", std::to_string(all.size())}});
                root.stable_erase(name);
            }
        }
        names_of_languages(root, 0);
        keep_known_triggers(root);
        container(root);
    }

private:
    // "pl-PL" is "pl" here; what would stand there twice goes.
    void names_of_languages(json::Value& value, int depth) {
        if (value.is_array()) {
            for (auto& one : value.get_array()) {
                names_of_languages(one, depth + 1);
            }
        } else if (value.is_object()) {
            names_of_languages(value.get_object(), depth + 1);
        }
    }

    void names_of_languages(json::Object& of, int depth) {
        const bool words = !of.empty() && std::all_of(of.begin(), of.end(), [](const auto& one) {
            return one.value().is_string() &&
                   (one.key() == "default" ||
                    (one.key().size() <= 6 && !language_code(one.key()).empty()));
        });
        if (words && depth > 0) {
            rename_languages(of);
            return;
        }
        for (auto& [name, value] : of) {
            if (name == "locale" && value.is_string() &&
                !language_code(std::string_view(value.get_string())).empty()) {
                value = language_code(std::string_view(value.get_string()));
            } else {
                names_of_languages(value, depth);
            }
        }
    }

    static void rename_languages(json::Object& words) {
        json::Object out;
        for (const auto& [tag, text] : words) {
            const std::string language = tag == "default" ? "default" : language_code(tag);
            if (!out.contains(language)) {
                out[language] = text;
            }
        }
        words = std::move(out);
    }

    void keep_known_triggers(json::Object& root) {
        auto* all = root.if_contains("triggers");
        if (all == nullptr || !all->is_array()) {
            return;
        }
        json::Array kept;
        for (auto& one : all->get_array()) {
            const std::string type = word_in(object_of(one), "type");
            if (type == "skip" || type == "complete") {
                kept.push_back(one);
            } else {
                report_.drop("triggers_dropped", {{"kind", type}});
            }
        }
        *all = std::move(kept);
    }

    void container(json::Object& of) {
        for (const char* name : {"pages", "elements"}) {
            auto* list = of.if_contains(name);
            if (list == nullptr || !list->is_array()) {
                continue;
            }
            json::Array kept;
            for (auto& one : list->get_array()) {
                if (!one.is_object() ||
                    element(one.get_object(), std::string_view(name) == "pages")) {
                    kept.push_back(std::move(one));
                }
            }
            *list = std::move(kept);
        }
    }

    static std::string title_of(const json::Object& of) {
        const auto* title = of.if_contains("title");
        if (title == nullptr || title->is_string()) {
            return title == nullptr ? "" : std::string(title->get_string());
        }
        const auto& words = object_of(*title);
        return words.empty() ? "" : word_of(words.begin()->value());
    }

    // False: it goes.
    bool element(json::Object& of, bool page) {
        const std::string type = word_in(of, "type");
        if (page || type == "panel" || type == "paneldynamic") {
            if (type == "paneldynamic") {
                dynamic_panel(of);
            }
            container(of);
            return true;
        }
        const std::string name = word_in(of, "name");
        const auto line = report_.add(name, title_of(of), name);
        if (std::find(not_here.begin(), not_here.end(), type) != not_here.end()) {
            report_.drop(line, "no_such_kind", {{"kind", type}});
            return false;
        }
        adapt(of, type, line);
        if (of.contains("choicesByUrl") && list_in(of, "choices").empty()) {
            report_.drop(line, "choices_elsewhere");
            return false;
        }
        rules(of, line);
        return true;
    }

    void dynamic_panel(json::Object& of) {
        const auto line = report_.add(word_in(of, "name"), title_of(of));
        report_.change(line, "repeats_dropped");
        of["type"] = "panel";
        if (auto* inside = of.if_contains("templateElements")) {
            of["elements"] = json::Value(*inside);
            of.stable_erase("templateElements");
        }
    }

    void adapt(json::Object& of, const std::string& type, std::size_t line) {
        const auto* found =
            std::find_if(relatives.begin(), relatives.end(), [&](const Relative& one) {
                return one.from == type;
            });
        if (found != relatives.end()) {
            const bool several = type == "imagepicker" && flag_in(of, "multiSelect");
            const std::string to = several ? "checkbox" : std::string(found->to);
            of["type"] = to;
            report_.change(line, "nearest_kind", {{"from", type}, {"to", to}});
            if (to == "text") {
                of["inputType"] = "number";
            }
            if (type == "image") {
                of["html"] = of.contains("title") ? json::Value(of.at("title")) : json::Value("");
                report_.change(line, "picture_dropped");
            }
        }
        if (type == "rating") {
            rating(of, line);
        }
        if (type == "text") {
            input(of, line);
        }
    }

    // rateValues are the numbers of the scale one by one.
    void rating(json::Object& of, std::size_t line) {
        const auto& values = list_in(of, "rateValues");
        if (!values.empty()) {
            const auto number = [](const json::Value& one) {
                return whole_in(
                           one.is_object() ? one.get_object() : json::Object{{"value", one}},
                           "value"
                )
                    .value_or(-1);
            };
            const int low = number(values.front()), high = number(values.back());
            of["rateMin"] = low;
            of["rateMax"] = high;
            of.stable_erase("rateValues");
            report_.change(
                line, "scale_changed", {{"from", std::to_string(low)}, {"to", std::to_string(high)}}
            );
        } else if (const auto count = whole_in(of, "rateCount"); count && !of.contains("rateMax")) {
            of["rateMax"] = whole_in(of, "rateMin").value_or(1) + *count - 1;
        }
        if (const auto step = whole_in(of, "rateStep"); step && *step > 1) {
            report_.change(line, "setting_dropped", {{"name", "rateStep"}});
        }
    }

    void input(json::Object& of, std::size_t line) {
        constexpr std::array known{"", "text", "number", "email", "tel", "url", "date"};
        const std::string type = word_in(of, "inputType");
        if (std::find(known.begin(), known.end(), type) == known.end()) {
            const std::string to = type.starts_with("date") ? "date"
                                   : type == "range"        ? "number"
                                                            : "text";
            of["inputType"] = to;
            report_.change(line, "nearest_kind", {{"from", type}, {"to", to}});
        }
    }

    void rules(json::Object& of, std::size_t line) {
        for (const auto& one : list_in(of, "validators")) {
            report_.change(line, "validation_dropped", {{"text", word_in(object_of(one), "type")}});
        }
        if (of.contains("defaultValue") || of.contains("defaultValueExpression")) {
            report_.change(line, "default_dropped");
        }
        for (const char* name : {"validators", "defaultValue", "defaultValueExpression"}) {
            of.stable_erase(name);
        }
    }

    Report& report_;
};

}  // namespace

Result<Brought> read_surveyjs(const json::Object& file, const Asked& asked) {
    json::Object root = file;
    Report report;
    Adapter(report).survey(root);
    return settle(std::move(root), Format::surveyjs, asked, report);
}

Result<Brought> read_styk(const json::Object& file, const Asked& asked) {
    if (word_in(file, "format") != survey::file_format ||
        whole_in(file, "version") != survey::file_version) {
        return unreadable(
            fmt::format("is not {}, version {}", survey::file_format, survey::file_version)
        );
    }
    const auto& survey = object_in(file, "survey");
    Asked own = asked;
    own.language =
        word_in(survey, "language").empty() ? asked.language : word_in(survey, "language");
    own.metrics.clear();  // it says itself what counts
    Report report;
    auto out = settle(object_in(file, "definition"), Format::styk, own, report);
    if (out && !word_in(survey, "name").empty()) {
        out->title = word_in(survey, "name");
    }
    return out;
}

}  // namespace styk::travel
