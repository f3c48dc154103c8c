// Tables of answers as other tools export them, made plain: one row of names above, moments as
// every reader understands them. The rest of a file stays as it is.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace styk::travel {

BOOST_DEFINE_ENUM_CLASS(
    Tool,
    other,
    qualtrics,     // three rows above the answers: names, questions, import ids
    surveymonkey,  // two: questions, and what of them
    google_forms   // one; the moment is written as people of its language do
)

class HistoryTable {
public:
    using Row = std::vector<std::string>;
    using Write = std::function<void(std::int64_t number, const Row& cells)>;

    // Rows keep their numbers, so that what is wrong is found where the program shows it.
    explicit HistoryTable(Write write) : write_(std::move(write)) {}

    void row(std::int64_t number, Row cells);
    void end();  // after the last row

    [[nodiscard]] Tool tool() const { return tool_; }

private:
    struct Numbered {
        std::int64_t number = 0;
        Row cells;
    };

    void decide();
    void head_of_two();
    void pass(std::int64_t number, Row cells);

    Write write_;
    std::vector<Numbered> first_;  // until it is known whose file it is
    Tool tool_ = Tool::other;
    bool decided_ = false;
    std::vector<std::size_t> moments_;  // columns
};

// Whose file it is, by its first three rows.
[[nodiscard]] Tool tool_of(const std::vector<HistoryTable::Row>& first);

// "1/31/2023 10:20:33 PM", "2023/01/31 10:20:33 PM GMT+1" -> "2023-01-31 22:20:33",
// "2023-01-31T22:20:33+01:00"; what is neither stays.
[[nodiscard]] std::string plain_moment(std::string_view text);

}  // namespace styk::travel
