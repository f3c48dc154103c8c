#include "people/id_token.h"

#include <cjose/cjose.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <memory>

namespace styk::people {
namespace {

constexpr Instant now{1'795'000'000'000'000};
constexpr std::int64_t now_s = 1'795'000'000;

// A provider that signs: keys of its own, private parts and all.
class Signer {
public:
    explicit Signer(const std::string& kid, bool rsa = true, std::size_t bits = 2048) : rsa_(rsa) {
        cjose_err error{};
        key_.reset(
            rsa ? cjose_jwk_create_RSA_random(bits, exponent, sizeof exponent, &error)
                : cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error)
        );
        cjose_jwk_set_kid(key_.get(), kid.c_str(), kid.size(), &error);
    }

    [[nodiscard]] std::string jwk() const { return exported(false); }

    [[nodiscard]] std::string sign(const std::string& payload, const char* kid = nullptr) const {
        return signed_by(key_.get(), rsa_ ? "RS256" : "ES256", payload, kid);
    }

    // With the public key as if it were a shared secret: the oldest trick.
    [[nodiscard]] std::string sign_as_secret(const std::string& payload) const {
        cjose_err error{};
        const std::string text = jwk();
        const Key secret(cjose_jwk_create_oct_spec(
            reinterpret_cast<const std::uint8_t*>(text.data()), text.size(), &error
        ));
        return signed_by(secret.get(), "HS256", payload, nullptr);
    }

private:
    struct Free {
        void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
    };

    using Key = std::unique_ptr<cjose_jwk_t, Free>;

    static constexpr std::uint8_t exponent[] = {1, 0, 1};

    [[nodiscard]] std::string exported(bool with_private) const {
        cjose_err error{};
        char* text = cjose_jwk_to_json(key_.get(), with_private, &error);
        std::string out = text == nullptr ? "" : text;
        cjose_get_dealloc()(text);
        return out;
    }

    static std::string signed_by(
        const cjose_jwk_t* key, const char* algorithm, const std::string& payload, const char* kid
    ) {
        cjose_err error{};
        cjose_header_t* header = cjose_header_new(&error);
        cjose_header_set(header, CJOSE_HDR_ALG, algorithm, &error);
        if (kid != nullptr) {
            cjose_header_set(header, CJOSE_HDR_KID, kid, &error);
        }
        cjose_jws_t* token = cjose_jws_sign(
            key,
            header,
            reinterpret_cast<const std::uint8_t*>(payload.data()),
            payload.size(),
            &error
        );
        const char* text = nullptr;
        cjose_jws_export(token, &text, &error);
        std::string out = text == nullptr ? "" : text;
        cjose_jws_release(token);
        cjose_header_release(header);
        return out;
    }

    bool rsa_;
    Key key_;
};

SigningKeys keys_of(std::initializer_list<std::string> jwks) {
    return SigningKeys::read(fmt::format(R"({{"keys": [{}]}})", fmt::join(jwks, ","))).value();
}

TEST(SigningKeys, open_what_they_signed_and_nothing_else) {
    const Signer rsa("one"), ec("two", false), stranger("one");
    const auto keys = keys_of({rsa.jwk(), ec.jwk()});
    EXPECT_EQ(keys.size(), 2U);
    EXPECT_EQ(keys.open(rsa.sign("hello", "one")), "hello");
    EXPECT_EQ(keys.open(ec.sign("hello", "two")), "hello");
    EXPECT_EQ(keys.open(rsa.sign("hello")), "hello");
    EXPECT_EQ(keys.open(rsa.sign("hello", "two")), std::nullopt);
    EXPECT_EQ(keys.open(stranger.sign("hello", "one")), std::nullopt);
    EXPECT_TRUE(keys.has("one"));
    EXPECT_FALSE(keys.has("three"));
}

TEST(SigningKeys, believe_no_token_that_chose_its_own_algorithm) {
    const Signer rsa("one");
    const auto keys = keys_of({rsa.jwk()});
    EXPECT_EQ(keys.open(rsa.sign_as_secret("hello")), std::nullopt);
    EXPECT_EQ(keys.open("eyJhbGciOiJub25lIn0.aGVsbG8."), std::nullopt);
    for (const char* rubbish : {"", ".", "..", "a.b.c", "hello"}) {
        EXPECT_EQ(keys.open(rubbish), std::nullopt) << rubbish;
    }
}

// Over each of these libcjose alone would end the process.
TEST(SigningKeys, survive_what_is_no_base64url) {
    const Signer rsa("one");
    const auto keys = keys_of({rsa.jwk()});
    for (const char* token :
         {"eyJhbGciM=Jub25lIn0.e30.",
          "eyJhbGciOiJub25lIn0.e=30.",
          "eyJhbGciOiJub25lIn0.e30.a=a",
          "=.=.=",
          "eyJhbGciOiJub25lIn0.e30.YWJjZ",
          "eyJhbGciOiJub25lIn0.e30.++//"}) {
        EXPECT_EQ(keys.open(token), std::nullopt) << token;
        EXPECT_EQ(kid_of(token), std::nullopt) << token;
    }
    for (const char* number : {"A=QAB", "=", "AQABA", "A+/B", ""}) {
        const auto jwk = fmt::format(R"({{"kty": "RSA", "n": "{0}", "e": "{0}"}})", number);
        const auto curve =
            fmt::format(R"({{"kty": "EC", "crv": "P-256", "x": "{0}", "y": "{0}"}})", number);
        EXPECT_EQ(keys_of({jwk, curve}).size(), 0U) << number;
    }
}

TEST(SigningKeys, believe_no_token_that_was_changed) {
    const Signer rsa("one");
    const auto keys = keys_of({rsa.jwk()});
    const std::string good = rsa.sign(R"({"sub":"olga"})", "one");
    for (std::size_t i = 0; i < good.size(); i += 7) {
        std::string bad = good;
        bad[i] = bad[i] == 'A' ? 'B' : 'A';
        const auto opened = keys.open(bad);
        // the last letter of a part may hold bits that say nothing
        EXPECT_TRUE(!opened || *opened == R"({"sub":"olga"})") << i;
    }
}

TEST(SigningKeys, leave_out_what_is_weak_or_for_something_else) {
    const Signer weak("weak", true, 1024), good("good");
    std::string encrypts = good.jwk();
    encrypts.insert(1, R"("use":"enc",)");
    EXPECT_EQ(keys_of({weak.jwk(), encrypts}).size(), 0U);
    EXPECT_EQ(keys_of({R"({"kty":"oct","k":"c2VjcmV0"})", R"({"kty":"RSA"})", "7"}).size(), 0U);
    EXPECT_FALSE(SigningKeys::read("[]"));
    EXPECT_FALSE(SigningKeys::read("no JSON"));
}

ClaimsAsked asked() {
    return {"https://id.example", "styk", "n1", "groups", now};
}

// A payload that is right but for what `change` says: `"exp": 1`; a member that comes later counts.
std::string payload(const std::string& change = "") {
    return fmt::format(
        R"({{"iss": "https://id.example", "aud": "styk", "sub": "s1", "nonce": "n1", "iat": {}, "exp": {}, "email": "olga@x.example"{}{}}})",
        now_s - 5,
        now_s + 300,
        change.empty() ? "" : ", ",
        change
    );
}

std::string wrong_in(const std::string& change) {
    const auto read = read_id_token(payload(change), asked());
    return read ? "" : read.error().pointer;
}

TEST(IdToken, says_who_somebody_is) {
    const auto read = read_id_token(
        payload(R"("name": "Olga", "email_verified": true, "groups": ["a", "b"], "sid": "q")"),
        asked()
    );
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->subject, "s1");
    EXPECT_EQ(read->email, "olga@x.example");
    EXPECT_TRUE(read->email_verified);
    EXPECT_EQ(read->name, "Olga");
    EXPECT_EQ(read->session, "q");
    EXPECT_EQ(read->groups, (std::vector<std::string>{"a", "b"}));
    EXPECT_FALSE(read_id_token(payload(), asked())->email_verified);
}

TEST(IdToken, must_be_of_this_provider_for_this_client_and_of_now) {
    EXPECT_EQ(wrong_in(""), "");
    EXPECT_EQ(wrong_in(R"("iss": "https://other.example")"), "/iss");
    EXPECT_EQ(wrong_in(R"("aud": "another")"), "/aud");
    EXPECT_EQ(wrong_in(R"("aud": [])"), "/aud");
    EXPECT_EQ(wrong_in(R"("aud": ["styk"])"), "");
    EXPECT_EQ(wrong_in(R"("aud": ["styk", "another"])"), "/aud");
    EXPECT_EQ(wrong_in(R"("aud": ["styk", "another"], "azp": "styk")"), "");
    EXPECT_EQ(wrong_in(R"("azp": "another")"), "/aud");
    EXPECT_EQ(wrong_in(R"("nonce": "n2")"), "/nonce");
    EXPECT_EQ(wrong_in(R"("nonce": null)"), "/nonce");
    EXPECT_EQ(wrong_in(R"("sub": "")"), "/sub");
    EXPECT_EQ(wrong_in(R"("exp": null)"), "/exp");
    EXPECT_EQ(wrong_in(fmt::format(R"("exp": {})", now_s - 121)), "/exp");
    EXPECT_EQ(wrong_in(fmt::format(R"("exp": {})", now_s - 119)), "");
    EXPECT_EQ(wrong_in(fmt::format(R"("iat": {})", now_s + 121)), "/iat");
    EXPECT_EQ(wrong_in(R"("iat": "yesterday")"), "/iat");
    EXPECT_FALSE(read_id_token("[]", asked()));
}

TEST(IdToken, holds_groups_wherever_the_provider_puts_them) {
    const auto groups = [](const std::string& change, std::string_view claim) {
        auto wanted = asked();
        wanted.groups_claim = claim;
        return read_id_token(payload(change), wanted).value().groups;
    };
    using Groups = std::vector<std::string>;
    EXPECT_EQ(
        groups(R"("realm_access": {"roles": ["a", 7, "b"]})", "realm_access.roles"),
        (Groups{"a", "b"})
    );
    EXPECT_EQ(
        groups(R"("https://x.example/groups": ["a"])", "https://x.example/groups"), Groups{"a"}
    );
    EXPECT_EQ(groups(R"("groups": "a")", "groups"), Groups{"a"});
    EXPECT_EQ(groups(R"("groups": {"a": 1})", "groups"), Groups{});
    EXPECT_EQ(groups(R"("groups": ["a"])", ""), Groups{});
    EXPECT_EQ(groups("", "no.such.claim"), Groups{});
}

TEST(Userinfo, fills_in_what_the_token_left_out_for_the_same_person_only) {
    Claims claims{"s1", "", {}, {}, false, {}};
    EXPECT_FALSE(add_userinfo(claims, R"({"sub": "s2", "email": "jan@x.example"})", "groups"));
    EXPECT_FALSE(add_userinfo(claims, "no JSON", "groups"));
    EXPECT_EQ(claims.email, std::nullopt);
    EXPECT_TRUE(add_userinfo(
        claims,
        R"({"sub": "s1", "email": "olga@x.example", "email_verified": true, "groups": ["a"]})",
        "groups"
    ));
    EXPECT_EQ(claims.email, "olga@x.example");
    EXPECT_TRUE(claims.email_verified);
    EXPECT_EQ(claims.groups, std::vector<std::string>{"a"});
}

constexpr std::string_view event =
    R"("events": {"http://schemas.openid.net/event/backchannel-logout": {}})";

std::string wrong_in_logout(const std::string& more, std::int64_t issued_s = now_s - 5) {
    const auto read = read_logout_token(
        fmt::format(
            R"({{"iss": "https://id.example", "aud": "styk", "iat": {}, "jti": "1", {}}})",
            issued_s,
            more
        ),
        asked()
    );
    return read ? "" : read.error().pointer;
}

TEST(LogoutToken, must_say_that_it_is_one_and_whose) {
    const std::string right = std::string(event) + R"(, "sub": "s1", "sid": "q")";
    EXPECT_EQ(wrong_in_logout(right), "");
    EXPECT_EQ(wrong_in_logout(std::string(event) + R"(, "sid": "q")"), "");
    EXPECT_EQ(wrong_in_logout(R"("sub": "s1")"), "/events");
    EXPECT_EQ(wrong_in_logout(R"("events": {}, "sub": "s1")"), "/events");
    EXPECT_EQ(wrong_in_logout(right + R"(, "nonce": "n1")"), "/nonce");
    EXPECT_EQ(wrong_in_logout(std::string(event)), "/sub");
    EXPECT_EQ(wrong_in_logout(right, now_s - 601), "/iat");
    EXPECT_EQ(wrong_in_logout(right + R"(, "iss": "https://other.example")"), "/iss");
}

}  // namespace
}  // namespace styk::people
