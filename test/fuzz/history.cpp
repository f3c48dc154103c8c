// A table of answers that another tool exported, from its bytes to responses.
#include "travel/history.h"

#include <algorithm>

#include "base/csv.h"
#include "kit_survey.h"
#include "survey/answers.h"
#include "travel/history_answers.h"

namespace styk {

namespace {

// Rows below the head, by the columns that the head names.
class Sheet {
public:
    void row(const travel::HistoryTable::Row& cells) {
        if (!reader_) {
            return head(cells);
        }
        std::vector<std::string_view> texts;
        for (const std::size_t at : places_) {
            texts.push_back(at < cells.size() ? std::string_view(cells[at]) : std::string_view());
        }
        Problems problems;
        const auto read = reader_->read(texts, problems);
        (void)survey::write_map(read.answers);
        fuzz::need(
            std::all_of(
                problems.begin(),
                problems.end(),
                [&](const Problem& one) { return std::stoul(one.pointer) < texts.size(); }
            ),
            "what is wrong names its column"
        );
    }

private:
    void head(const travel::HistoryTable::Row& names) {
        const auto& definition = fuzz::survey_of_every_kind();
        static const auto all = travel::places_of(definition);
        std::vector<travel::AnswerColumn> columns;
        const auto found = travel::guess_places(definition, all, names);
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i] != nullptr) {
                columns.push_back({found[i]});
                places_.push_back(i);
            }
        }
        reader_.emplace(definition, std::move(columns));
    }

    std::optional<travel::AnswerReader> reader_;
    std::vector<std::size_t> places_;
};

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    Sheet sheet;
    travel::HistoryTable table([&](std::int64_t, const travel::HistoryTable::Row& cells) {
        sheet.row(cells);
    });
    CsvReader reader(guess_delimiter(bytes), [&](const CsvRow& row) {
        table.row(row.number, travel::HistoryTable::Row(row.cells.begin(), row.cells.end()));
        return true;
    });
    reader.feed(bytes);
    reader.finish();
    table.end();
    (void)travel::says_no(bytes);
    return 0;
}

}  // namespace styk
