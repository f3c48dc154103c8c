#include "stats/value_bytes.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "stats/random.h"

namespace styk::stats {
namespace {

// Read again it is the same; cut short or of another version it is nothing.
template <class Object, class Read, class Same>
void travels(const Object& object, Read read, Same same) {
    std::string bytes = to_bytes(object);
    const auto again = read(bytes);
    ASSERT_TRUE(again);
    EXPECT_TRUE(same(*again, object));
    EXPECT_EQ(to_bytes(*again), bytes);
    EXPECT_FALSE(read(std::string_view(bytes).substr(0, bytes.size() - 1)));
    EXPECT_FALSE(read(""));
    ++bytes[0];
    EXPECT_FALSE(read(bytes));
}

const auto equal = [](const auto& a, const auto& b) { return a == b; };

TEST(Bytes, every_mergeable_object_comes_back_as_it_went) {
    ValueHistogram values;
    SurvivalTable table;
    ScoreBins bins;
    Transitions transitions(6);
    Triples triples;
    Variants variants(5);
    Generator generator(3);
    for (int i = 0; i < 300; ++i) {
        values.add(std::floor(generator.normal() * 10));
        table.add_late(1, 2 + std::floor(20 * generator.uniform()), generator.uniform() < 0.5);
        bins.add(generator.uniform(), generator.uniform() < 0.3);
        std::vector<std::uint32_t> path;
        do {
            path.push_back(static_cast<std::uint32_t>(generator.below(6)));
        } while (generator.uniform() < 0.5);
        transitions.add(path);
        triples.add(path);
        variants.add(path);
    }
    travels(values, value_histogram_from_bytes, equal);
    travels(table, survival_table_from_bytes, equal);
    travels(bins, score_bins_from_bytes, equal);
    travels(transitions, transitions_from_bytes, equal);
    travels(triples, triples_from_bytes, [](const Triples& a, const Triples& b) {
        return a.counts() == b.counts();
    });
    travels(variants, variants_from_bytes, [](const Variants& a, const Variants& b) {
        return a.counts() == b.counts() && a.journeys() == b.journeys() && a.lost() == b.lost();
    });
}

TEST(Bytes, customers_of_days_before_1970_too) {
    const std::vector<CustomerSummary> customers{{3, -20, 45, 12.5, 2.5}, {}};
    EXPECT_EQ(
        customers_from_bytes(to_bytes(std::span<const CustomerSummary>(customers))), customers
    );
}

TEST(Bytes, empty_objects_travel_and_kinds_are_not_confused) {
    EXPECT_EQ(*transitions_from_bytes(to_bytes(Transitions())), Transitions());
    EXPECT_EQ(*value_histogram_from_bytes(to_bytes(ValueHistogram())), ValueHistogram());
    EXPECT_FALSE(survival_table_from_bytes(to_bytes(ValueHistogram())));
}

TEST(Bytes, what_cannot_be_is_nothing) {
    std::string bytes = to_bytes(value_histogram(std::vector<double>{1}));
    bytes[8] = bytes[9] = static_cast<char>(0xFF);  // NaN
    EXPECT_FALSE(value_histogram_from_bytes(bytes));
    std::string steps = to_bytes(Transitions(3));
    steps[4] = static_cast<char>(0xFF);  // far too many activities
    EXPECT_FALSE(transitions_from_bytes(steps));
    Variants variants;
    variants.add(std::vector<std::uint32_t>{1, 2});
    std::string ways = to_bytes(variants);
    ways[2 + 24] = static_cast<char>(0x7F);  // a way longer than the bytes
    EXPECT_FALSE(variants_from_bytes(ways));
}

}  // namespace
}  // namespace styk::stats
