#include "cube/plan.h"

#include <algorithm>
#include <array>

#include "base/result.h"
#include "cube/kernels.h"

namespace styk::cube {

namespace {

constexpr std::size_t max_groupings = 8;
constexpr std::uint64_t max_rows = std::uint64_t{1} << 63;

bool is_calendar(Field field) {
    return field >= Field::day;
}

Period period_of(Field field) {
    switch (field) {
        case Field::week:
            return Period::week;
        case Field::month:
            return Period::month;
        case Field::quarter:
            return Period::quarter;
        case Field::year:
            return Period::year;
        default:
            return Period::day;
    }
}

Test range_test(Field field, std::uint64_t low, std::uint64_t high) {
    return {.kind = Test::Kind::range, .field = field, .low = low, .high = high};
}

Test flag_test(const Condition& condition) {
    Test test{.kind = Test::Kind::any_bit, .field = Field::flag, .negated = condition.negated};
    for (const std::uint32_t bit : condition.codes) {
        if (bit > 7) {
            throw Fault("cube: a flag has bits 0 to 7");
        }
        test.bits = static_cast<std::uint8_t>(test.bits | (1U << bit));
    }
    return test;
}

Test topic_test(const Condition& condition) {
    Test test{.kind = Test::Kind::any_topic, .field = Field::topic, .negated = condition.negated};
    for (const std::uint32_t topic : condition.codes) {
        if (topic == 0) {
            test.no_topic = true;
        } else if (topic <= max_topics) {  // others occur nowhere
            set_topic(test.topics, topic);
        }
    }
    return test;
}

Test listed_test(Field field, std::span<const std::uint32_t> codes, std::uint64_t top) {
    Test test{.kind = Test::Kind::listed, .field = field};
    test.listed.resize(top + 1);
    for (const std::uint32_t code : codes) {
        test.listed[code] = 1;
    }
    return test;
}

// Codes past `top` occur nowhere.
Test code_test(
    Field field,
    std::uint16_t index,
    std::vector<std::uint32_t> codes,
    bool negated,
    std::uint64_t top
) {
    std::erase_if(codes, [&](std::uint32_t code) { return code > top; });
    std::ranges::sort(codes);
    codes.erase(std::ranges::unique(codes).begin(), codes.end());
    const bool unbroken = !codes.empty() && codes.back() - codes.front() == codes.size() - 1;
    const bool few = codes.size() <= kernels::most_few;
    Test test = unbroken ? range_test(field, codes.front(), codes.back())
                : few    ? Test{.kind = Test::Kind::few, .field = field, .few = std::move(codes)}
                         : listed_test(field, codes, top);
    test.index = index;
    test.negated = negated;
    return test;
}

bool is_empty(const Range& range) {
    return range.min > range.max;
}

bool overlap(const Range& a, const Range& b) {
    return !is_empty(a) && !is_empty(b) && a.min <= b.max && b.min <= a.max;
}

class Planner {
public:
    Planner(const Question& question, const Snapshot& snapshot)
        : question_(question), snapshot_(snapshot) {}

    Plan make() {
        plan_.position = snapshot_.position;
        plan_.count_groups = question_.count_groups;
        limit_times();
        limit_scores();
        for (const auto& condition : question_.conditions) {
            add_condition(condition);
        }
        if (!question_.metrics.empty()) {
            const std::vector<std::uint32_t> codes(
                question_.metrics.begin(), question_.metrics.end()
            );
            plan_.tests.push_back(
                code_test(Field::metric, 0, codes, false, top_code(Field::metric, 0))
            );
        }
        choose_blocks();
        add_groupings();
        return std::move(plan_);
    }

private:
    void limit_times() {
        wanted_days_ = {
            question_.from_day.value_or(std::numeric_limits<Day>::min()),
            std::int64_t{question_.to_day.value_or(std::numeric_limits<Day>::max())} - 1
        };
        plan_.instants = {
            question_.from_us.value_or(std::numeric_limits<std::int64_t>::min()),
            std::numeric_limits<std::int64_t>::max()
        };
        if (question_.to_us) {
            const bool none = *question_.to_us == std::numeric_limits<std::int64_t>::min();
            plan_.instants = none ? Range{} : Range{plan_.instants.min, *question_.to_us - 1};
        }
        plan_.by_instant = question_.from_us || question_.to_us;
        if (question_.positions) {
            plan_.by_position = true;
            plan_.positions = *question_.positions;
            std::ranges::sort(plan_.positions);
        }
    }

    void limit_scores() {
        if (!question_.score_min && !question_.score_max) {
            return;
        }
        const std::uint64_t low = question_.score_min.value_or(0);
        const std::uint64_t high = question_.score_max.value_or(max_score);
        asks_nothing_ = low > high;
        Test test = range_test(Field::dimension, low + first_score_slot, high + first_score_slot);
        test.on_score = true;
        plan_.tests.push_back(std::move(test));
    }

    void add_condition(const Condition& condition) {
        if (is_calendar(condition.field)) {
            throw Fault("cube: days are limited by from and to, not by a condition");
        }
        plan_.tests.push_back(test_of(condition));
    }

    [[nodiscard]] Test test_of(const Condition& condition) const {
        if (condition.field == Field::flag) {
            return flag_test(condition);
        }
        if (condition.field == Field::topic) {
            return topic_test(condition);
        }
        return code_test(
            condition.field,
            condition.index,
            condition.codes,
            condition.negated,
            top_code(condition.field, condition.index)
        );
    }

    [[nodiscard]] std::uint64_t top_code(Field field, std::uint16_t index) const {
        std::uint64_t top = 0;
        for (const auto& block : snapshot_.blocks) {
            top = std::max(top, column_of(*block, field, index).max());
        }
        return top;
    }

    [[nodiscard]] bool may_hold(const Block& block) const {
        return !asks_nothing_ && overlap(block.days, wanted_days_) &&
               overlap(block.instants, plan_.instants) && block.living_facts() > 0 &&
               (!plan_.by_position || holds_position(block)) &&
               std::ranges::none_of(plan_.tests, [&](const Test& test) {
                   return judge(test, block) == Verdict::none_pass;
               });
    }

    [[nodiscard]] bool holds_position(const Block& block) const {
        const auto next = std::ranges::lower_bound(plan_.positions, block.positions.min);
        return next != plan_.positions.end() && *next <= block.positions.max;
    }

    void choose_blocks() {
        std::uint64_t top = first_score_slot;
        for (const auto& block : snapshot_.blocks) {
            if (may_hold(*block)) {
                plan_.blocks.push_back(block);
                days_.take(std::max(block->days.min, wanted_days_.min));
                days_.take(std::min(block->days.max, wanted_days_.max));
                top = std::max(top, block->score.max());
            }
        }
        plan_.slots = top + 1;
        if (question_.from_day || question_.to_day) {
            limit_days();
        }
    }

    // Of the days wanted only those that exist, so that one unsigned interval will do for days kept
    // wrapped around.
    void limit_days() {
        if (plan_.blocks.empty()) {
            return;
        }
        Test test = range_test(
            Field::day,
            stored_day(static_cast<Day>(days_.min)),
            stored_day(static_cast<Day>(days_.max))
        );
        plan_.tests.push_back(std::move(test));
    }

    void add_groupings() {
        if (question_.by.size() > max_groupings) {
            throw Refusal(Code::invalid, "A question can be grouped by at most eight things.");
        }
        for (const auto& grouping : question_.by) {
            if (grouping.field == Field::topic) {
                add_topics(grouping);
                continue;
            }
            plan_.parts.push_back(
                is_calendar(grouping.field) ? calendar_part(grouping) : code_part(grouping)
            );
        }
        for (std::size_t i = plan_.parts.size(); i-- > 0;) {
            auto& part = plan_.parts[i];
            part.stride = plan_.rows;
            if (part.digits > max_rows / plan_.rows) {
                throw Refusal(Code::invalid, "The question is grouped by too many things at once.");
            }
            plan_.rows *= part.digits;
        }
    }

    void add_topics(const Grouping& grouping) {
        if (plan_.topics) {
            throw Fault("cube: topics are grouped by once");
        }
        std::size_t words = 0;
        for (const auto& block : plan_.blocks) {
            words = std::max(words, block->topics.size());
        }
        plan_.topics = plan_.parts.size();
        Part part{.field = Field::topic, .digits = words * topics_a_word + 1};
        if (!grouping.classes.empty()) {
            put_classes(part, grouping.classes);
        }
        plan_.parts.push_back(std::move(part));
    }

    [[nodiscard]] Part code_part(const Grouping& grouping) const {
        if (grouping.field == Field::flag) {
            throw Fault("cube: flags are no grouping");
        }
        Part part{.field = grouping.field, .index = grouping.index};
        std::uint64_t top = 0;
        for (const auto& block : plan_.blocks) {
            top = std::max(top, column_of(*block, part.field, part.index).max());
        }
        part.digits = top + 1;
        if (!grouping.classes.empty()) {
            put_classes(part, grouping.classes);
        }
        return part;
    }

    static void put_classes(Part& part, const std::vector<std::uint32_t>& classes) {
        part.table = classes;
        part.table.resize(part.digits);
        part.digits = std::uint64_t{*std::ranges::max_element(part.table)} + 1;
    }

    // The table covers every day of the chosen blocks, since days not wanted are looked up before
    // they are masked.
    [[nodiscard]] Part calendar_part(const Grouping& grouping) const {
        Part part{.field = Field::day};
        Range all;
        for (const auto& block : plan_.blocks) {
            all.take(block->days.min);
            all.take(block->days.max);
        }
        if (plan_.blocks.empty()) {
            return part;
        }
        const auto period = period_of(grouping.field);
        const auto last = static_cast<Day>(all.max);
        part.origin = stored_day(static_cast<Day>(all.min));
        for (Day day = static_cast<Day>(all.min), start = first_day_of(period, day); day <= last;) {
            const Day next = next_after(period, start);
            part.labels.push_back(start);
            for (; day < next && day <= last; ++day) {
                part.table.push_back(static_cast<std::uint32_t>(part.labels.size() - 1));
            }
            start = next;
        }
        part.digits = part.labels.size();
        if (period == Period::day) {
            part.table.clear();
        }
        return part;
    }

    const Question& question_;
    const Snapshot& snapshot_;
    Plan plan_;
    Range wanted_days_, days_;
    bool asks_nothing_ = false;  // scores from high to low
};

}  // namespace

Plan make_plan(const Question& question, const Snapshot& snapshot) {
    return Planner(question, snapshot).make();
}

std::uint64_t composite_of(
    const Plan& plan, const Block& block, std::size_t group, std::size_t fact
) {
    std::uint64_t key = 0;
    for (const auto& part : plan.parts) {
        if (part.field == Field::topic) {
            continue;
        }
        const Column& column = column_of(block, part.field, part.index);
        const std::size_t at = is_per_group(part.field) ? group : fact;
        key += part.stride * part.digit_of(column[at]);
    }
    return key;
}

std::vector<std::int64_t> keys_of(const Plan& plan, std::uint64_t composite) {
    std::vector<std::int64_t> keys;
    keys.reserve(plan.parts.size());
    for (const auto& part : plan.parts) {
        const std::uint64_t digit = composite / part.stride % part.digits;
        keys.push_back(
            part.labels.empty() ? static_cast<std::int64_t>(digit)
                                : std::int64_t{part.labels[digit]}
        );
    }
    return keys;
}

}  // namespace styk::cube
