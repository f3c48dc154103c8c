// The counting engine: facts in memory as columns, questions answered with mergeable histograms.
//
// A fact is one rating (metric, touchpoint, byte score or a reason why there is none). The facts of
// one feedback are a group and share its time, customer and dimension codes. All words are codes;
// what a code means is the caller's to know.
//
// Threads: any number of threads may count while others apply changes. A question reads one
// snapshot, so it sees each change whole or not at all; it holds a lock only to take the snapshot
// (one pointer copy), never while counting.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/instant.h"

namespace styk::cube {

enum class State : std::uint8_t { given, missing, not_applicable };

constexpr std::uint8_t max_score = 253;     // two byte values mean missing and not applicable
constexpr std::size_t max_ratings = 65536;  // of one group
constexpr std::uint32_t max_topics = 256;   // codes 1..max_topics

struct Rating {
    // Metric 0, state missing: stands for a feedback that came without a rating.
    std::uint16_t metric = 0;
    std::uint32_t touchpoint = 0;  // 0: none
    std::uint8_t value = 0;        // 0..max_score; read only when given
    State state = State::given;

    friend bool operator==(const Rating&, const Rating&) = default;
};

// One feedback as the engine takes it. The spans need to live only for the call.
struct GroupFacts {
    std::int64_t position = 0;  // unique: the group's name
    std::int64_t occurred_us = 0;
    Day local_day = 0;           // the firm's day; years 0001 to 9999
    std::uint8_t hour = 0;       // 0..23, the firm's
    std::uint8_t flags = 0;      // eight bits of the caller's choice
    std::uint32_t customer = 0;  // dense code, 0: none
    // [group dimension] its code, 0: absent. May be shorter or longer than the last group's.
    std::span<const std::uint32_t> dims{};
    std::span<const Rating> ratings{};  // none: becomes one fact {metric 0, touchpoint 0, missing}
    std::span<const std::uint16_t> topics{};  // what it is about: codes in any order, or none
};

// Removals come first: to replace a group, remove its position and add it again in one change.
struct Change {
    std::span<const std::int64_t> removed{};  // positions; unknown ones are passed over
    std::span<const GroupFacts> added{};      // a position that is already there is passed over
    std::optional<std::int64_t> up_to{};      // position() from now on: how far a log is followed
};

// What can be filtered and grouped by.
enum class Field : std::uint8_t {
    dimension,  // GroupFacts::dims[index]
    touchpoint,
    metric,
    customer,
    hour,
    topic,  // of the group; 0: it has none. At most one grouping.
    flag,   // conditions only; a code is a bit number 0..7
    day,    // from here on groupings only; a key is the first Day of its period
    week,
    month,
    quarter,
    year
};

// Holds when the fact's code is among `codes`; for a flag, when any of these bits is set; for
// topics, when any of its group's is among them.
struct Condition {
    Field field = Field::dimension;
    std::uint16_t index = 0;             // only for Field::dimension
    std::vector<std::uint32_t> codes{};  // any order; empty: never holds
    bool negated = false;
};

struct Grouping {
    Field field = Field::dimension;
    std::uint16_t index = 0;  // only for Field::dimension
    // When given, the key is classes[code], and 0 for a code past its end. Not for periods. Topics
    // of class 0 are passed over: a group whose topics all are has none. No group has two topics of
    // one class; that is the caller's to see to.
    std::vector<std::uint32_t> classes{};
};

struct Question {
    std::vector<std::uint16_t> metrics{};            // empty: every metric, also metric 0
    std::optional<Day> from_day{}, to_day{};         // [from, to) in local days
    std::optional<std::int64_t> from_us{}, to_us{};  // [from, to) in instants
    std::vector<Condition> conditions{};             // all must hold
    // When either is set only given scores within both count.
    std::optional<std::uint8_t> score_min{}, score_max{};
    std::optional<std::vector<std::int64_t>> positions{};  // when set, only these groups; any order
    std::vector<Grouping> by{};  // at most eight; none: one row with empty keys
    bool count_groups = false;   // fill Row::groups
    int threads = 1;             // the answer does not depend on it
};

// Grouped by topic a fact counts in the row of each of its group's topics, so that rows add up to
// more than the whole.
struct Row {
    std::vector<std::int64_t> keys{};     // [grouping]
    std::vector<std::uint64_t> counts{};  // [score]; Answer::levels long
    std::uint64_t missing = 0, not_applicable = 0;
    std::uint64_t groups = 0;  // distinct groups with a fact in this row (in other rows too, maybe)

    friend bool operator==(const Row&, const Row&) = default;
};

struct Answer {
    std::size_t levels = 0;     // highest counted score + 1
    std::vector<Row> rows{};    // only rows that hold a fact, ascending by keys
    std::int64_t position = 0;  // Cube::position() of the snapshot

    friend bool operator==(const Answer&, const Answer&) = default;
};

// Adds `from`, counted over other facts with the same question. Commutative and associative in its
// rows; the position becomes the lower one. (Row::groups adds up rightly when no group is in both.)
void merge(Answer& into, const Answer& from);

struct Snapshot;

class Cube {
public:
    struct Applied {
        std::size_t removed = 0, added = 0;
    };

    Cube();
    explicit Cube(std::shared_ptr<const Snapshot> from);
    ~Cube();
    Cube(const Cube&) = delete;
    Cube& operator=(const Cube&) = delete;

    // All of it or, when a fact is out of range (Fault), nothing of it. Batches are cheaper:
    // publishing a change costs some microseconds however small it is.
    Applied apply(const Change& change);

    bool add(const GroupFacts& group) { return apply({.added = {&group, 1}}).added == 1; }

    bool remove(std::int64_t position) { return apply({.removed = {&position, 1}}).removed == 1; }

    // Throws Refusal{invalid} when the groupings have more than 2^63 possible combinations, Fault
    // when a field is used where it has no meaning.
    [[nodiscard]] Answer count(const Question& question) const;

    [[nodiscard]] std::size_t facts() const;   // living ones
    [[nodiscard]] std::size_t groups() const;  // living ones
    [[nodiscard]] std::size_t bytes() const;   // of columns, dead facts included
    [[nodiscard]] std::int64_t position() const;

    // What it holds now, never changed: for the other questions of this room (cross.h), and for
    // cube/snapshot.h, which makes bytes of it.
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace styk::cube
