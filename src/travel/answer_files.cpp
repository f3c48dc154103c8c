#include "travel/answer_files.h"

#include <algorithm>
#include <fmt/format.h>

#include "json/json.h"
#include "paper/long_sheet.h"
#include "record/wire.h"
#include "survey/definition_json.h"
#include "survey/value.h"

namespace styk::travel {

namespace {

// As text for people and programs alike; a column's choice by its title where that is asked for.
struct Shown {
    const Column& column;
    bool labels;

    std::string operator()(std::monostate) const { return {}; }

    std::string operator()(const std::string& text) const {
        return labels && column.kind == ColumnKind::choice ? label_of(column, text) : text;
    }

    std::string operator()(double number) const { return survey::to_text(number); }

    std::string operator()(bool flag) const { return flag ? "1" : "0"; }

    std::string operator()(Day day) const { return to_iso_day(day); }

    std::string operator()(Instant at) const { return to_rfc3339(at); }
};

bool is_answer(const Column& column) {
    return !column.question.empty();
}

class Csv final : public AnswerFile {
public:
    Csv(const std::vector<Column>& columns, const AnswerFileRules& rules)
        : columns_(columns), rules_(rules) {}

    std::string begin() override {
        std::string out = rules_.mark ? "\xEF\xBB\xBF" : "";
        if (rules_.long_rows) {
            put_line(
                out,
                {"response_id",
                 "completed_at",
                 "language",
                 "column",
                 "question",
                 "row",
                 "option",
                 "title",
                 "value"}
            );
            return out;
        }
        std::vector<std::string> names;
        names.reserve(columns_.size());
        for (const Column& one : columns_) {
            names.push_back(rules_.labels ? one.title : one.name);
        }
        put_line(out, names);
        return out;
    }

    std::string row(const std::vector<Cell>& cells) override {
        std::string out;
        if (rules_.long_rows) {
            long_rows(out, cells);
            return out;
        }
        std::vector<std::string> texts;
        texts.reserve(cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            texts.push_back(std::visit(Shown{columns_[i], rules_.labels}, cells[i]));
        }
        put_line(out, texts);
        return out;
    }

private:
    void put_line(std::string& out, const std::vector<std::string>& cells) const {
        bool first = true;
        for (const std::string& one : cells) {
            if (!first) {
                out += rules_.delimiter;
            }
            out += record::csv_cell(one);
            first = false;
        }
        out += "\r\n";
    }

    void long_rows(std::string& out, const std::vector<Cell>& cells) const {
        const auto fact = [&](std::string_view name) {
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                if (columns_[i].name == name && !is_answer(columns_[i])) {
                    return std::visit(Shown{columns_[i], false}, cells[i]);
                }
            }
            return std::string();
        };
        const std::string id = fact("response_id"), at = fact("completed_at"),
                          language = fact("language");
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Column& of = columns_[i];
            if (is_answer(of) && cells[i].index() != 0) {
                put_line(
                    out,
                    {id,
                     at,
                     language,
                     of.name,
                     of.question,
                     of.row,
                     of.option,
                     of.title,
                     std::visit(Shown{of, rules_.labels}, cells[i])}
                );
            }
        }
    }

    const std::vector<Column>& columns_;
    AnswerFileRules rules_;
};

class JsonLines final : public AnswerFile {
public:
    explicit JsonLines(const std::vector<Column>& columns) : columns_(columns) {}

    std::string begin() override { return {}; }

    std::string row(const std::vector<Cell>& cells) override {
        json::Object out;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out[columns_[i].name] = value_of(columns_[i], cells[i]);
        }
        return json::write(out) + "\n";
    }

private:
    static json::Value value_of(const Column& column, const Cell& cell) {
        if (cell.index() == 0) {
            return nullptr;
        }
        if (const auto* number = std::get_if<double>(&cell)) {
            return survey::to_json(survey::Value(*number));
        }
        const auto* flag = std::get_if<bool>(&cell);
        return flag != nullptr ? json::Value(*flag)
                               : json::Value(std::visit(Shown{column, false}, cell));
    }

    const std::vector<Column>& columns_;
};

class Xlsx final : public AnswerFile {
public:
    Xlsx(const std::vector<Column>& columns, const AnswerFileRules& rules)
        : columns_(columns), rules_(rules), sheet_(rules.name, rules.made, names()) {
        codebook();
    }

    std::string begin() override { return {}; }

    std::string row(const std::vector<Cell>& cells) override {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            put(i, cells[i]);
        }
        sheet_.end_row();
        return {};
    }

    std::string end() override {
        if (!finished_) {
            sheet_.finish();
            finished_ = true;
        }
        return sheet_.next_piece();
    }

private:
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> out;
        out.reserve(columns_.size());
        for (const Column& one : columns_) {
            out.push_back(rules_.labels ? one.title : one.name);
        }
        return out;
    }

    void put(std::size_t column, const Cell& cell) {
        if (const auto* number = std::get_if<double>(&cell)) {
            sheet_.number(column, *number);
        } else if (const auto* flag = std::get_if<bool>(&cell)) {
            sheet_.number(column, *flag ? 1 : 0);
        } else if (const auto* day = std::get_if<Day>(&cell)) {
            sheet_.day(column, *day);
        } else if (const auto* at = std::get_if<Instant>(&cell)) {
            sheet_.moment(column, *at);
        } else if (cell.index() != 0) {
            sheet_.text(column, std::visit(Shown{columns_[column], rules_.labels}, cell));
        }
    }

    // What each column is, on a sheet of its own.
    void codebook() {
        std::vector<std::vector<std::string>> rows{{"column", "title", "question", "values"}};
        for (const Column& one : columns_) {
            std::string values;
            for (const ColumnChoice& choice : one.choices) {
                values += (values.empty() ? "" : "; ") + choice.value + " = " + choice.title;
            }
            rows.push_back({one.name, one.title, one.question, values});
        }
        sheet_.extra_sheet("Columns", std::move(rows));
    }

    const std::vector<Column>& columns_;
    AnswerFileRules rules_;
    paper::LongSheet sheet_;
    bool finished_ = false;
};

}  // namespace

std::unique_ptr<AnswerFile> make_csv(
    const std::vector<Column>& columns, const AnswerFileRules& rules
) {
    return std::make_unique<Csv>(columns, rules);
}

std::unique_ptr<AnswerFile> make_jsonl(const std::vector<Column>& columns) {
    return std::make_unique<JsonLines>(columns);
}

std::unique_ptr<AnswerFile> make_xlsx(
    const std::vector<Column>& columns, const AnswerFileRules& rules
) {
    return std::make_unique<Xlsx>(columns, rules);
}

std::int64_t rows_of(
    const std::vector<Column>& columns, const AnswerFileRules& rules, const std::vector<Cell>& cells
) {
    if (!rules.long_rows) {
        return 1;
    }
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        rows += is_answer(columns[i]) && cells[i].index() != 0 ? 1 : 0;
    }
    return rows;
}

}  // namespace styk::travel
