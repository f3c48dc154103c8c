// Providers of identities and their keys, fetched when they are needed and kept a while.
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "courier/outside.h"
#include "people/id_token.h"
#include "story/sign_on.h"

namespace styk::story {

// May be used by many threads. Every method throws SignOnTrouble{unreachable} when the provider
// does not answer as it should, {refused} when it says no, and Refusal{busy} when too many wait for
// it already.
class SignOn::Library {
public:
    Library(courier::Networks open, std::filesystem::path certificates)
        : open_(std::move(open)), certificates_(std::move(certificates)) {}

    // Kept for an hour; that it does not answer, for five seconds.
    [[nodiscard]] Provider provider(const std::string& issuer, Instant at);

    // What a token of this provider says; nothing when none of its keys signed it. A key that is
    // not known yet is looked for over there, at most every two seconds.
    [[nodiscard]] std::optional<std::string> open(
        const Provider& provider, const std::string& token, Instant at
    );

    // The body of an answer 200.
    [[nodiscard]] std::string ask(courier::OutsideRequest request);

    [[nodiscard]] std::size_t count_keys(const Provider& provider, Instant at);
    void forget();

private:
    struct Shelf {
        std::optional<Provider> provider;
        Instant fetched{};
        std::string trouble;  // why the last fetch failed
    };

    struct Keys {
        people::SigningKeys keys;
        Instant fetched{};
    };

    [[nodiscard]] Provider fetch_provider(const std::string& issuer);
    [[nodiscard]] std::optional<Keys> kept_keys(const std::string& uri);
    [[nodiscard]] Keys fetch_keys(const std::string& uri, Instant at);

    courier::Networks open_;
    std::filesystem::path certificates_;
    std::atomic<int> asking_ = 0;

    std::mutex mutex_;
    std::unordered_map<std::string, Shelf> shelves_;  // by issuer
    std::unordered_map<std::string, Keys> keys_;      // by jwks_uri
};

}  // namespace styk::story
