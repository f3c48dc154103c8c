// What may not be shown can not be computed from what is shown either.

#include "story/compare.h"

#include <gtest/gtest.h>

namespace styk::story {
namespace {

// Answers every question with the same groups.
class FixedEngine final : public insight::Engine {
public:
    explicit FixedEngine(std::vector<insight::Counted> rows) : rows_(std::move(rows)) {}

    [[nodiscard]] insight::Count count(
        const feedback::Directory& /*directory*/,
        const std::string& /*metric*/,
        const std::vector<insight::GroupBy>& /*by*/,
        const feedback::Filter& /*filter*/
    ) const override {
        return {rows_, 0};
    }

    [[nodiscard]] std::vector<insight::WeightedCounted> count_weighted(
        const feedback::Directory& /*directory*/,
        const std::string& /*metric*/,
        const std::vector<insight::GroupBy>& /*by*/,
        const insight::Weights& /*weights*/,
        const feedback::Filter& /*filter*/
    ) const override {
        return {};
    }

    [[nodiscard]] std::vector<insight::ClusteredCounted> count_clustered(
        const feedback::Directory& /*directory*/,
        const std::string& /*metric*/,
        const std::vector<insight::GroupBy>& /*by*/,
        const std::vector<std::int32_t>& /*points*/,
        const std::optional<insight::Weights>& /*weights*/,
        const feedback::Filter& /*filter*/
    ) const override {
        return {};
    }

    [[nodiscard]] std::vector<insight::Tallied> count_records(
        const feedback::Directory& /*directory*/,
        const insight::GroupBy& /*by*/,
        const feedback::Filter& /*filter*/
    ) const override {
        return {};
    }

    [[nodiscard]] cube::CrossAnswer relate(
        const feedback::Directory& /*directory*/,
        const insight::RelationQuestion& /*question*/,
        const feedback::Filter& /*filter*/
    ) const override {
        return {};
    }

    [[nodiscard]] cube::SpoiledAnswer spoiled(
        const feedback::Directory& /*directory*/,
        const insight::Rated& /*outcome*/,
        const std::vector<insight::Rated>& /*items*/,
        const std::vector<cube::Ends>& /*ends*/,
        const feedback::Filter& /*filter*/
    ) const override {
        return {};
    }

    [[nodiscard]] std::vector<insight::Companion> companions(
        const feedback::Directory& /*directory*/,
        const insight::Rated& /*with*/,
        const feedback::Filter& /*filter*/
    ) const override {
        return {};
    }

private:
    std::vector<insight::Counted> rows_;
};

stats::Histogram ratings(std::uint64_t n, int of) {
    auto histogram = stats::empty_histogram(0, 10);
    histogram.counts[static_cast<std::size_t>(of)] = n;
    return histogram;
}

feedback::Directory directory_hiding_below(std::int64_t least) {
    firm::Firm firm;
    firm.customers_min = least;
    feedback::Directory directory(firm);
    metric::Metric nps;
    nps.key = "nps";
    nps.kind = metric::Kind::net;
    nps.max = 10;
    nps.positive = {9, 10};
    nps.negative = {0, 1, 2, 3, 4, 5, 6};
    directory.metrics = feedback::Register(std::vector{nps});
    return directory;
}

std::vector<std::string> hidden(const Comparisons& all, Side Comparison::* side) {
    std::vector<std::string> keys;
    for (const auto& row : all.rows) {
        if ((row.*side).estimate.tier == stats::Tier::hidden) {
            keys.push_back(row.keys.back().value_or(""));
        }
    }
    return keys;
}

const std::vector<insight::Counted> three_groups{
    {{"large"}, ratings(60, 9)}, {{"medium"}, ratings(40, 3)}, {{"small"}, ratings(4, 9)}
};

TEST(Compare, a_hidden_group_takes_the_smallest_other_and_both_rests_with_it) {
    const auto found = compare_groups(
        FixedEngine(three_groups),
        directory_hiding_below(10),
        people::the_system(),
        {{"nps"}, {"channel"}, {}}
    );
    const std::vector<std::string> both{"medium", "small"};
    EXPECT_EQ(hidden(found, &Comparison::one), both);
    EXPECT_EQ(hidden(found, &Comparison::other), both);
    EXPECT_EQ(found.of, 1U);  // the large one against both others together
}

TEST(Compare, nothing_is_hidden_where_nobody_must_be) {
    const auto found = compare_groups(
        FixedEngine(three_groups),
        directory_hiding_below(1),
        people::the_system(),
        {{"nps"}, {"channel"}, {}}
    );
    EXPECT_TRUE(hidden(found, &Comparison::one).empty());
    EXPECT_TRUE(hidden(found, &Comparison::other).empty());
    EXPECT_EQ(found.of, 2U);
    EXPECT_EQ(found.stands, 2U);
}

TEST(Compare, periods_hide_a_second_group_too) {
    const Instant now{};
    const auto found = compare_periods(
        FixedEngine(three_groups),
        directory_hiding_below(10),
        people::the_system(),
        {{"nps"}, {"channel"}, {}},
        now - std::chrono::hours(48),
        now - std::chrono::hours(24),
        now
    );
    EXPECT_EQ(hidden(found, &Comparison::one).size(), 2U);
    EXPECT_EQ(hidden(found, &Comparison::other).size(), 2U);
}

}  // namespace
}  // namespace styk::story
