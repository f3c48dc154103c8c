// What became of a survey that came from another tool, line by line.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace styk::travel {

BOOST_DEFINE_ENUM_CLASS(Outcome, kept, changed, dropped)

// Why something is not as it was, by a key that the console has words for.
struct Reason {
    std::string key;
    std::vector<std::pair<std::string, std::string>> values{};
};

[[nodiscard]] std::string message_of(const Reason& reason);  // English

// One thing of the file.
struct Line {
    Outcome outcome = Outcome::kept;
    std::string where;     // what the file calls it; empty: the survey as a whole
    std::string title;     // as people read it; may be empty
    std::string question;  // its name here; empty: it is none
    std::vector<Reason> reasons;
};

using Values = std::vector<std::pair<std::string, std::string>>;

class Report {
public:
    // A new line; later calls speak of it by its number.
    std::size_t add(std::string where, std::string title = {}, std::string question = {});

    // Notes need no change of the outcome.
    void note(std::size_t line, std::string_view key, Values values = {});
    void change(std::size_t line, std::string_view key, Values values = {});
    void drop(std::size_t line, std::string_view key, Values values = {});

    // Of the survey as a whole: a line of its own for each.
    void drop(std::string_view key, Values values = {});
    void change(std::string_view key, Values values = {});
    void note(std::string_view key, Values values = {});

    // The line of the question of that name; a new one when there is none.
    [[nodiscard]] std::size_t line_of(std::string_view question);

    void rename(std::size_t line, std::string question) {
        lines_[line].question = std::move(question);
    }

    [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }

private:
    void say(std::size_t line, Outcome outcome, std::string_view key, Values values);

    std::vector<Line> lines_;
};

}  // namespace styk::travel
