#include "travel/limesurvey_kinds.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/plain_text.h"
#include "travel/choices.h"

namespace styk::travel::limesurvey {

namespace {

using survey::Type;

std::vector<Option> options_of(const std::vector<Entry>& all, int scale = 0) {
    std::vector<Option> out;
    for (const Entry& one : all) {
        if (one.scale == scale) {
            out.push_back({one.code, plain(one.text)});
        }
    }
    return out;
}

std::vector<Option> numbers(int first, int last) {
    std::vector<Option> out;
    for (int i = first; i <= last; ++i) {
        out.push_back({std::to_string(i), {}});
    }
    return out;
}

struct Fixed {
    std::string_view code, en, pl, ru;
};

// Answers that LimeSurvey knows without a row in its file.
std::vector<Option> fixed(std::initializer_list<Fixed> all) {
    std::vector<Option> out;
    for (const Fixed& one : all) {
        out.push_back(
            {std::string(one.code),
             {{"en", std::string(one.en)}, {"pl", std::string(one.pl)}, {"ru", std::string(one.ru)}}
            }
        );
    }
    return out;
}

class Maker {
public:
    Maker(const Question& from, Item& out, Report& report)
        : from_(from), out_(out), report_(report) {}

    // False: nothing like it here.
    bool make() {
        switch (from_.type) {
            case 'L':
            case 'O':
            case '!':
            case 'I':
                return list();
            case '5':
                out_.type = Type::rating;
                return true;
            case 'Y':
                out_.type = Type::yes_no;
                return true;
            case 'G':
                out_.type = Type::single;
                out_.choices = fixed(
                    {{"F", "Female", "Kobieta", "Женский"}, {"M", "Male", "Mężczyzna", "Мужской"}}
                );
                return true;
            case 'M':
            case 'P':
                return several();
            case 'R':
                out_.type = Type::ranking;
                out_.choices =
                    options_of(from_.answers.empty() ? from_.subquestions : from_.answers);
                return true;
            case 'X':
                out_.type = Type::statement;
                return true;
            default:
                return words() || table();
        }
    }

private:
    bool list() {
        if (from_.type == 'I') {
            report_.drop(out_.line, "no_such_kind", {{"kind", "language switch"}});
            return false;
        }
        out_.type = from_.type == '!' ? Type::dropdown : Type::single;
        out_.choices = options_of(from_.answers);
        out_.other = from_.other;
        if (from_.type == 'O') {
            report_.change(out_.line, "comment_field_dropped");
        }
        if (!from_.other && from_.type != '!') {
            if (const auto scale = scale_of(out_.choices)) {
                make_scale(out_, *scale, report_);
            }
        }
        return true;
    }

    bool several() {
        out_.type = Type::multiple;
        out_.choices = options_of(from_.subquestions);
        out_.other = from_.other;
        out_.least_choices = whole("min_answers");
        out_.most_choices = whole("max_answers");
        if (from_.type == 'P') {
            report_.change(out_.line, "comment_field_dropped");
        }
        return true;
    }

    [[nodiscard]] std::string attribute(const std::string& name) const {
        const auto found = from_.attributes.find(name);
        return found == from_.attributes.end() ? "" : found->second;
    }

    [[nodiscard]] int whole(const std::string& name) const {
        const std::string text = attribute(name);
        int number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return std::clamp(number, 0, 20'000);
    }

    [[nodiscard]] std::optional<double> number(const std::string& name) const {
        const std::string text = attribute(name);
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return !text.empty() && error == std::errc() && end == text.data() + text.size()
                   ? std::optional(value)
                   : std::nullopt;
    }

    bool words() {
        switch (from_.type) {
            case 'S':
                out_.type = Type::text;
                out_.longest = whole("maximum_chars");
                return true;
            case 'T':
            case 'U':
                out_.type = Type::long_text;
                out_.longest = whole("maximum_chars");
                return true;
            case 'N':
                out_.type = Type::text;
                out_.input = survey::Input::number;
                out_.least = number("min_num_value_n");
                out_.most = number("max_num_value_n");
                return true;
            case 'D':
                out_.type = Type::text;
                out_.input = survey::Input::date;
                return true;
            case 'Q':
            case 'K':
                return fields();
            default:
                return false;
        }
    }

    bool fields() {
        out_.type = Type::contact;
        for (const Entry& one : from_.subquestions) {
            out_.fields.push_back(
                {one.code,
                 plain(one.text),
                 from_.type == 'K' ? survey::Input::number : survey::Input::text}
            );
        }
        return true;
    }

    bool table() {
        out_.type = Type::matrix;
        out_.rows = options_of(from_.subquestions);
        out_.every_row = out_.required;
        switch (from_.type) {
            case 'A':
                out_.columns = numbers(1, 5);
                return true;
            case 'B':
                out_.columns = numbers(1, 10);
                return true;
            case 'C':
                out_.columns = fixed(
                    {{"Y", "Yes", "Tak", "Да"},
                     {"U", "Uncertain", "Nie wiem", "Не знаю"},
                     {"N", "No", "Nie", "Нет"}}
                );
                return true;
            case 'E':
                out_.columns = fixed(
                    {{"I", "More", "Więcej", "Больше"},
                     {"S", "The same", "Tyle samo", "Столько же"},
                     {"D", "Less", "Mniej", "Меньше"}}
                );
                return true;
            case 'F':
            case 'H':
            case '1':
                out_.columns = options_of(from_.answers);
                return true;
            default:
                report_.drop(out_.line, "no_such_kind", {{"kind", std::string(1, from_.type)}});
                return false;
        }
    }

    const Question& from_;
    Item& out_;
    Report& report_;
};

}  // namespace

Words plain(const Words& words) {
    Words out;
    for (const auto& [language, text] : words) {
        put_words(out, language, survey::plain_text(text));
    }
    return out;
}

std::vector<Item> make_items(
    const Question& question, const std::string& name, std::size_t line, Report& report
) {
    Item item;
    item.line = line;
    item.name = name;
    item.title = plain(question.text);
    item.description = plain(question.help);
    item.required = question.required;
    if (!Maker(question, item, report).make()) {
        return {};
    }
    if (!question.validation.empty()) {
        report.change(line, "validation_dropped", {{"text", question.validation}});
    }
    if (!question.preset.empty()) {
        report.change(line, "default_dropped");
    }
    tidy(item, report);
    if (question.type != '1') {
        return {item};
    }
    Item second = item;
    second.name = name + "_2";
    second.columns = options_of(question.answers, 1);
    report.change(line, "split", {{"number", "2"}});
    return {item, second};
}

std::string answer_here(const Question& question, const std::string& code) {
    if (question.type == 'Y') {
        return code == "Y" ? "true" : code == "N" ? "false" : code;
    }
    if ((question.type != 'L' && question.type != 'O') || question.other) {
        return code;
    }
    const auto options = options_of(question.answers);
    const auto scale = scale_of(options);
    for (std::size_t i = 0; scale && i < options.size(); ++i) {
        if (options[i].value == code) {
            return std::to_string(scale->low + static_cast<int>(i));
        }
    }
    return code;
}

}  // namespace styk::travel::limesurvey
