#include "insight/stored_question.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "support/sample_firm.h"

namespace styk::insight {
namespace {

using feedback::Criterion;

Question read(const std::string& metric, const std::string& query, Problems& problems) {
    return stored_question(*test::sample_directory(), metric, query, problems);
}

TEST(StoredQuestion, is_a_metric_and_a_filter_as_an_address_has_them) {
    Problems problems;
    const auto found = read("csat", "location=north&channel=web&channel=!app&q=z%C5%82y", problems);
    EXPECT_EQ(problems, Problems{});
    EXPECT_EQ(found.metrics, std::vector<std::string>{"csat"});
    EXPECT_EQ(found.filter.q, "zły");
    ASSERT_EQ(found.filter.clauses.size(), 3U);
    EXPECT_EQ(found.filter.clauses[0].values.size(), 3U) << "north and what is below it";
    EXPECT_TRUE(found.filter.clauses[2].negated);
    EXPECT_TRUE(read("nps", "", problems).filter.clauses.empty());
}

TEST(StoredQuestion, names_all_that_is_wrong_by_field) {
    Problems problems;
    (void)read("joy", "touchpoint=nowhere&from=2026-01-01&by=channel&colour=red", problems);
    const auto count = [&](std::string_view pointer) {
        return std::count_if(problems.begin(), problems.end(), [&](const Problem& one) {
            return one.pointer == pointer;
        });
    };
    EXPECT_EQ(count("/metric"), 1);
    EXPECT_EQ(count("/query"), 4);
    problems.clear();
    (void)read("csat", "q=%zz", problems);
    EXPECT_EQ(count("/query"), 1);
}

TEST(StoredQuestion, is_grouped_by_what_is_no_time) {
    const auto directory = test::sample_directory();
    EXPECT_TRUE(is_group(*directory, "touchpoint"));
    EXPECT_TRUE(is_group(*directory, "attribute.class"));
    for (const char* name : {"week", "hour", "year", "attribute.nothing", "mood", "", "a,b"}) {
        EXPECT_FALSE(is_group(*directory, name)) << name;
    }
}

TEST(StoredQuestion, narrowed_asks_for_both) {
    feedback::Filter one, more;
    one.from = Instant{10};
    one.score_min = 2;
    one.q = "bed";
    one.clauses = {{.criterion = Criterion::channel, .attribute = {}, .values = {"web"}}};
    more.from = Instant{20};
    more.to = Instant{30};
    more.score_min = 1;
    more.score_max = 4;
    more.q = "soft";
    more.handled = true;
    more.clauses = {{.criterion = Criterion::location, .attribute = {}, .values = {"north"}}};
    narrow(one, more);
    EXPECT_EQ(one.clauses.size(), 2U);
    EXPECT_EQ(one.from, Instant{20});
    EXPECT_EQ(one.to, Instant{30});
    EXPECT_EQ(one.score_min, 2);
    EXPECT_EQ(one.score_max, 4);
    EXPECT_EQ(one.q, "bed soft");
    EXPECT_EQ(one.handled, true);
}

}  // namespace
}  // namespace styk::insight
