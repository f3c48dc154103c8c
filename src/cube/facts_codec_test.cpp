#include "cube/facts_codec.h"

#include <gtest/gtest.h>
#include <random>

namespace styk::cube {

namespace {

LoggedFacts sample() {
    LoggedFacts facts{.occurred_us = 1'795'000'000'123'456, .flags = 5};
    facts.customer.emplace();
    facts.customer->fill(0xAB);
    facts.dimensions = {{0, 3}, {1, 70'000}, {65'535, 0xFFFF'FFFF}};
    facts.ratings = {
        {1, 2, 10, State::given}, {2, 0, 0, State::not_applicable}, {0, 9, 0, State::missing}
    };
    facts.topics = {1, 70, 256};
    return facts;
}

LoggedFacts random_facts(std::mt19937_64& random) {
    LoggedFacts facts;
    facts.occurred_us =
        static_cast<std::int64_t>(random() >> random() % 64) * (random() % 2 == 0 ? 1 : -1);
    facts.flags = static_cast<std::uint8_t>(random());
    if (random() % 2 == 0) {
        facts.customer.emplace();
        for (auto& byte : *facts.customer) {
            byte = static_cast<std::uint8_t>(random());
        }
    }
    for (auto i = random() % 5; i > 0; --i) {
        facts.dimensions.push_back(
            {static_cast<std::uint16_t>(random()),
             static_cast<std::uint32_t>(random() >> (32 + random() % 32))}
        );
    }
    for (auto i = random() % 20; i > 0; --i) {
        Rating rating{
            .metric = static_cast<std::uint16_t>(random() % 300),
            .touchpoint = static_cast<std::uint32_t>(random() % 300),
            .state = static_cast<State>(random() % 3)
        };
        rating.value = rating.state == State::given
                           ? static_cast<std::uint8_t>(random() % (max_score + 1))
                           : 0;
        facts.ratings.push_back(rating);
    }
    for (std::uint16_t topic = 1; topic <= max_topics && random() % 2 == 0; ++topic) {
        topic = static_cast<std::uint16_t>(topic + random() % 40);
        if (topic <= max_topics) {
            facts.topics.push_back(topic);
        }
    }
    return facts;
}

TEST(FactsCodec, reads_back_what_it_wrote) {
    EXPECT_EQ(decode(encode(sample())), sample());
    EXPECT_EQ(decode(encode({})), LoggedFacts{});
    std::mt19937_64 random(3);
    for (int i = 0; i < 5000; ++i) {
        const auto facts = random_facts(random);
        ASSERT_EQ(decode(encode(facts)), facts);
    }
}

TEST(FactsCodec, reads_back_the_ends_of_time) {
    for (const std::int64_t us :
         {std::numeric_limits<std::int64_t>::min(),
          std::int64_t{-1},
          std::numeric_limits<std::int64_t>::max()}) {
        LoggedFacts facts;
        facts.occurred_us = us;
        EXPECT_EQ(decode(encode(facts)), facts);
    }
}

// The layout is a promise to rows already written: a change of these bytes needs a new version.
TEST(FactsCodec, version_one_is_these_bytes) {
    LoggedFacts facts{.occurred_us = -2, .flags = 1};
    facts.dimensions = {{2, 300}};
    facts.ratings = {{1, 4, 9, State::given}, {1, 5, 0, State::missing}};
    const std::string bytes = encode(facts);
    const std::vector<int> expected{1, 3, 1, 0, 1, 2, 0xAC, 2, 2, 1, 4, 0, 9, 1, 5, 1};
    EXPECT_EQ(
        std::vector<int>(
            reinterpret_cast<const std::uint8_t*>(bytes.data()),
            reinterpret_cast<const std::uint8_t*>(bytes.data()) + bytes.size()
        ),
        expected
    );
}

TEST(FactsCodec, version_two_adds_topics_to_these_bytes) {
    LoggedFacts facts{.occurred_us = -2, .flags = 1};
    const std::string before = encode(facts);
    facts.topics = {3, 200};
    EXPECT_EQ(encode(facts), '\x02' + before.substr(1) + "\x02\x03\xC8\x01");
}

TEST(FactsCodec, gives_nothing_for_any_beginning_or_any_addition) {
    const std::string bytes = encode(sample());
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EXPECT_FALSE(decode(std::string_view(bytes).substr(0, length))) << length;
    }
    EXPECT_FALSE(decode(bytes + '\0'));
}

TEST(FactsCodec, gives_nothing_for_rubbish) {
    using namespace std::string_view_literals;
    EXPECT_FALSE(decode(""));
    EXPECT_FALSE(decode("\x03\x00\x00\x00\x00\x00"sv));      // unknown version
    EXPECT_FALSE(decode("\x02\x00\x00\x00\x00\x00\x00"sv));  // topics, but none
    EXPECT_TRUE(decode("\x02\x00\x00\x00\x00\x00\x02\x01\x02"sv));
    EXPECT_FALSE(decode("\x02\x00\x00\x00\x00\x00\x02\x02\x01"sv));  // not ascending
    EXPECT_FALSE(decode("\x02\x00\x00\x00\x00\x00\x01\x00"sv));      // no such topic
    EXPECT_FALSE(decode("\x02\x00\x00\x00\x00\x00\x01\x81\x02"sv));  // 257
    EXPECT_FALSE(decode("\x01\x00\x00\x02\x00\x00"sv));              // neither 0 nor 1
    EXPECT_FALSE(decode("\x01\x80\x00\x00\x00\x00\x00"sv));          // 0 in two bytes
    EXPECT_FALSE(decode("\x01\x00\x00\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x00"sv)
    );  // no room for so many
    EXPECT_FALSE(decode("\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02\x00\x00\x00\x00"sv)
    );                                                                       // past 64 bits
    EXPECT_FALSE(decode("\x01\x00\x00\x00\x00\x01\x80\x80\x04\x00\x01"sv));  // metric past 16 bits
    EXPECT_FALSE(decode("\x01\x00\x00\x00\x00\x01\x01\x00\x03"sv));          // no such state
    EXPECT_FALSE(decode("\x01\x00\x00\x00\x00\x01\x01\x00\x00\xFE"sv));      // score 254
    EXPECT_TRUE(decode("\x01\x00\x00\x00\x00\x01\x01\x00\x00\xFD"sv));
}

// Whatever is read is what its own encoding says: no two byte strings mean the same.
TEST(FactsCodec, what_it_reads_from_damaged_bytes_is_written_the_same) {
    std::mt19937_64 random(11);
    int readable = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string bytes = encode(random_facts(random));
        for (auto hits = 1 + random() % 3; hits > 0; --hits) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        if (const auto facts = decode(bytes)) {
            ++readable;
            ASSERT_EQ(encode(*facts), bytes);
        }
    }
    EXPECT_GT(readable, 1000);
}

}  // namespace

}  // namespace styk::cube
