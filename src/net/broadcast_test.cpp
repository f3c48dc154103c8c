#include "net/broadcast.h"

#include <gtest/gtest.h>

namespace styk::net {
namespace {

TEST(Broadcast, a_frame_gives_each_line_of_data_its_own_field) {
    EXPECT_EQ(to_frame("facts", "{}"), "event: facts\ndata: {}\n\n");
    EXPECT_EQ(to_frame("a\nb", "x\r\ny"), "event: ab\ndata: x\ndata: y\n\n");
}

TEST(Broadcast, every_seat_gets_what_was_published_after_it_was_taken) {
    Broadcast broadcast;
    broadcast.publish("early", "0");
    int woken = 0;
    const auto seat = broadcast.join([&] { ++woken; });
    broadcast.publish("a", "1");
    broadcast.publish("b", "2");
    EXPECT_EQ(woken, 1);  // until the seat has taken what waits there is no more news
    const auto taken = broadcast.take(*seat);
    ASSERT_EQ(taken.frames.size(), 2U);
    EXPECT_EQ(*taken.frames[0], to_frame("a", "1"));
    EXPECT_EQ(*taken.frames[1], to_frame("b", "2"));
    EXPECT_FALSE(taken.dropped);
    broadcast.publish("c", "3");
    EXPECT_EQ(woken, 2);
}

TEST(Broadcast, drops_only_the_seat_that_falls_too_far_behind) {
    Broadcast broadcast;
    const auto slow = broadcast.join([] {});
    const auto quick = broadcast.join([] {});
    for (std::size_t i = 0; i < Broadcast::queue_limit; ++i) {
        broadcast.publish("a", "1");
    }
    EXPECT_EQ(broadcast.take(*quick).frames.size(), Broadcast::queue_limit);
    broadcast.publish("a", "1");
    EXPECT_TRUE(broadcast.take(*slow).dropped);
    EXPECT_FALSE(broadcast.take(*quick).dropped);
}

TEST(Broadcast, a_seat_that_was_left_hears_no_more) {
    Broadcast broadcast;
    int woken = 0;
    const auto seat = broadcast.join([&] { ++woken; });
    EXPECT_EQ(broadcast.count_listeners(), 1U);
    broadcast.leave(seat);
    broadcast.publish("a", "1");
    EXPECT_EQ(woken, 0);
    EXPECT_EQ(broadcast.count_listeners(), 0U);
}

}  // namespace
}  // namespace styk::net
