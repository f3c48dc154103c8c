#include "travel/qsf_kinds.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "survey/plain_text.h"
#include "travel/bring.h"
#include "travel/choices.h"
#include "travel/json_look.h"

namespace styk::travel::qsf {

namespace {

using survey::Type;

class Maker {
public:
    Maker(const json::Object& payload, const std::string& language, Known& out, Report& report)
        : payload_(payload), language_(language), out_(out), report_(report) {}

    bool make(Item& item) {
        words(item);
        const auto& rules = object_in(object_in(payload_, "Validation"), "Settings");
        item.required = word_in(rules, "ForceResponse") == "ON" &&
                        word_in(rules, "ForceResponseType") != "RequestResponse";
        const std::string type = word_in(payload_, "QuestionType"),
                          selector = word_in(payload_, "Selector");
        if (type == "MC") {
            choice(item, selector);
        } else if (type == "TE") {
            text(item, selector);
        } else if (type == "Matrix") {
            return matrix(item, selector);
        } else if (type == "Slider") {
            return slider(item);
        } else if (type == "RO") {
            item.type = Type::ranking;
            item.choices = options("Choices", "ChoiceOrder", out_.recode);
        } else if (type == "CS") {
            fields(item, survey::Input::number);
        } else if (type == "DB") {
            item.type = Type::statement;
        } else {
            report_.drop(
                item.line, "no_such_kind", {{"kind", type.empty() ? "?" : type + "/" + selector}}
            );
            return false;
        }
        return true;
    }

private:
    [[nodiscard]] Words plain(const std::string& html) const {
        Words out;
        put_words(out, language_, survey::plain_text(html));
        return out;
    }

    // Other languages stand beside the payload's own texts.
    void words(Item& item) {
        item.title = plain(word_in(payload_, "QuestionText"));
        const auto* all = payload_.if_contains("Language");
        if (all == nullptr || !all->is_object()) {
            return;
        }
        for (const auto& [tag, one] : all->get_object()) {
            put_words(
                item.title,
                language_code(tag),
                survey::plain_text(word_in(object_of(one), "QuestionText"))
            );
        }
    }

    // In the order that the file gives; keys are numbers that need not follow one another.
    std::vector<Option> options(
        const char* name, const char* order, std::map<std::string, std::string>& keys
    ) {
        std::vector<Option> out;
        const auto& all = object_in(payload_, name);
        std::vector<std::string> numbers;
        for (const auto& one : list_in(payload_, order)) {
            if (numbers.size() < most_things) {
                numbers.push_back(word_of(one));
            }
        }
        for (const auto& [key, one] : all) {
            if (numbers.size() < most_things &&
                std::find(numbers.begin(), numbers.end(), std::string_view(key)) == numbers.end()) {
                numbers.emplace_back(key);
            }
        }
        const auto& recoded = object_in(payload_, "RecodeValues");
        for (const std::string& number : numbers) {
            if (!all.contains(number)) {
                continue;
            }
            const auto& one = object_of(all.at(number));
            const std::string value = word_in(recoded, number);
            Option made{
                std::string_view(name) == "Choices" && !value.empty() ? value : number,
                plain(word_in(one, "Display"))
            };
            translations(made, name, number);
            keys[number] = made.value;
            out.push_back(std::move(made));
        }
        return out;
    }

    void translations(Option& to, const char* name, const std::string& number) const {
        for (const auto& [tag, one] : object_in(payload_, "Language")) {
            put_words(
                to.title,
                language_code(tag),
                survey::plain_text(
                    word_in(object_in(object_in(object_of(one), name), number), "Display")
                )
            );
        }
    }

    void choice(Item& item, const std::string& selector) {
        if (selector == "NPS") {
            item.type = Type::rating;
            item.low = 0;
            item.high = 10;
            item.metric = "nps";
            for (int i = 0; i <= 10; ++i) {
                out_.recode[std::to_string(i)] = std::to_string(i);
            }
            ends(item);
            return;
        }
        item.choices = options("Choices", "ChoiceOrder", out_.recode);
        const bool several = selector.starts_with("MA") || selector == "MSB";
        item.type = several                                ? Type::multiple
                    : selector == "DL" || selector == "SB" ? Type::dropdown
                                                           : Type::single;
        open_choice(item);
        if (several) {
            const auto& rules = object_in(object_in(payload_, "Validation"), "Settings");
            item.least_choices = whole_in(rules, "MinChoices").value_or(0);
            item.most_choices = whole_in(rules, "MaxChoices").value_or(0);
        } else if (const auto scale = scale_of(item.choices); scale && !item.other) {
            std::size_t i = 0;
            for (const Option& one : item.choices) {
                recode(one.value, std::to_string(scale->low + static_cast<int>(i++)));
            }
            make_scale(item, *scale, report_);
        }
        item.random = word_in(object_in(payload_, "Randomization"), "Type") == "All";
    }

    void recode(const std::string& from, const std::string& to) {
        for (auto& [number, value] : out_.recode) {
            if (value == from) {
                value = to;
                return;
            }
        }
    }

    // The last choice with a field for own words is ours of that kind.
    void open_choice(Item& item) {
        for (const auto& [number, one] : object_in(payload_, "Choices")) {
            if (!flag_in(object_of(one), "TextEntry")) {
                continue;
            }
            const auto value = out_.recode[std::string(number)];
            const auto found =
                std::find_if(item.choices.begin(), item.choices.end(), [&](const Option& each) {
                    return each.value == value;
                });
            if (item.other || found == item.choices.end()) {
                report_.change(item.line, "comment_field_dropped");
                continue;
            }
            item.other = true;
            item.other_title = found->title;
            item.choices.erase(found);
            out_.recode[std::string(number)] = std::string(survey::other_key);
        }
    }

    void ends(Item& item) const {
        const auto& labels = list_in(payload_, "ColumnLabels");
        if (labels.size() > 1) {
            item.low_title = plain(word_in(object_of(labels.front()), "Display"));
            item.high_title = plain(word_in(object_of(labels.back()), "Display"));
        }
    }

    void text(Item& item, const std::string& selector) {
        if (selector == "FORM") {
            return fields(item, survey::Input::text);
        }
        item.type = selector == "ML" || selector == "ESTB" ? Type::long_text : Type::text;
        const std::string content =
            word_in(object_in(object_in(payload_, "Validation"), "Settings"), "ContentType");
        if (item.type == Type::text) {
            item.input = content == "ValidNumber"  ? survey::Input::number
                         : content == "ValidEmail" ? survey::Input::email
                         : content == "ValidDate"  ? survey::Input::date
                         : content == "ValidPhone" ? survey::Input::tel
                                                   : survey::Input::text;
        }
    }

    void fields(Item& item, survey::Input input) {
        item.type = Type::contact;
        for (const Option& one : options("Choices", "ChoiceOrder", out_.recode)) {
            if (item.fields.size() < 20) {
                item.fields.push_back({one.value, one.title, input});
            }
        }
    }

    bool matrix(Item& item, const std::string& selector) {
        const std::string sub = word_in(payload_, "SubSelector");
        if (selector != "Likert" && selector != "Bipolar" && selector != "MaxDiff") {
            report_.drop(item.line, "no_such_kind", {{"kind", "Matrix/" + selector}});
            return false;
        }
        if (selector == "MaxDiff") {
            item.type = Type::best_worst;
            item.choices = options("Choices", "ChoiceOrder", out_.recode);
            return true;
        }
        item.type = Type::matrix;
        item.rows = options("Choices", "ChoiceOrder", out_.rows);
        item.columns = options("Answers", "AnswerOrder", out_.recode);
        item.every_row = item.required;
        if (sub == "MultipleAnswer") {
            report_.change(
                item.line, "nearest_kind", {{"from", "Matrix/" + sub}, {"to", "matrix"}}
            );
        }
        return true;
    }

    bool slider(Item& item) {
        const auto& setup = object_in(payload_, "Configuration");
        const auto low = whole_in(setup, "CSSliderMin"), high = whole_in(setup, "CSSliderMax");
        if (object_in(payload_, "Choices").size() != 1 || !low || !high) {
            return fields(item, survey::Input::number), true;
        }
        if (*low >= 0 && *high - *low <= 20 && *high > *low && *high <= 100) {
            item.type = Type::rating;
            item.low = *low;
            item.high = *high;
        } else {
            item.type = Type::text;
            item.input = survey::Input::number;
            item.least = *low;
            item.most = *high;
            report_.change(item.line, "nearest_kind", {{"from", "Slider"}, {"to", "number"}});
        }
        return true;
    }

    const json::Object& payload_;
    const std::string& language_;
    Known& out_;
    Report& report_;
};

}  // namespace

Known make_items(
    const json::Object& payload,
    const std::string& name,
    std::size_t line,
    const std::string& language,
    Report& report
) {
    Known out;
    out.line = line;
    Item item;
    item.line = line;
    item.name = name;
    if (Maker(payload, language, out, report).make(item)) {
        tidy(item, report);
        out.items.push_back(std::move(item));
    }
    return out;
}

}  // namespace styk::travel::qsf
