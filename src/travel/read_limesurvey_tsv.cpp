// LimeSurvey's tab-separated structure: one row for each setting (S, SL), group (G), question (Q),
// subquestion (SQ) and answer (A); what belongs together is told by the order. Each language
// repeats them all.
#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

#include "base/csv.h"
#include "base/text.h"
#include "travel/limesurvey.h"
#include "travel/readers.h"

namespace styk::travel {

namespace {

using limesurvey::Entry;
using limesurvey::Group;
using limesurvey::Question;

constexpr std::size_t most_rows = 100'000;

class Reader {
public:
    // False: the header names no `class`.
    bool head(std::span<const std::string_view> cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            places_.emplace(std::string(trim(cells[i])), i);
        }
        return places_.contains("class") && places_.contains("name") && places_.contains("text");
    }

    void row(std::span<const std::string_view> cells) {
        cells_ = cells;
        const std::string kind(cell("class"));
        language_ = language_code(cell("language"));
        language_ = language_.empty() ? survey.language : language_;
        if (kind == "S") {
            setting();
        } else if (kind == "SL") {
            words();
        } else if (kind == "G") {
            group();
        } else if (kind == "Q") {
            question();
        } else if (kind == "SQ" && question_ != nullptr) {
            entry(question_->subquestions);
        } else if (kind == "A" && question_ != nullptr) {
            entry(question_->answers);
        } else if (kind == "QTA") {
            ++survey.quotas;
        }
    }

    [[nodiscard]] bool too_much() const { return questions_ > most_things; }

    limesurvey::Survey survey;

private:
    [[nodiscard]] std::string_view cell(const std::string& name) const {
        const auto found = places_.find(name);
        return found == places_.end() || found->second >= cells_.size()
                   ? std::string_view()
                   : trim(cells_[found->second]);
    }

    void setting() {
        const std::string_view name = cell("name");
        const std::string text(cell("text"));
        if (name == "language" && !language_code(text).empty()) {
            survey.language = language_code(text);
        } else if (name == "allowprev") {
            survey.back = text != "N";
        }
    }

    void put(Words& to, std::string_view text) const {
        put_words(to, language_, std::string(text));
    }

    void words() {
        const std::string_view name = cell("name");
        if (name == "surveyls_title") {
            put(survey.title, cell("text"));
        } else if (name == "surveyls_description") {
            put(survey.description, cell("text"));
        } else if (name == "surveyls_welcometext") {
            put(survey.welcome, cell("text"));
        } else if (name == "surveyls_endtext") {
            put(survey.end, cell("text"));
        }
    }

    // The n-th group of a language is the n-th of all.
    void group() {
        const std::size_t n = groups_[language_]++;
        question_ = nullptr;
        if (n >= survey.groups.size()) {
            survey.groups.emplace_back();
            survey.groups.back().relevance = std::string(cell("relevance"));
        }
        group_ = &survey.groups[std::min(n, survey.groups.size() - 1)];
        put(group_->name, cell("name"));
        put(group_->description, cell("text"));
    }

    void question() {
        const std::string code(cell("name"));
        question_ = nullptr;
        for (Group& one : survey.groups) {
            for (Question& known : one.questions) {
                question_ = known.code == code ? &known : question_;
            }
        }
        if (question_ == nullptr) {
            if (group_ == nullptr) {
                survey.groups.emplace_back();
                group_ = &survey.groups.back();
            }
            if (++questions_ > most_things) {
                return;
            }
            question_ = &group_->questions.emplace_back(fresh(code));
        }
        put(question_->text, cell("text"));
        put(question_->help, cell("help"));
    }

    [[nodiscard]] Question fresh(const std::string& code) const {
        Question out;
        out.id = out.code = code;
        const std::string_view type = cell("type/scale");
        out.type = type.empty() ? 'S' : type[0];
        out.relevance = std::string(cell("relevance"));
        out.required = cell("mandatory") == "Y" || cell("mandatory") == "S";
        out.other = cell("other") == "Y";
        out.validation = std::string(cell("validation"));
        out.preset = std::string(cell("default"));
        for (const char* name :
             {"min_answers", "max_answers", "maximum_chars", "min_num_value_n", "max_num_value_n"
             }) {
            if (!cell(name).empty()) {
                out.attributes.emplace(name, std::string(cell(name)));
            }
        }
        return out;
    }

    void entry(std::vector<Entry>& all) {
        const std::string code(cell("name"));
        const std::string_view scale_text = cell("type/scale");
        int scale = 0;
        std::from_chars(scale_text.data(), scale_text.data() + scale_text.size(), scale);
        const auto found = std::find_if(all.begin(), all.end(), [&](const Entry& one) {
            return one.code == code && one.scale == scale;
        });
        if (found == all.end() && all.size() >= most_things) {
            return;
        }
        Entry& to = found == all.end() ? all.emplace_back() : *found;
        to.code = code;
        to.scale = scale;
        put(to.text, cell("text"));
    }

    std::map<std::string, std::size_t> places_;
    std::span<const std::string_view> cells_;
    std::string language_;
    std::map<std::string, std::size_t> groups_;
    std::size_t questions_ = 0;
    Group* group_ = nullptr;
    Question* question_ = nullptr;
};

}  // namespace

Result<Brought> read_limesurvey_tsv(std::string_view bytes, const Asked& asked) {
    Reader reader;
    bool first = true, right = true;
    std::size_t rows = 0;
    CsvReader csv('\t', [&](const CsvRow& row) {
        right = first ? reader.head(row.cells) : right;
        if (!first) {
            reader.row(row.cells);
        }
        first = false;
        return right && ++rows < most_rows;
    });
    if (!is_utf8(bytes)) {
        return unreadable("is not in UTF-8");
    }
    csv.feed(bytes);
    csv.finish();
    if (csv.problem()) {
        return unreadable(fmt::format("row {}: {}", csv.problem()->row, csv.problem()->message));
    }
    if (first || !right) {
        return unreadable("has no header with the columns class, name and text");
    }
    if (rows >= most_rows || reader.too_much()) {
        return unreadable(
            fmt::format("has more than {} rows or {} questions", most_rows, most_things)
        );
    }
    return limesurvey::sketch(reader.survey, Format::limesurvey_tsv, asked);
}

}  // namespace styk::travel
