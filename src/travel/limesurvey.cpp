#include "travel/limesurvey.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "survey/coercion.h"
#include "travel/limesurvey_kinds.h"
#include "travel/settle.h"
#include "travel/translate.h"

namespace styk::travel::limesurvey {

namespace {

class Sketcher {
public:
    explicit Sketcher(const Survey& survey) : survey_(survey) {}

    Sketch make() {
        out_.language = survey_.language;
        out_.back = survey_.back;
        out_.title = plain(survey_.title);
        out_.thanks = plain(survey_.end);
        out_.description =
            plain(survey_.description.empty() ? survey_.welcome : survey_.description);
        if (survey_.description.empty() && !survey_.welcome.empty()) {
            report.change("welcome_as_description");
        }
        for (const Group& group : survey_.groups) {
            for (const Question& one : group.questions) {
                known_.push_back(make_question(one));
            }
        }
        std::size_t at = 0;
        for (const Group& group : survey_.groups) {
            page(group, at);
        }
        if (survey_.quotas > 0) {
            report.drop("quotas_dropped", {{"number", std::to_string(survey_.quotas)}});
        }
        return std::move(out_);
    }

    Report report;

private:
    struct Known {
        const Question* from;
        std::string name;
        std::vector<Item> items;  // nothing: dropped
    };

    Known make_question(const Question& one) {
        const std::string name = namer_.take(one.code, "q" + one.id);
        const auto line = report.add(one.code, first_of(plain(one.text)), name);
        if (name != one.code) {
            report.change(line, "renamed", {{"to", name}});
        }
        Known made{&one, name, make_items(one, name, line, report)};
        for (std::size_t i = 1; i < made.items.size(); ++i) {
            made.items[i].name = namer_.take(made.items[i].name);
        }
        return made;
    }

    void page(const Group& group, std::size_t& at) {
        Leaf leaf;
        leaf.name = pages_.take(first_of(plain(group.name)), "page");
        leaf.title = plain(group.name);
        leaf.description = plain(group.description);
        leaf.random = group.random;
        const std::string when = trim(group.relevance) == "1" ? "" : group.relevance;
        leaf.visible_if = condition(when, report_line_of_group(group, leaf, when));
        for (std::size_t i = 0; i < group.questions.size(); ++i, ++at) {
            for (Item& item : known_[at].items) {
                item.visible_if = condition_of(*known_[at].from, item);
                piping(item);
                leaf.items.push_back(std::move(item));
            }
            known_[at].items.clear();
        }
        if (!leaf.items.empty()) {
            out_.pages.push_back(std::move(leaf));
        }
    }

    std::size_t report_line_of_group(
        const Group& group, const Leaf& leaf, const std::string& when
    ) {
        return when.empty() ? 0 : report.add(first_of(plain(group.name)), "", leaf.name);
    }

    std::string condition_of(const Question& one, const Item& item) {
        const std::string_view own = trim(one.relevance);
        if ((own.empty() || own == "1") && !one.conditions.empty()) {
            return condition(from_conditions(one), item.line);
        }
        return condition(own == "1" ? "" : std::string(own), item.line);
    }

    std::string condition(const std::string& text, std::size_t line) {
        if (text.empty()) {
            return {};
        }
        Dialect dialect;
        dialect.find = [this](std::string_view name) { return find(name); };
        dialect.answer = [this](const Named& named, const std::string& value) {
            return answer(named, value);
        };
        auto done = translate(text, dialect);
        if (!done) {
            report.change(line, "condition_dropped", {{"text", text}});
        }
        return done.value_or("");
    }

    // Q1, Q1.NAOK, Q1_SQ001.value, Q1_other
    [[nodiscard]] std::optional<Named> find(std::string_view name) const {
        const std::string bare(name.substr(0, name.find('.')));
        for (const Known& one : known_) {
            if (auto found = named(one, bare)) {
                return found;
            }
        }
        return {};
    }

    static std::optional<Named> named(const Known& one, const std::string& bare) {
        const auto& from = *one.from;
        const std::string name = name_of(one);
        if (bare == from.code) {
            return Named{name, "", from.type == 'M' || from.type == 'P'};
        }
        if (!bare.starts_with(from.code + "_")) {
            return {};
        }
        const std::string rest = bare.substr(from.code.size() + 1);
        if (rest == "other") {
            return Named{name + std::string(survey::own_words_suffix)};
        }
        const bool there =
            std::any_of(from.subquestions.begin(), from.subquestions.end(), [&](const Entry& sub) {
                return sub.code == rest;
            });
        if (!there) {
            return {};
        }
        return from.type == 'M' || from.type == 'P' ? Named{name, rest} : Named{name + "." + rest};
    }

    static const std::string& name_of(const Known& one) { return one.name; }

    [[nodiscard]] std::string answer(const Named& named, const std::string& value) const {
        for (const Known& one : known_) {
            if (one.name == named.name) {
                return answer_here(*one.from, value);
            }
        }
        return value;
    }

    // The legacy rows as an expression of the same language.
    [[nodiscard]] std::string from_conditions(const Question& one) const {
        std::vector<std::string> scenarios;
        std::set<std::string> numbers;
        for (const Condition& row : one.conditions) {
            numbers.insert(row.scenario);
        }
        for (const std::string& number : numbers) {
            std::string all;
            for (const Condition& row : one.conditions) {
                if (row.scenario == number) {
                    all += (all.empty() ? "" : " and ") + from_condition(row);
                }
            }
            scenarios.push_back("(" + all + ")");
        }
        return fmt::format("{}", fmt::join(scenarios, " or "));
    }

    [[nodiscard]] std::string from_condition(const Condition& row) const {
        for (const Known& one : known_) {
            if (one.from->id != row.question_id) {
                continue;
            }
            const auto at = row.field.rfind("X" + one.from->id);
            const std::string rest =
                at == std::string::npos ? "" : row.field.substr(at + 1 + one.from->id.size());
            const bool chosen = row.field.starts_with('+');
            const std::string method = row.method.empty() ? "==" : std::string(trim(row.method));
            return fmt::format(
                "{}{} {} '{}'",
                one.from->code,
                rest.empty() ? "" : "_" + rest,
                method == "RX" ? "?" : method,
                chosen ? "Y" : row.value
            );
        }
        return "?";
    }

    // {Q1.shown} and {Q1} stand for answers; {TOKEN:FIRSTNAME} and calculations for nothing here.
    void piping(Item& item) {
        for_each_text(item, [this](std::string& text, std::size_t line) {
            text = piped(text, line);
        });
    }

    std::string piped(const std::string& text, std::size_t line) {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text[at] == '{' ? text.find('}', at) : std::string::npos;
            if (end == std::string::npos) {
                out += text[at++];
                continue;
            }
            const std::string name = text.substr(at + 1, end - at - 1);
            at = end + 1;
            const auto found = find(name);
            if (found && found->option.empty()) {
                out += "{" + found->name + "}";
            } else {
                report.change(line, "piping_dropped", {{"name", name}});
            }
        }
        return out;
    }

    const Survey& survey_;
    Sketch out_;
    Namer namer_, pages_;
    std::vector<Known> known_;
};

}  // namespace

Result<Brought> sketch(const Survey& survey, Format format, const Asked& asked) {
    std::size_t questions = 0;
    for (const Group& group : survey.groups) {
        questions += group.questions.size();
    }
    if (questions > most_things) {
        return tl::unexpected(
            Problem{"/file", fmt::format("has more than {} questions", most_things)}
        );
    }
    Sketcher sketcher(survey);
    Sketch made = sketcher.make();
    return settle(std::move(made), format, asked, sketcher.report);
}

}  // namespace styk::travel::limesurvey
