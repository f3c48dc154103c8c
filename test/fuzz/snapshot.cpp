// The bytes of a cube's block, damaged: each three bytes change one of a good block, a last odd one
// cuts it. It is refused, or the cube that it makes can be counted and written again.
#include "cube/snapshot.h"

#include <string>
#include <utility>
#include <vector>

#include "cube/cube.h"
#include "fuzz.h"

namespace styk {

namespace {

std::vector<std::string> blocks_of(const cube::Snapshot& snapshot) {
    std::vector<std::string> blocks;
    cube::write_blocks(snapshot, [&](std::string_view block) { blocks.emplace_back(block); });
    return blocks;
}

const std::string& good_block() {
    static const std::string block = [] {
        cube::Cube made;
        for (std::uint32_t i = 0; i < 300; ++i) {
            const std::uint32_t dims[] = {i % 5, i % 7 == 0 ? 0 : i};
            const cube::Rating ratings[] = {
                {.metric = 1, .touchpoint = i % 3, .value = static_cast<std::uint8_t>(i % 11)},
                {.metric = 2, .touchpoint = 0, .value = 3, .state = cube::State::missing}
            };
            const std::uint16_t topics[] = {static_cast<std::uint16_t>(i % 4 + 1)};
            made.add({
                .position = i + 1,
                .occurred_us = std::int64_t{1'700'000'000'000'000} + std::int64_t{60'000'000} * i,
                .local_day = 19'675,
                .hour = static_cast<std::uint8_t>(i % 24),
                .flags = static_cast<std::uint8_t>(i % 8),
                .customer = i % 50,
                .dims = dims,
                .ratings = std::span(ratings, i % 2 + 1),
                .topics = std::span(topics, i % 2),
            });
        }
        return blocks_of(*made.snapshot()).at(0);
    }();
    return block;
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    std::string block = good_block();
    for (; size >= 3; data += 3, size -= 3) {
        const std::size_t at = (data[0] * 256U + data[1]) % block.size();
        block[at] = static_cast<char>(data[2]);
    }
    if (size > 0) {
        block.resize(block.size() * data[0] / 256U);
    }
    cube::Rebuild rebuild;
    if (!rebuild.add(block)) {
        return 0;
    }
    const cube::Cube made(std::move(rebuild).finish(300));
    cube::Question question;
    question.by = {{.field = cube::Field::metric}, {.field = cube::Field::topic}};
    (void)made.count(question);
    question.by = {{.field = cube::Field::month}, {.field = cube::Field::dimension, .index = 1}};
    question.count_groups = true;
    (void)made.count(question);
    fuzz::need(blocks_of(*made.snapshot()).size() <= 1, "a block is one again");
    return 0;
}

}  // namespace styk
