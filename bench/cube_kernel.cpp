// How fast the cube counts, beside the bare loop over three byte arrays that no engine can beat in
// portable code.
//
//   cube_kernel [facts = 10000000] [threads = 1] [ratings a feedback = 1]
//
// Facts are generated: 40 touchpoints (skewed), 12 segments, 5 channels, 200 000 customers, 730
// days in random order, scores 0..10 with 4 % missing. Times are the least and the median of
// fifteen runs, in milliseconds.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/core.h>
#include <functional>
#include <numeric>
#include <thread>
#include <vector>

#include "chance.h"
#include "cube/cube.h"

namespace {

namespace cube = styk::cube;
using styk::Day;
using styk::bench::Chance;

constexpr Day monday = 19'723;  // 2024-01-01
constexpr std::uint32_t days = 730, touchpoints = 40, segments = 12, channels = 5,
                        customers = 200'000;

cube::Rating rating(Chance& chance) {
    const std::uint32_t a = chance.below(1000);
    cube::Rating made{.metric = 1, .touchpoint = 1 + a * a * touchpoints / 1'000'000};
    const std::uint32_t score = (chance.below(8) + chance.below(7) + chance.below(10)) / 2;
    made.state = chance.below(100) < 4 ? cube::State::missing : cube::State::given;
    made.value = static_cast<std::uint8_t>(std::min<std::uint32_t>(score, 10));
    return made;
}

// The bare loop's columns: what the cube keeps for the same facts.
struct Columns {
    std::vector<std::uint8_t> touchpoint, segment, slot;
};

void fill(cube::Cube& cube, Columns& columns, std::size_t facts, std::size_t ratings_each) {
    std::vector<std::uint32_t> dims;
    std::vector<cube::Rating> ratings;
    std::vector<cube::GroupFacts> batch;
    constexpr std::size_t batch_size = 4096;
    Chance chance{20'261'121};
    for (std::size_t made = 0; made < facts;) {
        batch.clear();
        dims.resize(batch_size * 2);
        ratings.resize(batch_size * ratings_each);
        for (std::size_t i = 0; i < batch_size && made < facts; ++i, made += ratings_each) {
            const Day day = monday + static_cast<Day>(chance.below(days));
            dims[2 * i] = 1 + chance.below(segments);
            dims[2 * i + 1] = 1 + chance.below(channels);
            for (std::size_t k = 0; k < ratings_each; ++k) {
                auto& one = ratings[i * ratings_each + k] = rating(chance);
                columns.touchpoint.push_back(static_cast<std::uint8_t>(one.touchpoint));
                columns.segment.push_back(static_cast<std::uint8_t>(dims[2 * i]));
                columns.slot.push_back(one.state == cube::State::missing ? 15 : one.value);
            }
            batch.push_back(
                {.position = static_cast<std::int64_t>(made),
                 .occurred_us = (std::int64_t{day} * 86'400 + chance.below(86'400)) * 1'000'000,
                 .local_day = day,
                 .hour = static_cast<std::uint8_t>(chance.below(24)),
                 .flags = static_cast<std::uint8_t>(chance.below(2)),
                 .customer = chance.below(customers),
                 .dims = std::span(dims).subspan(2 * i, 2),
                 .ratings = std::span(ratings).subspan(i * ratings_each, ratings_each)}
            );
        }
        cube.apply({.added = batch});
    }
}

std::uint64_t bare_loop(const Columns& c, std::size_t threads) {
    constexpr std::size_t width = 16, table = width * (touchpoints + 1) * (segments + 1);
    std::vector<std::vector<std::uint32_t>> counts(threads, std::vector<std::uint32_t>(2 * table));
    const auto part = [&](std::size_t t) {
        const std::size_t n = c.slot.size(), first = n * t / threads, last = n * (t + 1) / threads;
        std::uint32_t* even = counts[t].data();
        std::uint32_t* odd = even + table;
        const auto cell = [&](std::size_t i) {
            return (c.touchpoint[i] * (segments + 1) + c.segment[i]) * width + c.slot[i];
        };
        std::size_t i = first;
        for (; i + 2 <= last; i += 2) {
            ++even[cell(i)];
            ++odd[cell(i + 1)];
        }
        for (; i < last; ++i) {
            ++even[cell(i)];
        }
    };
    {
        std::vector<std::jthread> running;
        for (std::size_t t = 1; t < threads; ++t) {
            running.emplace_back(part, t);
        }
        part(0);
    }
    std::uint64_t check = 0;
    for (const auto& of_thread : counts) {
        for (std::size_t i = 0; i < of_thread.size(); ++i) {
            check += of_thread[i] * (i % width);
        }
    }
    return check;
}

void report(const char* name, const std::function<std::uint64_t()>& run) {
    std::vector<double> times;
    std::uint64_t result = run();
    for (int i = 0; i < 15; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        result = run();
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
                .count()
        );
    }
    std::ranges::sort(times);
    fmt::print(
        "  {:<46} {:8.2f} / {:8.2f}   ({})\n", name, times.front(), times[times.size() / 2], result
    );
}

std::uint64_t rows_and_facts(const cube::Cube& cube, const cube::Question& question) {
    std::uint64_t sum = 0;
    for (const auto& row : cube.count(question).rows) {
        sum += std::accumulate(row.counts.begin(), row.counts.end(), std::uint64_t{row.missing});
    }
    return sum;
}

void report_questions(const cube::Cube& cube, std::size_t threads) {
    using cube::Field, cube::Grouping, cube::Question;
    const Grouping touchpoint{.field = Field::touchpoint}, segment{.index = 0},
        week{.field = Field::week};
    const auto ask = [&](Question question) {
        question.metrics = {1};
        question.threads = static_cast<int>(threads);
        return [&cube, question] { return rows_and_facts(cube, question); };
    };
    report("touchpoint x segment", ask({.by = {touchpoint, segment}}));
    report("total", ask({}));
    report("week", ask({.by = {week}}));
    report(
        "one touchpoint, two segments, by week",
        ask(
            {.conditions =
                 {{.field = Field::touchpoint, .codes = {8}}, {.index = 0, .codes = {3, 6}}},
             .by = {week}}
        )
    );
    report(
        "three channels, by touchpoint x segment",
        ask({.conditions = {{.index = 1, .codes = {1, 3, 4}}}, .by = {touchpoint, segment}})
    );
    report(
        "ninety days, by touchpoint x segment",
        ask({.from_day = monday + 300, .to_day = monday + 390, .by = {touchpoint, segment}})
    );
    report(
        "touchpoint x segment, groups too", ask({.by = {touchpoint, segment}, .count_groups = true})
    );
    report(
        "touchpoint x segment x channel x month",
        ask({.by = {touchpoint, segment, {.index = 1}, {.field = Field::month}}})
    );
    report("customer", ask({.by = {{.field = Field::customer}}}));
    report(
        "one touchpoint, customer x day (hash table)",
        ask(
            {.conditions =
                 {{.field = Field::touchpoint, .codes = {8}}, {.index = 0, .codes = {3, 6}}},
             .by = {{.field = Field::customer}, {.field = Field::day}}}
        )
    );
}

}  // namespace

int main(int argc, char** argv) {
    const auto argument = [&](int at, std::size_t otherwise) {
        return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
    };
    const std::size_t facts = argument(1, 10'000'000), threads = argument(2, 1),
                      ratings_each = argument(3, 1);
    cube::Cube cube;
    Columns columns;
    const auto begin = std::chrono::steady_clock::now();
    fill(cube, columns, facts, ratings_each);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    fmt::print(
        "{} facts, {} a feedback, filled in {:.2f} s, {:.1f} bytes a fact, {} thread(s)\n",
        cube.facts(),
        ratings_each,
        seconds,
        static_cast<double>(cube.bytes()) / static_cast<double>(cube.facts()),
        threads
    );
    report("bare loop: touchpoint x segment", [&] { return bare_loop(columns, threads); });
    report_questions(cube, threads);
    return 0;
}
