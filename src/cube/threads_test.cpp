#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include "cube/cube_test_kit.h"

namespace styk::cube {

namespace {

// Each change adds two groups with one rating each (1 and 2) and takes the two of an earlier one
// away, so whatever snapshot a reader gets holds as many ones as twos, and never fewer than it has
// held before the taking began.
TEST(CubeThreads, a_reader_sees_each_change_whole_while_a_writer_appends_and_removes) {
    Cube cube;
    std::atomic<bool> done{false};
    std::atomic<int> torn{0};
    const auto read = [&] {
        std::int64_t last = 0;
        while (!done) {
            const auto answer = cube.count({.by = {{.field = Field::dimension}}, .threads = 2});
            std::uint64_t ones = 0, twos = 0;
            for (const auto& row : answer.rows) {
                ones += row.counts.size() > 1 ? row.counts[1] : 0;
                twos += row.counts.size() > 2 ? row.counts[2] : 0;
            }
            const std::int64_t changes = answer.position;
            const auto expected = static_cast<std::uint64_t>(changes - changes / 3);
            torn += ones != twos || ones != expected || changes < last ? 1 : 0;
            last = changes;
        }
    };
    std::thread first(read), second(read);
    for (std::int64_t i = 1; i <= 3000; ++i) {
        const auto code = static_cast<std::uint32_t>(i);  // passes 8 and then 16 bits of width
        const test::Stored one{
            .position = 2 * i, .dims = {code * 30}, .ratings = {{1, 1, 1, State::given}}
        };
        const test::Stored two{
            .position = 2 * i + 1,
            .dims = {1, code},
            .ratings = {{1, 1, 2, State::given}, {2, 1, 7, State::given}}
        };
        const std::vector<GroupFacts> added{one.facts(), two.facts()};
        const std::vector<std::int64_t> old{2 * (i / 3), 2 * (i / 3) + 1};
        cube.apply(
            {.removed = i % 3 == 0 ? std::span(old) : std::span<const std::int64_t>{},
             .added = added,
             .up_to = i}
        );
    }
    done = true;
    first.join();
    second.join();
    EXPECT_EQ(torn, 0);
    EXPECT_EQ(cube.groups(), 4000U);
}

}  // namespace

}  // namespace styk::cube
