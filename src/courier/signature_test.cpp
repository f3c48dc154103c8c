#include "courier/signature.h"

#include <gtest/gtest.h>

#include "support/fixed.h"

namespace styk::courier {
namespace {

// The example of the Standard Webhooks specification and of its libraries' tests.
constexpr std::string_view secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr Signed message{"msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"};

TEST(Signature, is_that_of_the_specification) {
    EXPECT_EQ(sign_v1(message, secret), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, one_right_one_among_many_is_enough) {
    const auto mine = sign_v1(message, secret);
    EXPECT_TRUE(is_signed_v1(message, mine, secret));
    EXPECT_TRUE(is_signed_v1(message, "v1,AAAA v1a,BBBB " + mine, secret));
    EXPECT_FALSE(is_signed_v1(message, "", secret));
    EXPECT_FALSE(is_signed_v1(message, mine.substr(0, mine.size() - 1), secret));
    EXPECT_FALSE(is_signed_v1({message.id, message.timestamp + 1, message.body}, mine, secret));
    EXPECT_FALSE(is_signed_v1({"msg_other", message.timestamp, message.body}, mine, secret));
}

TEST(Signature, secrets_are_whole_and_of_the_right_length) {
    test::CountingRandom random;
    const auto made = make_signing_secret(random);
    EXPECT_TRUE(made.starts_with("whsec_"));
    EXPECT_EQ(secret_bytes(made).value().size(), 32U);
    EXPECT_NE(make_signing_secret(random), made);
    EXPECT_EQ(secret_bytes("whsec_c2hvcnQ="), std::nullopt);
    EXPECT_EQ(secret_bytes("whsec_not base64!"), std::nullopt);
    EXPECT_EQ(secret_bytes(""), std::nullopt);
}

TEST(Signature, base64_is_its_digits_and_nothing_around_them) {
    EXPECT_EQ(from_base64("QUI="), "AB");
    for (const char* text : {"", "    ", " QQ=", "QQ= ", "QUI=----", "====", "=AAA", "Q==="}) {
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
    }
}

// RFC 8032, section 7.1, TEST 1: the public key of this seed.
TEST(Signature, a_key_pair_is_that_of_rfc_8032) {
    const std::string seed = from_base64("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").value();
    EXPECT_EQ(public_key_text(seed), "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    EXPECT_EQ(sign_v1a(message, seed).substr(0, 4), "v1a,");
    EXPECT_EQ(from_base64(sign_v1a(message, seed).substr(4)).value().size(), 64U);
}

// RFC 2202 and RFC 4231, test case 2.
TEST(Signature, plain_hmac_is_that_of_the_rfcs) {
    const std::string_view key = "Jefe", content = "what do ya want for nothing?";
    EXPECT_EQ(
        hmac_text(Hash::sha1, Encoding::hex, key, content),
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    );
    EXPECT_EQ(
        hmac_text(Hash::sha256, Encoding::hex, key, content),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    EXPECT_EQ(
        from_base64(hmac_text(Hash::sha256, Encoding::base64, key, content)).value().size(), 32U
    );
}

}  // namespace
}  // namespace styk::courier
