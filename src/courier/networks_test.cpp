#include "courier/networks.h"

#include <gtest/gtest.h>

namespace styk::courier {
namespace {

bool open(const char* text) {
    return is_public(read_ip(text).value());
}

TEST(Networks, addresses_that_everybody_reaches_are_public) {
    for (const char* text :
         {"1.1.1.1",
          "8.8.8.8",
          "172.15.255.255",
          "172.32.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "192.167.255.255",
          "223.255.255.255",
          "2606:4700::1111",
          "2a00:1450::1",
          "64:ff9b::808:808"}) {
        EXPECT_TRUE(open(text)) << text;
    }
}

TEST(Networks, what_listens_beside_us_is_not_in_whatever_disguise) {
    for (const char* text :
         {"127.0.0.1",
          "127.255.255.255",
          "0.0.0.0",
          "10.0.0.1",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.1.1",
          "169.254.169.254",
          "100.64.0.1",
          "198.18.0.1",
          "224.0.0.1",
          "255.255.255.255",
          "::1",
          "::",
          "fe80::1",
          "fd00::1",
          "fc00::1",
          "ff02::1",
          "::ffff:127.0.0.1",
          "::ffff:10.0.0.1",
          "::127.0.0.1",
          "64:ff9b::7f00:1",
          "2002:7f00:1::",
          "2001:0:1::",
          "2001:db8::1"}) {
        EXPECT_FALSE(open(text)) << text;
    }
}

TEST(Networks, an_operator_opens_networks_by_name) {
    const auto all = Networks::read("10.1.0.0/16, ::1/128 127.0.0.1");
    ASSERT_TRUE(all);
    EXPECT_TRUE(all->contains(read_ip("10.1.255.255").value()));
    EXPECT_TRUE(all->contains(read_ip("::1").value()));
    EXPECT_TRUE(all->contains(read_ip("127.0.0.1").value()));
    EXPECT_TRUE(all->contains(read_ip("::ffff:127.0.0.1").value()));
    EXPECT_FALSE(all->contains(read_ip("10.2.0.0").value()));
    EXPECT_FALSE(all->contains(read_ip("127.0.0.2").value()));
    EXPECT_FALSE(all->contains(read_ip("::2").value()));
    EXPECT_FALSE(Networks().contains(read_ip("127.0.0.1").value()));
    EXPECT_TRUE(Networks::read("0.0.0.0/0")->contains(read_ip("9.9.9.9").value()));
    EXPECT_FALSE(Networks::read("0.0.0.0/0")->contains(read_ip("2a00::1").value()));
}

TEST(Networks, what_is_no_network_is_named) {
    for (const char* text :
         {"10.0.0.0/33", "::/129", "10.0.0/8", "localhost", "10.0.0.0/", "1/-1"}) {
        const auto read = Networks::read(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().pointer, text);
    }
}

}  // namespace
}  // namespace styk::courier
