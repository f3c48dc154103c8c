// What was counted, kept in a file beside the database, so that a start reads on in the log of
// facts instead of reading all of it. The file is a copy of what the log says up to a position and
// may be lost at any time; a wrong one must never be taken. So it counts only when
//   - every byte of it is as it was written;
//   - the database holds its mark. That was committed after all rows that the file counts, so
//     whichever copy of the database knows the mark also holds those rows, in that order;
//   - program, time zone and the zone's rules are the same.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/time_zone.h"
#include "cube/cube.h"
#include "feedback/facts_store.h"
#include "story/customer_codes.h"

namespace styk::story {

struct Figures {
    std::shared_ptr<const cube::Snapshot> facts;
    feedback::LogPosition at;              // how far the log is counted
    std::vector<CustomerBytes> customers;  // [code - 1]
};

class FiguresSnapshot {
public:
    FiguresSnapshot(db::Database& database, Random& random, std::filesystem::path file)
        : database_(database), random_(random), file_(std::move(file)) {}

    struct Loaded {
        std::optional<Figures> figures;
        std::string why_not;  // empty when there is no file
    };

    [[nodiscard]] Loaded load(const TimeZone& zone);

    // The file is replaced at once or stays as it was. Takes a while; any thread may call, one at a
    // time.
    void save(const Figures& figures, const TimeZone& zone);

private:
    db::Database& database_;
    Random& random_;
    std::filesystem::path file_;
};

}  // namespace styk::story
