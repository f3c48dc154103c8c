// A survey's responses as a file, piece by piece, in memory that does not grow with their number.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "story/receive_feedback.h"
#include "survey/response_store.h"
#include "survey/survey.h"
#include "travel/answer_files.h"

namespace styk::story {

// Every column that its versions ask for; `version`: of that one alone. Throws Refusal{not_found}
// when nothing was published.
[[nodiscard]] std::vector<travel::Column> response_columns(
    const Intake& intake,
    const survey::Survey& survey,
    std::optional<std::int64_t> version,
    const std::string& titles
);

struct ExportOrder {
    survey::Survey survey;
    survey::ResponseFilter filter;
    travel::AnswerFormat format = travel::AnswerFormat::csv;
    travel::AnswerFileRules rules{};
    std::string titles{};  // language
};

class ResponseExport {
public:
    // Responses that come later are not in it.
    ResponseExport(const Intake& intake, ExportOrder order);

    [[nodiscard]] std::int64_t responses() const { return extent_.count; }

    // Nothing: it is whole.
    [[nodiscard]] std::optional<std::string> next();

private:
    enum class Phase { look, begin, rows, end };

    // Newest first; false when there are no more.
    bool next_page(const std::function<void(const std::vector<travel::Cell>&)>& visit);

    void start_over() { before_ = extent_.newest + 1; }

    [[nodiscard]] std::unique_ptr<travel::AnswerFile> make_file() const;
    [[nodiscard]] std::string step();

    Intake intake_;
    ExportOrder order_;
    std::vector<travel::Column> columns_;
    survey::ResponseExtent extent_;
    std::unique_ptr<travel::AnswerFile> file_;
    Phase phase_ = Phase::look;
    std::int64_t before_ = 0;
    bool over_ = false;
};

}  // namespace styk::story
