#include "travel/sketch.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "record/convert.h"
#include "survey/coercion.h"
#include "survey/definition_json.h"
#include "survey/plain_text.h"

namespace styk::travel {

namespace {

using survey::Type;

// The first so many characters.
std::string cut(std::string_view text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && count++ == most) {
            return std::string(text.substr(0, i));
        }
    }
    return std::string(text);
}

class Writer {
public:
    explicit Writer(const Sketch& sketch) : sketch_(sketch) {}

    [[nodiscard]] json::Object write() const {
        json::Object out;
        out["locale"] = sketch_.language;
        put(out, "title", sketch_.title);
        put(out, "description", sketch_.description);
        put(out, "completedHtml", sketch_.thanks);
        if (!sketch_.back) {
            out["showPrevButton"] = false;
        }
        if (sketch_.random) {
            out["questionsOrder"] = "random";
        }
        hidden(out);
        json::Array pages;
        for (const Leaf& one : sketch_.pages) {
            pages.push_back(page(one));
        }
        out["pages"] = std::move(pages);
        jumps(out);
        return out;
    }

private:
    void hidden(json::Object& out) const {
        if (sketch_.hidden.empty()) {
            return;
        }
        json::Array names;
        for (const std::string& one : sketch_.hidden) {
            names.emplace_back(one);
        }
        out["hidden"] = std::move(names);
    }

    void jumps(json::Object& out) const {
        json::Array all;
        for (const Jump& one : sketch_.jumps) {
            json::Object made{
                {"type", one.go_to.empty() ? "complete" : "skip"}, {"expression", one.when}
            };
            if (!one.go_to.empty()) {
                made["gotoName"] = one.go_to;
            }
            if (one.screens_out) {
                made["screenOut"] = true;
            }
            all.push_back(std::move(made));
        }
        if (!all.empty()) {
            out["triggers"] = std::move(all);
        }
    }

    void put(json::Object& to, const char* name, const Words& words) const {
        if (words.empty()) {
            return;
        }
        if (words.size() == 1 && words[0].first == sketch_.language) {
            to[name] = words[0].second;
            return;
        }
        json::Object each;
        for (const auto& [language, text] : words) {
            each[language] = text;
        }
        to[name] = std::move(each);
    }

    static void put(json::Object& to, const char* name, const std::string& text) {
        if (!text.empty()) {
            to[name] = text;
        }
    }

    [[nodiscard]] json::Object page(const Leaf& one) const {
        json::Object out;
        put(out, "name", one.name);
        put(out, "title", one.title);
        put(out, "description", one.description);
        put(out, "visibleIf", one.visible_if);
        if (one.random) {
            out["questionsOrder"] = "random";
        }
        json::Array elements;
        for (const Item& item : one.items) {
            elements.push_back(question(item));
        }
        out["elements"] = std::move(elements);
        return out;
    }

    [[nodiscard]] json::Object question(const Item& one) const {
        json::Object out{{"type", survey::wire_type(one.type)}, {"name", one.name}};
        put(out, one.type == Type::statement ? "html" : "title", one.title);
        put(out, "description", one.description);
        put(out, "visibleIf", one.visible_if);
        put(out, "metric", one.metric);
        put(out, "consent", one.consent);
        if (one.required && one.type != Type::statement) {
            out["isRequired"] = true;
        }
        kind(out, one);
        return out;
    }

    void kind(json::Object& out, const Item& one) const {
        switch (one.type) {
            case Type::rating:
                return scale(out, one);
            case Type::yes_no:
                put(out, "labelTrue", one.high_title);
                return put(out, "labelFalse", one.low_title);
            case Type::matrix:
                out["rows"] = options(one.rows);
                out["columns"] = options(one.columns);
                if (one.every_row) {
                    out["eachRowRequired"] = true;
                }
                return;
            case Type::contact:
                return fields(out, one);
            case Type::text:
            case Type::long_text:
                return text(out, one);
            case Type::consent:
            case Type::statement:
                return;
            default:
                return selection(out, one);
        }
    }

    void scale(json::Object& out, const Item& one) const {
        out["rateMin"] = one.low;
        out["rateMax"] = one.high;
        if (one.style != survey::RateStyle::numbers) {
            out["rateType"] = one.style == survey::RateStyle::stars ? "stars" : "smileys";
        }
        put(out, "minRateDescription", one.low_title);
        put(out, "maxRateDescription", one.high_title);
    }

    void selection(json::Object& out, const Item& one) const {
        out["choices"] = options(one.choices);
        if (one.random) {
            out["choicesOrder"] = "random";
        }
        if (one.other) {
            out["showOtherItem"] = true;
            put(out, "otherText", one.other_title);
        }
        if (one.none) {
            out["showNoneItem"] = true;
            put(out, "noneText", one.none_title);
        }
        if (one.type == Type::multiple) {
            const int count = static_cast<int>(one.choices.size());
            if (one.least_choices > 0 && one.least_choices <= count) {
                out["minSelectedChoices"] = one.least_choices;
            }
            if (one.most_choices > 0 && one.most_choices <= count) {
                out["maxSelectedChoices"] = one.most_choices;
            }
        }
    }

    [[nodiscard]] json::Array options(const std::vector<Option>& all) const {
        json::Array out;
        for (const Option& one : all) {
            json::Object made{{"value", one.value}};
            put(made, "text", one.title);
            put(made, "visibleIf", one.visible_if);
            out.push_back(std::move(made));
        }
        return out;
    }

    void fields(json::Object& out, const Item& one) const {
        json::Array items;
        for (const Field& field : one.fields) {
            json::Object made{{"name", field.name}};
            put(made, "title", field.title);
            if (field.input != survey::Input::text) {
                made["inputType"] = record::name_of_choice(field.input);
            }
            if (field.required) {
                made["isRequired"] = true;
            }
            items.push_back(std::move(made));
        }
        out["items"] = std::move(items);
    }

    static json::Value number(double value) { return survey::to_json(survey::Value(value)); }

    void text(json::Object& out, const Item& one) const {
        put(out, "placeholder", one.placeholder);
        if (one.longest > 0) {
            out["maxLength"] = std::min(one.longest, static_cast<int>(survey::longest_answer));
        }
        if (one.type == Type::long_text || one.input == survey::Input::text) {
            return;
        }
        out["inputType"] = record::name_of_choice(one.input);
        if (one.input == survey::Input::number) {
            if (one.least) {
                out["min"] = number(*one.least);
            }
            if (one.most) {
                out["max"] = number(*one.most);
            }
        }
        put(out, "min", one.earliest);
        put(out, "max", one.latest);
    }

    const Sketch& sketch_;
};

}  // namespace

const std::string& first_of(const Words& words) {
    static const std::string none;
    return words.empty() ? none : words.front().second;
}

std::string Namer::take(std::string_view wanted, std::string_view otherwise) {
    std::string clean;
    for (const char c : trim(wanted)) {
        const bool forbidden = static_cast<unsigned char>(c) < 0x20U ||
                               std::string_view("{}[].").find(c) != std::string_view::npos;
        clean += forbidden ? '_' : c;
    }
    clean = cut(clean, 56);
    clean = clean.empty() || !is_utf8(clean) ? std::string(otherwise) : clean;
    if (clean.ends_with(survey::own_words_suffix)) {
        clean += "_";
    }
    std::string name = clean;
    for (int n = 2; std::find(taken_.begin(), taken_.end(), survey::to_lower(name)) != taken_.end();
         ++n) {
        name = fmt::format("{}_{}", clean, n);
    }
    taken_.push_back(survey::to_lower(name));
    return name;
}

std::string language_code(std::string_view tag) {
    const std::string low = to_lower_ascii(trim(tag).substr(0, trim(tag).find_first_of("-_")));
    const bool letters =
        std::all_of(low.begin(), low.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return letters && (low.size() == 2 || low.size() == 3) ? low : "";
}

void put_words(Words& to, std::string_view language, std::string_view text) {
    const auto found =
        std::find_if(to.begin(), to.end(), [&](const auto& one) { return one.first == language; });
    if (found != to.end() || trim(text).empty()) {
        return;
    }
    to.emplace_back(std::string(language), cut(trim(text), 4000));
}

json::Object to_json(const Sketch& sketch) {
    return Writer(sketch).write();
}

void for_each_text(Item& item, const TextVisit& visit) {
    for (Words* words : {&item.title, &item.description}) {
        for (auto& [language, text] : *words) {
            visit(text, item.line);
        }
    }
}

void for_each_text(Sketch& sketch, const TextVisit& visit) {
    for (Leaf& page : sketch.pages) {
        for (Item& item : page.items) {
            for_each_text(item, visit);
        }
    }
}

}  // namespace styk::travel
