// Reads a file of lines (NDJSON) as it comes in, in pieces of any size.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace styk::feedback {

class LineReader {
public:
    // Lines count from 1; false: no more, please. Blank lines are counted, not shown.
    using Visit = std::function<bool(std::int64_t number, std::string_view line)>;

    explicit LineReader(Visit visit) : visit_(std::move(visit)) {}

    // False: it is over. A line longer than longest_row (csv.h) is shown cut off there, and is the
    // last.
    bool feed(std::string_view bytes);
    bool finish();

private:
    void show(std::string_view line);

    Visit visit_;
    std::string begun_;
    std::int64_t number_ = 0;
    bool over_ = false;
};

}  // namespace styk::feedback
