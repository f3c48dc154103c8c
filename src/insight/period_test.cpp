#include "insight/period.h"

#include <gtest/gtest.h>

namespace styk::insight {
namespace {

TEST(PeriodKey, is_read_as_it_was_written_over_a_hundred_years) {
    for (const Period period :
         {Period::day, Period::week, Period::month, Period::quarter, Period::year}) {
        for (Day day = first_day_of(period, 0); day < 36'525; day = next_after(period, day)) {
            ASSERT_EQ(first_day_of_key(period, period_key(period, day)), day)
                << period_key(period, day);
        }
    }
}

TEST(PeriodKey, of_nonsense_is_none) {
    EXPECT_FALSE(first_day_of_key(Period::month, "2026-13"));
    EXPECT_FALSE(first_day_of_key(Period::week, "2026"));
    EXPECT_FALSE(first_day_of_key(Period::quarter, ""));
}

TEST(PeriodName, leads_there_and_back) {
    EXPECT_EQ(period_of("quarter"), Period::quarter);
    EXPECT_EQ(name_of(Period::quarter), "quarter");
    EXPECT_FALSE(period_of("fortnight"));
}

}  // namespace
}  // namespace styk::insight
