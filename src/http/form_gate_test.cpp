#include "http/form_gate.h"

#include <gtest/gtest.h>

namespace styk::http {
namespace {

constexpr Instant noon{1'763'726'400'000'000};

TEST(FormGate, lets_in_what_is_allowed_and_says_how_long_to_wait) {
    FormGate gate({3, 3600});
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(gate.wait_s("192.0.2.7", noon), 0);
    }
    EXPECT_EQ(gate.wait_s("192.0.2.7", noon), 1200);
    EXPECT_EQ(gate.wait_s("192.0.2.8", noon), 0) << "somebody else is not kept waiting";
    EXPECT_EQ(gate.wait_s("192.0.2.7", noon + std::chrono::seconds(1200)), 0);
    EXPECT_GT(gate.wait_s("192.0.2.7", noon + std::chrono::seconds(1200)), 0);
}

TEST(FormGate, takes_a_network_of_ipv6_for_one_place) {
    FormGate gate({1, 3600});
    EXPECT_EQ(gate.wait_s("2001:db8::1", noon), 0);
    EXPECT_GT(gate.wait_s("2001:db8::2", noon), 0);
    EXPECT_EQ(gate.wait_s("2001:db8:1::1", noon), 0);
}

TEST(FormGate, keeps_nobody_out_who_stands_behind_a_proxy_it_does_not_know) {
    FormGate gate({1, 3600});
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(gate.wait_s("127.0.0.1", noon), 0);
        EXPECT_EQ(gate.wait_s("unix", noon), 0);
    }
}

}  // namespace
}  // namespace styk::http
