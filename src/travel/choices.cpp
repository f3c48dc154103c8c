#include "travel/choices.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "survey/coercion.h"
#include "travel/bring.h"

namespace styk::travel {

namespace {

struct Read {
    int number = 0;
    std::string words;  // what stands behind it
};

std::optional<Read> read_number(std::string_view text) {
    text = trim(text);
    Read out;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.number);
    if (error != std::errc() || out.number < 0 || out.number > 100) {
        return {};
    }
    std::string_view rest =
        trim(std::string_view(end, static_cast<std::size_t>(text.data() + text.size() - end)));
    for (const std::string_view mark : {"-", "–", "—", ":", ".", ")", "("}) {
        if (rest.starts_with(mark)) {
            rest = trim(rest.substr(mark.size()));
            break;
        }
    }
    out.words = std::string(rest.ends_with(')') ? rest.substr(0, rest.size() - 1) : rest);
    return out;
}

const std::string& shown(const Option& one) {
    return one.title.empty() ? one.value : first_of(one.title);
}

void unlike(std::vector<Option>& all, std::size_t line, Report& report) {
    std::vector<std::string> taken;
    for (Option& one : all) {
        one.value = std::string(trim(one.value));
        one.value = one.value.empty() ? first_of(one.title) : one.value;
        one.value = one.value.empty() ? "choice" : one.value;
        const std::string wanted = one.value;
        for (int n = 2;
             std::find(taken.begin(), taken.end(), survey::to_lower(one.value)) != taken.end();
             ++n) {
            one.value = fmt::format("{}_{}", wanted, n);
        }
        if (one.value != wanted) {
            report.change(line, "choice_twice", {{"value", wanted}});
        }
        taken.push_back(survey::to_lower(one.value));
    }
    if (all.size() > survey::most_choices) {
        all.resize(survey::most_choices);
        report.change(line, "choices_cut", {{"most", std::to_string(survey::most_choices)}});
    }
}

}  // namespace

std::optional<Scale> scale_of(const std::vector<Option>& choices) {
    if (choices.size() < 4 || choices.size() > 21) {
        return {};
    }
    int before = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto read = read_number(shown(choices[i]));
        const bool inner = i > 0 && i + 1 < choices.size();
        if (!read || (i > 0 && read->number != before + 1) || (inner && !read->words.empty())) {
            return {};
        }
        before = read->number;
    }
    return Scale{before + 1 - static_cast<int>(choices.size()), before};
}

void make_scale(Item& item, const Scale& scale, Report& report) {
    item.type = survey::Type::rating;
    item.low = scale.low;
    item.high = scale.high;
    const auto words_of = [](const Option& one) {
        Words out;
        for (const auto& [language, text] : one.title) {
            if (const auto read = read_number(text)) {
                put_words(out, language, read->words);
            }
        }
        return out;
    };
    item.low_title = words_of(item.choices.front());
    item.high_title = words_of(item.choices.back());
    item.choices.clear();
    report.change(
        item.line,
        "scale_kept_as_numbers",
        {{"from", std::to_string(scale.low)}, {"to", std::to_string(scale.high)}}
    );
}

void tidy(Item& item, Report& report) {
    for (auto* all : {&item.choices, &item.rows, &item.columns}) {
        if (all->size() > most_things) {
            all->resize(most_things);  // comparing each with each must end
        }
        unlike(*all, item.line, report);
    }
    const auto reserved = [&](std::string_view key, bool& offered, Words& words) {
        const auto found =
            std::find_if(item.choices.begin(), item.choices.end(), [&](const Option& one) {
                return one.value == key;
            });
        if (offered && found != item.choices.end()) {
            words = words.empty() ? found->title : words;
            item.choices.erase(found);
        }
    };
    reserved(survey::other_key, item.other, item.other_title);
    reserved(survey::none_key, item.none, item.none_title);
}

bool has_choices(const Item& item) {
    switch (item.type) {
        case survey::Type::single:
        case survey::Type::dropdown:
        case survey::Type::multiple:
        case survey::Type::ranking:
        case survey::Type::best_worst:
            return !item.choices.empty();
        case survey::Type::matrix:
            return !item.rows.empty() && !item.columns.empty();
        case survey::Type::contact:
            return !item.fields.empty();
        default:
            return true;
    }
}

}  // namespace styk::travel
