#include "people/one_time_code.h"

#include <gtest/gtest.h>

#include "support/fixed.h"

namespace styk::people {
namespace {

constexpr std::string_view digits = "12345678901234567890";

std::string seed(std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) {
        out += digits;
    }
    return out.substr(0, bytes);
}

Instant at_second(std::int64_t seconds) {
    return {seconds * 1'000'000};
}

// RFC 4226, appendix D.
TEST(OneTimeCode, counts_as_rfc_4226_does) {
    const char* const expected[] = {
        "755224",
        "287082",
        "359152",
        "969429",
        "338314",
        "254676",
        "287922",
        "162583",
        "399871",
        "520489"
    };
    for (std::int64_t count = 0; count < 10; ++count) {
        EXPECT_EQ(code_of(seed(20), count), expected[count]) << count;
    }
}

// RFC 6238, appendix B: seconds, then the codes of SHA-1, SHA-256 and SHA-512.
TEST(OneTimeCode, gives_the_codes_of_rfc_6238) {
    struct Row {
        std::int64_t seconds;
        const char *sha1, *sha256, *sha512;
    };

    const Row rows[] = {
        {59, "94287082", "46119246", "90693936"},
        {1111111109, "07081804", "68084774", "25091201"},
        {1111111111, "14050471", "67062674", "99943326"},
        {1234567890, "89005924", "91819424", "93441116"},
        {2000000000, "69279037", "90698825", "38618901"},
        {20000000000, "65353130", "77737706", "47863826"},
    };
    for (const auto& [seconds, sha1, sha256, sha512] : rows) {
        const auto code = [&, at = seconds](CodeHash hash, std::size_t bytes) {
            const CodeRule rule{hash, 8, 30};
            return code_of(seed(bytes), step_at(at_second(at), rule), rule);
        };
        EXPECT_EQ(code(CodeHash::sha1, 20), sha1) << seconds;
        EXPECT_EQ(code(CodeHash::sha256, 32), sha256) << seconds;
        EXPECT_EQ(code(CodeHash::sha512, 64), sha512) << seconds;
    }
}

TEST(OneTimeCode, is_taken_half_a_minute_early_or_late_and_no_more) {
    const std::string secret = seed(20);
    const std::int64_t step = 40'000'000;
    for (std::int64_t shift = -3; shift <= 3; ++shift) {
        const auto found =
            step_of_code(secret, code_of(secret, step + shift), at_second(step * 30 + 15));
        if (shift >= -1 && shift <= 1) {
            EXPECT_EQ(found, step + shift);
        } else {
            EXPECT_EQ(found, std::nullopt) << shift;
        }
    }
}

TEST(OneTimeCode, may_be_typed_with_spaces_but_must_be_whole) {
    const std::string secret = seed(20);
    const auto now = at_second(59);
    EXPECT_EQ(step_of_code(secret, "287 082", now), 1);
    EXPECT_EQ(step_of_code(secret, " 287082 ", now), 1);
    for (const char* wrong : {"", "28708", "2870820", "94287082", "287083", "２８７０８２"}) {
        EXPECT_EQ(step_of_code(secret, wrong, now), std::nullopt) << wrong;
    }
}

// RFC 4648, section 10, without the padding.
TEST(OneTimeCode, writes_a_secret_as_apps_read_it) {
    EXPECT_EQ(to_base32(""), "");
    EXPECT_EQ(to_base32("f"), "MY");
    EXPECT_EQ(to_base32("fo"), "MZXQ");
    EXPECT_EQ(to_base32("foo"), "MZXW6");
    EXPECT_EQ(to_base32("foob"), "MZXW6YQ");
    EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
    EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(to_base32(std::string("\xff\x00\xff", 3)), "74AP6");
}

TEST(OneTimeCode, tells_the_app_whose_it_is) {
    EXPECT_EQ(
        key_uri("Styk Kawiarnia & syn: 1", "olga@bursztyn.example", "foobar"),
        "otpauth://totp/Styk%20Kawiarnia%20%26%20syn%3A%201:olga@bursztyn.example"
        "?secret=MZXW6YTBOI&issuer=Styk%20Kawiarnia%20%26%20syn%3A%201"
    );
}

TEST(OneTimeCode, has_a_new_secret_each_time) {
    SystemRandom random;
    const auto one = new_code_secret(random);
    EXPECT_EQ(one.size(), code_secret_bytes);
    EXPECT_NE(one, new_code_secret(random));
}

}  // namespace
}  // namespace styk::people
