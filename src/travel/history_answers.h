// Cells of another tool's table as answers to a survey's questions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "survey/definition.h"
#include "survey/value.h"
#include "travel/history_places.h"

namespace styk::travel {

// One column of the table and where its cells go.
struct AnswerColumn {
    const Place* place = nullptr;
    std::vector<std::string> no_answer{};  // cells that say that nothing was answered
};

struct ReadAnswers {
    survey::Map answers, hidden;
};

// "0", "false", "no" in any language of the console, and nothing at all.
[[nodiscard]] bool says_no(std::string_view cell);

// What may be chosen at one place, found by its key or by its title in any language.
class ChoiceWords {
public:
    void add(const std::vector<std::string>& titles, const survey::Value& value);

    [[nodiscard]] const survey::Value* find(std::string_view text) const;

private:
    std::unordered_map<std::string, survey::Value> exact_, folded_;
};

// Reads row after row. What was not answered is left out, and nothing is required: another tool
// asked otherwise. But what stands there must be an answer to its question.
class AnswerReader {
public:
    // `definition` and what the columns' places belong to must outlive it.
    AnswerReader(const survey::Definition& definition, std::vector<AnswerColumn> columns);

    // `cells[i]` is of the i-th column. A problem's pointer is that number.
    [[nodiscard]] ReadAnswers read(std::span<const std::string_view> cells, Problems& problems)
        const;

private:
    struct Source {
        AnswerColumn column;
        const survey::Question* question = nullptr;  // null: a hidden field
        ChoiceWords words{};
    };

    // A question that is read, asking for no more than the right kind of answer, and the column
    // that stands for it in messages.
    struct Asked {
        survey::Question question;
        std::size_t column = 0;
    };

    class Row;

    void check(const survey::Map& answers, Problems& problems) const;

    std::vector<Source> sources_;
    std::vector<Asked> asked_;
};

}  // namespace styk::travel
