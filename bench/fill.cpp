// Fills a data folder with more than one would like to send, so that a server can be measured on
// top of it. No server may hold the folder.
//
//   fill facts FOLDER COUNT [ratings a feedback = 1]
//       only the log of facts, from which a cube is filled
//   fill feedback FOLDER COUNT
//       whole feedback as intake writes it, to all tables
//
// Facts: 40 touchpoints (skewed), 12 segments, 5 channels, 200 000 customers, 730 days, scores
// 0..10 with 4 % missing.
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/core.h>
#include <functional>
#include <string>
#include <vector>

#include "chance.h"
#include "feedback/dimension.h"
#include "feedback/facts_store.h"
#include "premises.h"
#include "story/receive_feedback.h"

namespace {

namespace cube = styk::cube;
namespace db = styk::db;
namespace feedback = styk::feedback;
namespace http = styk::http;
namespace story = styk::story;
using feedback::Dimension;
using styk::Instant;
using styk::bench::Chance;

constexpr std::int64_t monday = 1'704'067'200;  // 2024-01-01, seconds
constexpr std::uint32_t days = 730, customers = 200'000, touchpoints = 40;
constexpr std::uint32_t day_seconds = 86'400;
constexpr std::size_t batch = 20'000;
constexpr std::array channels{"web", "email", "phone", "store", "app"};

std::string touchpoint_name(std::uint32_t number) {
    return fmt::format("touchpoint_{:02}", number);
}

std::uint32_t skewed(Chance& chance, std::uint32_t below) {
    const std::uint64_t a = chance.below(10'000);
    return static_cast<std::uint32_t>(a * a * below / 100'000'000);
}

// The codes of names, first to last.
std::vector<std::uint32_t> codes(
    feedback::Terms& terms,
    std::string_view dimension,
    std::uint32_t count,
    const std::function<std::string(std::uint32_t)>& name
) {
    std::vector<std::uint32_t> out;
    out.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        out.push_back(terms.code_of(dimension, name(i)));
    }
    return out;
}

class FactsMaker {
public:
    FactsMaker(feedback::Terms& terms, std::size_t ratings_each)
        : nps_(static_cast<std::uint16_t>(terms.code_of(feedback::metric_terms, "nps"))),
          touchpoints_(codes(terms, "touchpoint", touchpoints, touchpoint_name)),
          segments_(
              codes(terms, "segment", 12, [](auto i) { return fmt::format("segment_{:02}", i); })
          ),
          channels_(codes(terms, "channel", channels.size(), [](auto i) { return channels[i]; })),
          ratings_each_(ratings_each) {
        facts_.dimensions = {
            {static_cast<std::uint16_t>(Dimension::channel), 0},
            {static_cast<std::uint16_t>(Dimension::source), terms.code_of("source", "api")},
            {static_cast<std::uint16_t>(Dimension::kind), terms.code_of("kind", "response")},
            {static_cast<std::uint16_t>(Dimension::language), terms.code_of("language", "en")},
            {static_cast<std::uint16_t>(Dimension::touchpoint), 0},
            {static_cast<std::uint16_t>(Dimension::segment), 0}
        };
        facts_.ratings.resize(ratings_each);
    }

    std::string make() {
        const std::int64_t second = monday + std::int64_t{chance_.below(days)} * day_seconds;
        facts_.occurred_us = (second + chance_.below(day_seconds)) * 1'000'000;
        facts_.customer.emplace();
        const std::uint32_t customer = skewed(chance_, customers);
        for (std::size_t i = 0; i < 4; ++i) {
            (*facts_.customer)[i] = static_cast<std::uint8_t>(customer >> (8 * i));
        }
        facts_.flags = static_cast<std::uint8_t>(chance_.below(2));
        facts_.dimensions[0].code = channels_[chance_.below(channels.size())];
        facts_.dimensions[5].code =
            segments_[chance_.below(static_cast<std::uint32_t>(segments_.size()))];
        const std::uint32_t first = skewed(chance_, touchpoints);
        facts_.dimensions[4].code = touchpoints_[first];
        for (std::uint32_t i = 0; i < ratings_each_; ++i) {
            rate(facts_.ratings[i], touchpoints_[(first + i) % touchpoints]);
        }
        return cube::encode(facts_);
    }

private:
    void rate(cube::Rating& rating, std::uint32_t touchpoint) {
        const std::uint32_t score = (chance_.below(8) + chance_.below(7) + chance_.below(10)) / 2;
        rating = {.metric = nps_, .touchpoint = touchpoint};
        rating.state = chance_.below(100) < 4 ? cube::State::missing : cube::State::given;
        rating.value = static_cast<std::uint8_t>(std::min<std::uint32_t>(score, 10));
    }

    Chance chance_{20'261'121};
    std::uint16_t nps_;
    std::vector<std::uint32_t> touchpoints_, segments_, channels_;
    std::size_t ratings_each_;
    cube::LoggedFacts facts_;
};

void fill_facts(http::House& house, std::size_t count, std::size_t ratings_each) {
    FactsMaker maker(house.terms, ratings_each);
    std::int64_t seq = 0;
    for (std::size_t made = 0; made < count;) {
        house.database.write([&](db::Tx& tx) {
            for (std::size_t i = 0; i < batch && made < count; ++i, made += ratings_each) {
                feedback::log_facts(tx, ++seq, maker.make());
            }
        });
    }
}

void rate(feedback::Draft& draft, const char* metric, std::int64_t value) {
    auto& made = draft.ratings.emplace_back();
    made.metric = metric;
    made.value = value;
}

feedback::Draft draft(Chance& chance, std::size_t number) {
    feedback::Draft made;
    made.source = "api";
    made.channel = channels[chance.below(channels.size())];
    made.touchpoint = touchpoint_name(skewed(chance, touchpoints));
    made.customer = fmt::format("customer-{}", chance.below(20'000));
    made.occurred_at = Instant{(monday + chance.below(days * day_seconds)) * 1'000'000};
    made.comment = fmt::format(
        "Order {} came {} days late, and the {} at desk {} was kind about it.",
        number,
        chance.below(30),
        chance.below(2) == 0 ? "woman" : "man",
        chance.below(400)
    );
    made.language = "en";
    rate(made, "nps", chance.below(11));
    rate(made, "csat", 1 + chance.below(5));
    rate(made, "ces", 1 + chance.below(7));
    return made;
}

void fill_feedback(http::House& house, std::size_t count) {
    Chance chance{20'261'121};
    const db::Change by{{"system", "", "Styk"}, house.clock.now()};
    for (std::size_t made = 0; made < count;) {
        std::vector<feedback::Draft> drafts;
        for (std::size_t i = 0; i < batch && made < count; ++i, ++made) {
            drafts.push_back(draft(chance, made));
        }
        story::receive_many(house.intake(), drafts, {}, by);
    }
}

std::size_t number(const char* text) {
    std::size_t out = 0;
    const std::string_view all(text);
    std::from_chars(all.data(), all.data() + all.size(), out);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 3 ? argv[1] : "";
    if (what != "facts" && what != "feedback") {
        fmt::print(stderr, "usage: fill facts|feedback FOLDER COUNT [RATINGS_EACH]\n");
        return 2;
    }
    try {
        styk::Premises premises(
            {.place = {.data = argv[2], .db = {}}, .group_commit = true, .figures = {}}
        );
        const std::size_t count = number(argv[3]);
        what == "facts" ? fill_facts(premises.house(), count, argc > 4 ? number(argv[4]) : 1)
                        : fill_feedback(premises.house(), count);
    } catch (const std::exception& wrong) {
        fmt::print(stderr, "fill: {}\n", wrong.what());
        return 1;
    }
    return 0;
}
