#include "cube/cube_test_kit.h"

#include <algorithm>
#include <set>

namespace styk::cube::test {

namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t n) {
    return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random);
}

Rating random_rating(std::mt19937& random) {
    const auto metric = static_cast<std::uint16_t>(1 + below(random, 3));
    const auto state = below(random, 10);
    if (state < 2) {
        return {metric, below(random, 40), 0, state == 0 ? State::missing : State::not_applicable};
    }
    return {metric, below(random, 40), static_cast<std::uint8_t>(below(random, 11)), State::given};
}

Stored random_group(std::mt19937& random, std::int64_t position, bool single) {
    Stored group{
        .position = position, .day = static_cast<Day>(19'000 + position / 100 + below(random, 30))
    };
    group.occurred_us =
        std::int64_t{group.day} * 86'400'000'000 + below(random, 86'400) * std::int64_t{1'000'000};
    group.hour = static_cast<std::uint8_t>(below(random, 24));
    group.flags = static_cast<std::uint8_t>(below(random, 4));
    group.customer = below(random, 70'000);
    // A first dimension that is always there, a second as wide as 16 bits, a third that only later
    // groups have.
    group.dims = {1 + below(random, 12), below(random, 3) == 0 ? below(random, 900) : 0};
    if (position > 15'000 && below(random, 2) == 0) {
        group.dims.push_back(below(random, 100'000));
    }
    // Topics come late, too, and those of a second and a fourth word later still.
    for (std::uint32_t i = position > 2'000 ? below(random, 4) : 0; i > 0; --i) {
        const std::uint32_t most = position < 9'000 ? 20 : position < 12'000 ? 80 : max_topics;
        group.topics.push_back(static_cast<std::uint16_t>(1 + below(random, most)));
    }
    const std::size_t ratings = single ? 1 : below(random, 6);
    for (std::size_t i = 0; i < ratings; ++i) {
        group.ratings.push_back(random_rating(random));
    }
    return group;
}

std::vector<std::uint32_t> some_codes(std::mt19937& random, std::uint32_t below_code) {
    std::vector<std::uint32_t> codes(below(random, 5));
    std::ranges::generate(codes, [&] { return below(random, below_code); });
    return codes;
}

Condition random_condition(std::mt19937& random) {
    Condition condition{.negated = below(random, 3) == 0};
    switch (below(random, 9)) {
        case 8:
            condition.field = Field::topic;
            break;
        case 0:
            condition.field = Field::touchpoint;
            break;
        case 1:
            condition.field = Field::metric;
            break;
        case 2:
            condition.field = Field::customer;
            break;
        case 3:
            condition.field = Field::flag;
            break;
        case 4:
            condition.field = Field::hour;
            break;
        default:
            condition.index = static_cast<std::uint16_t>(below(random, 5));
            break;  // 3 and 4 do not exist
    }
    const std::uint32_t codes = condition.field == Field::flag       ? 3
                                : condition.field == Field::metric   ? 5
                                : condition.field == Field::customer ? 80'000
                                                                     : 40;
    condition.codes = some_codes(random, codes);
    if (condition.field == Field::customer) {
        for (std::uint32_t code = 0; code < 20'000; ++code) {
            condition.codes.push_back(code);
        }
    }
    return condition;
}

Grouping random_grouping(std::mt19937& random) {
    constexpr std::array fields{
        Field::dimension,
        Field::dimension,
        Field::touchpoint,
        Field::metric,
        Field::customer,
        Field::hour,
        Field::topic,
        Field::day,
        Field::week,
        Field::month,
        Field::quarter,
        Field::year
    };
    Grouping grouping{.field = fields[below(random, fields.size())]};
    if (grouping.field == Field::dimension) {
        grouping.index = static_cast<std::uint16_t>(below(random, 4));
    }
    if (grouping.field < Field::topic && below(random, 3) == 0) {
        grouping.classes.resize(1 + below(random, 30));
        std::ranges::generate(grouping.classes, [&] { return below(random, 6); });
    }
    return grouping;
}

std::uint32_t code_of(const Stored& group, const Rating& rating, Field field, std::uint16_t index) {
    switch (field) {
        case Field::dimension:
            return index < group.dims.size() ? group.dims[index] : 0;
        case Field::touchpoint:
            return rating.touchpoint;
        case Field::metric:
            return rating.metric;
        case Field::customer:
            return group.customer;
        case Field::hour:
            return group.hour;
        default:
            return 0;
    }
}

// 0: it has none.
std::set<std::uint32_t> topics_of(const Stored& group) {
    const std::set<std::uint32_t> topics(group.topics.begin(), group.topics.end());
    return topics.empty() ? std::set<std::uint32_t>{0} : topics;
}

bool holds(const Condition& condition, const Stored& group, const Rating& rating) {
    bool any = false;
    if (condition.field == Field::topic) {
        for (const std::uint32_t topic : topics_of(group)) {
            any = any || std::ranges::find(condition.codes, topic) != condition.codes.end();
        }
        return any != condition.negated;
    }
    for (const std::uint32_t code : condition.codes) {
        any = any || (condition.field == Field::flag
                          ? (group.flags >> code & 1) != 0
                          : code == code_of(group, rating, condition.field, condition.index));
    }
    return any != condition.negated;
}

bool is_asked(const Question& q, const Stored& group, const Rating& rating) {
    if ((q.from_day && group.day < *q.from_day) || (q.to_day && group.day >= *q.to_day) ||
        (q.from_us && group.occurred_us < *q.from_us) ||
        (q.to_us && group.occurred_us >= *q.to_us)) {
        return false;
    }
    if (!q.metrics.empty() && std::ranges::find(q.metrics, rating.metric) == q.metrics.end()) {
        return false;
    }
    if ((q.score_min || q.score_max) &&
        (rating.state != State::given || rating.value < q.score_min.value_or(0) ||
         rating.value > q.score_max.value_or(255))) {
        return false;
    }
    return std::ranges::all_of(q.conditions, [&](const auto& c) {
        return holds(c, group, rating);
    });
}

std::int64_t key_of(const Grouping& by, const Stored& group, const Rating& rating) {
    switch (by.field) {
        case Field::day:
            return group.day;
        case Field::week:
            return first_day_of(Period::week, group.day);
        case Field::month:
            return first_day_of(Period::month, group.day);
        case Field::quarter:
            return first_day_of(Period::quarter, group.day);
        case Field::year:
            return first_day_of(Period::year, group.day);
        default:
            break;
    }
    const std::uint32_t code = code_of(group, rating, by.field, by.index);
    if (by.classes.empty()) {
        return code;
    }
    return code < by.classes.size() ? by.classes[code] : 0;
}

struct Cell {
    std::map<std::uint8_t, std::uint64_t> counts;
    std::uint64_t missing = 0, not_applicable = 0, groups = 0;
    const Stored* last = nullptr;
};

void take(Cell& cell, const Stored& group, const Rating& rating) {
    switch (rating.state) {
        case State::given:
            ++cell.counts[rating.value];
            break;
        case State::missing:
            ++cell.missing;
            break;
        case State::not_applicable:
            ++cell.not_applicable;
            break;
    }
    cell.groups += cell.last != &group ? 1 : 0;
    cell.last = &group;
}

}  // namespace

void load(Cube& cube, std::span<const Stored> stored) {
    for (std::size_t first = 0; first < stored.size(); first += 1000) {
        std::vector<GroupFacts> batch;
        for (const auto& group :
             stored.subspan(first, std::min<std::size_t>(1000, stored.size() - first))) {
            batch.push_back(group.facts());
        }
        cube.apply({.added = batch});
    }
}

std::vector<Stored> random_groups(unsigned seed, std::size_t n, bool single) {
    std::mt19937 random(seed);
    std::vector<Stored> stored;
    for (std::size_t i = 0; i < n; ++i) {
        stored.push_back(random_group(random, static_cast<std::int64_t>(i), single));
    }
    return stored;
}

Question random_question(std::mt19937& random, std::span<const Stored> stored) {
    Question q;
    if (below(random, 2) == 0) {
        q.metrics = {static_cast<std::uint16_t>(below(random, 4))};
    }
    if (below(random, 3) == 0) {
        q.from_day = 19'000 + static_cast<Day>(below(random, 300));
        q.to_day = *q.from_day + static_cast<Day>(below(random, 400));  // now and then nothing
    }
    if (below(random, 4) == 0) {
        q.from_us = (19'000 + std::int64_t{below(random, 300)}) * 86'400'000'000 + 12'345;
        q.to_us = *q.from_us + std::int64_t{below(random, 300)} * 43'200'000'000;
    }
    for (std::uint32_t i = below(random, 3); i > 0; --i) {
        q.conditions.push_back(random_condition(random));
    }
    if (below(random, 4) == 0) {
        q.score_min = static_cast<std::uint8_t>(below(random, 11));
    }
    if (below(random, 4) == 0) {
        q.score_max = static_cast<std::uint8_t>(below(random, 11));
    }
    if (below(random, 5) == 0) {
        q.positions.emplace();
        for (std::uint32_t i = below(random, 2) == 0 ? 20 : 3000; i > 0; --i) {
            q.positions->push_back(
                stored[below(random, static_cast<std::uint32_t>(stored.size()))].position
            );
        }
    }
    for (std::uint32_t i = below(random, 4); i > 0; --i) {
        auto by = random_grouping(random);
        if (by.field != Field::topic ||
            std::ranges::find(q.by, Field::topic, &Grouping::field) == q.by.end()) {
            q.by.push_back(std::move(by));
        }
    }
    q.count_groups = below(random, 2) == 0;
    return q;
}

void each_asked(
    const Question& question,
    std::span<const Stored> stored,
    const std::function<void(const Stored&, const Rating&, const std::vector<std::int64_t>& keys)>&
        visit
) {
    std::vector<std::int64_t> positions = question.positions.value_or(std::vector<std::int64_t>{});
    std::ranges::sort(positions);
    const std::vector<Rating> none{{0, 0, 0, State::missing}};
    for (const auto& group : stored) {
        if (question.positions && !std::ranges::binary_search(positions, group.position)) {
            continue;
        }
        for (const auto& rating : group.ratings.empty() ? none : group.ratings) {
            if (is_asked(question, group, rating)) {
                std::vector<std::int64_t> keys;
                for (const auto& by : question.by) {
                    keys.push_back(key_of(by, group, rating));
                }
                const auto by_topic =
                    std::ranges::find(question.by, Field::topic, &Grouping::field);
                if (by_topic == question.by.end()) {
                    visit(group, rating, keys);
                    continue;
                }
                for (const std::uint32_t topic : topics_of(group)) {
                    keys[static_cast<std::size_t>(by_topic - question.by.begin())] = topic;
                    visit(group, rating, keys);
                }
            }
        }
    }
}

Answer naive_count(const Question& question, std::span<const Stored> stored) {
    std::map<std::vector<std::int64_t>, Cell> cells;
    each_asked(question, stored, [&](const auto& group, const auto& rating, const auto& keys) {
        take(cells[keys], group, rating);
    });
    Answer answer;
    for (const auto& [keys, cell] : cells) {
        answer.levels = std::max(
            answer.levels, cell.counts.empty() ? 0 : cell.counts.rbegin()->first + std::size_t{1}
        );
    }
    for (const auto& [keys, cell] : cells) {
        Row row{.keys = keys, .counts = std::vector<std::uint64_t>(answer.levels)};
        for (const auto& [value, count] : cell.counts) {
            row.counts[value] = count;
        }
        row.missing = cell.missing;
        row.not_applicable = cell.not_applicable;
        row.groups = question.count_groups ? cell.groups : 0;
        answer.rows.push_back(std::move(row));
    }
    return answer;
}

void remove_and_replace_some(
    std::mt19937& random, Cube& cube, std::vector<Stored>& stored, int round
) {
    // The second round removes most of a stretch, so that blocks are made anew and joined.
    const std::size_t first = below(random, static_cast<std::uint32_t>(stored.size() / 2));
    const std::size_t last =
        std::min(stored.size(), first + (round == 1 ? stored.size() / 2 : 500));
    std::vector<std::int64_t> removed{-1};  // never there
    std::vector<Stored> kept;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        const bool goes = i >= first && i < last && below(random, 10) != 0;
        goes ? removed.push_back(stored[i].position) : kept.push_back(stored[i]);
    }
    std::vector<Stored> back;  // some come back changed, under their old position, and one is new
    for (std::size_t i = 1; i < removed.size(); i += 50) {
        back.push_back(random_group(random, removed[i], false));
    }
    back.push_back(random_group(random, 1'000'000 + round, false));
    std::vector<GroupFacts> added;
    for (const auto& group : back) {
        added.push_back(group.facts());
    }
    cube.apply({.removed = removed, .added = added});
    kept.insert(kept.end(), back.begin(), back.end());
    stored = std::move(kept);
}

}  // namespace styk::cube::test
