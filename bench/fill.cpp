// Fills a data folder with more than one would like to send, so that a server can be measured on
// top of it. No server may hold the folder.
//
//   fill facts FOLDER COUNT [ratings a feedback = 1]
//       only the log of facts, from which a cube is filled
//   fill feedback FOLDER COUNT
//       whole feedback as intake writes it, to all tables
//   fill table FILE COUNT
//       the facts of `fill facts` as lines of day, customer, touchpoint, segment, channel, score
//       (\N: none), apart by tabs, for other databases
//
// Facts: 40 touchpoints (skewed), 12 segments, 5 channels, 200 000 customers, 730 days, scores
// 0..10 with 4 % missing.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fmt/core.h>
#include <functional>
#include <memory>
#include <optional>
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
constexpr std::uint32_t days = 730, customers = 200'000, touchpoints = 40, segments = 12;
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

// One fact with its codes before they are packed.
struct Made {
    std::int64_t second = 0;
    std::uint32_t customer = 0, touchpoint = 0, segment = 0, channel = 0;
    bool has_comment = false;
};

// The same numbers from the same chance, whoever writes them down: from 0 on.
class Numbers {
public:
    Made next() {
        Made made;
        made.second = monday + std::int64_t{chance_.below(days)} * day_seconds;
        made.second += chance_.below(day_seconds);
        made.customer = skewed(chance_, customers);
        made.has_comment = chance_.below(2) == 1;
        made.channel = chance_.below(channels.size());
        made.segment = chance_.below(segments);
        made.touchpoint = skewed(chance_, touchpoints);
        return made;
    }

    // Nothing: asked, not answered.
    std::optional<std::uint8_t> score() {
        const std::uint32_t score = (chance_.below(8) + chance_.below(7) + chance_.below(10)) / 2;
        const bool given = chance_.below(100) >= 4;
        return given ? std::optional(static_cast<std::uint8_t>(std::min<std::uint32_t>(score, 10)))
                     : std::nullopt;
    }

private:
    Chance chance_{20'261'121};
};

class FactsMaker {
public:
    FactsMaker(feedback::Terms& terms, std::size_t ratings_each)
        : nps_(static_cast<std::uint16_t>(terms.code_of(feedback::metric_terms, "nps"))),
          touchpoints_(codes(terms, "touchpoint", touchpoints, touchpoint_name)),
          segments_(codes(
              terms, "segment", segments, [](auto i) { return fmt::format("segment_{:02}", i); }
          )),
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
        const Made made = numbers_.next();
        facts_.occurred_us = made.second * 1'000'000;
        facts_.customer.emplace();
        for (std::size_t i = 0; i < 4; ++i) {
            (*facts_.customer)[i] = static_cast<std::uint8_t>(made.customer >> (8 * i));
        }
        facts_.flags = made.has_comment ? 1 : 0;
        facts_.dimensions[0].code = channels_[made.channel];
        facts_.dimensions[5].code = segments_[made.segment];
        facts_.dimensions[4].code = touchpoints_[made.touchpoint];
        for (std::uint32_t i = 0; i < ratings_each_; ++i) {
            rate(facts_.ratings[i], touchpoints_[(made.touchpoint + i) % touchpoints]);
        }
        return cube::encode(facts_);
    }

private:
    void rate(cube::Rating& rating, std::uint32_t touchpoint) {
        const auto score = numbers_.score();
        rating = {.metric = nps_, .touchpoint = touchpoint, .value = score.value_or(0)};
        rating.state = score ? cube::State::given : cube::State::missing;
    }

    Numbers numbers_;
    std::uint16_t nps_;
    std::vector<std::uint32_t> touchpoints_, segments_, channels_;
    std::size_t ratings_each_;
    cube::LoggedFacts facts_;
};

void fill_facts(http::House& house, std::size_t count, std::size_t ratings_each) {
    FactsMaker maker(house.terms, ratings_each);
    house.database.write([](db::Tx& tx) {  // so that a day is the same everywhere
        tx.run("UPDATE firm SET time_zone = 'UTC'");
    });
    std::int64_t seq = 0;
    for (std::size_t made = 0; made < count;) {
        house.database.write([&](db::Tx& tx) {
            for (std::size_t i = 0; i < batch && made < count; ++i, made += ratings_each) {
                feedback::log_facts(tx, ++seq, maker.make());
            }
        });
    }
}

// Codes as the terms have them: from 1 on.
void fill_table(const char* path, std::size_t count) {
    const std::unique_ptr<std::FILE, decltype(&std::fclose)> file(
        std::fopen(path, "w"), &std::fclose
    );
    if (!file) {
        throw styk::Fault(fmt::format("cannot write {}", path));
    }
    Numbers numbers;
    for (std::size_t i = 0; i < count; ++i) {
        const Made made = numbers.next();
        const auto score = numbers.score();
        fmt::print(
            file.get(),
            "{}\t{}\t{}\t{}\t{}\t{}\n",
            made.second / day_seconds,
            made.customer + 1,
            made.touchpoint + 1,
            made.segment + 1,
            made.channel + 1,
            score ? std::to_string(*score) : "\\N"
        );
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
    if (what != "facts" && what != "feedback" && what != "table") {
        fmt::print(stderr, "usage: fill facts|feedback|table PLACE COUNT [RATINGS_EACH]\n");
        return 2;
    }
    try {
        if (what == "table") {
            fill_table(argv[2], number(argv[3]));
            return 0;
        }
        styk::Premises premises(
            {.place = {.data = argv[2], .db = {}},
             .group_commit = true,
             .count_in_database = true,
             .figures = {}}
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
