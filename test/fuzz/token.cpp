// What a provider of identities sends: its keys, a token, the payload of a token, apart by zero
// bytes. Only libcjose says whose signature is right; everything else is ours.
#include <string>

#include "fuzz.h"
#include "people/id_token.h"

namespace styk {

namespace {

constexpr std::size_t most_groups = 1000;

void read_payload(const std::string& payload) {
    const people::ClaimsAsked asked{
        .issuer = "https://id.example",
        .client_id = "styk",
        .nonce = "n",
        .groups_claim = "realm_access.roles",
        .now = {1'795'000'000'000'000}
    };
    if (auto claims = people::read_id_token(payload, asked)) {
        fuzz::need(!claims->subject.empty(), "who logs in is somebody");
        fuzz::need(claims->groups.size() <= most_groups, "groups have an end");
        fuzz::need(people::add_userinfo(*claims, payload, "groups"), "the same person is the same");
    }
    if (const auto log_out = people::read_logout_token(payload, asked)) {
        fuzz::need(
            !log_out->subject.empty() || !log_out->session.empty(), "who logs out is somebody"
        );
    }
    people::Claims nobody;
    (void)people::add_userinfo(nobody, payload, "groups");
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto [set, token, payload] = fuzz::parts_of<3>(fuzz::text_of(data, size));
    read_payload(std::string(payload));
    const auto kid = people::kid_of(token);
    const auto keys = people::SigningKeys::read(set);
    if (!keys) {
        return 0;
    }
    fuzz::need(keys->size() <= 50, "keys have an end");
    const auto opened = keys->open(token);
    fuzz::need(!opened || (kid && keys->size() > 0), "a token is opened by a key");
    return 0;
}

}  // namespace styk
