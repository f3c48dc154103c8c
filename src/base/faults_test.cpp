#include "base/faults.h"

#include <gtest/gtest.h>

#include "base/result.h"

namespace styk {

namespace {

std::string trace_of(FaultPlan plan, int steps) {
    for (int i = 0; i < steps; ++i) {
        (void)plan.breaks(Fragile::statement);
    }
    return plan.trace();
}

}  // namespace

TEST(Faults, nothing_breaks_without_a_plan) {
    EXPECT_FALSE(breaks_now(Fragile::commit));
    EXPECT_NO_THROW(may_break(Fragile::mail));
}

TEST(Faults, a_plan_breaks_the_steps_it_names) {
    using Kind = FaultPlan::Kind;
    EXPECT_EQ(trace_of({Kind::once, 3}, 5), "ssSss");
    EXPECT_EQ(trace_of({Kind::onwards, 3}, 5), "ssSSS");
    EXPECT_EQ(trace_of({Kind::every, 2}, 5), "sSsSs");
    EXPECT_EQ(trace_of({Kind::twice, 2}, 3), "sss");
    EXPECT_EQ(trace_of({Kind::onwards, 0}, 3), "sss");
}

TEST(Faults, a_plan_lasts_as_long_as_its_scope_and_gives_way_to_the_one_around_it) {
    FaultPlan outer(FaultPlan::Kind::once, 2);
    const FaultScope around(&outer);
    may_break(Fragile::connection);
    {
        const FaultScope none(nullptr);
        EXPECT_NO_THROW(may_break(Fragile::statement));
    }
    EXPECT_THROW(may_break(Fragile::web), Fault);
    EXPECT_EQ(outer.trace(), "cW");
}

}  // namespace styk
