// Log-in through the firm's own provider of identities: OpenID Connect, authorization code with
// PKCE, state and nonce; keys that rotate; groups that give roles; log-out from over there.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "courier/networks.h"
#include "people/log_in_settings.h"
#include "story/log_in.h"

namespace styk::people {
class Safe;
struct Claims;
}  // namespace styk::people

namespace styk::story {

// Why nobody came in. The names go to the log-in page, which has words for them; what() is for the
// log.
class SignOnTrouble : public std::runtime_error {
public:
    // off: single sign-on is not set up; unreachable: the provider does not answer as it should;
    // state: not begun in this browser, or too long ago; refused: the provider says no; token: what
    // it signed is not right; email: it names none that is verified; unknown: no user, and none is
    // made; group: no role for these groups; inactive: the user is switched off.
    enum class Why { off, unreachable, state, refused, token, email, unknown, group, inactive };

    SignOnTrouble(Why why, const std::string& what) : std::runtime_error(what), why_(why) {}

    [[nodiscard]] std::string_view name() const;

private:
    Why why_;
};

// What a provider says of itself (OpenID Connect Discovery), and how many keys it signs with.
struct Provider {
    std::string issuer, authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri;
    bool posts_secret = false;  // client_secret_post, where client_secret_basic is not offered
    bool names_itself = false;  // the answer carries `iss` (RFC 9207)
    std::size_t keys = 0;
};

// Safe to call from many threads.
class SignOn {
public:
    SignOn(
        const Means& means,
        people::Safe& safe,
        courier::Networks open,  // may be asked beside the internet
        std::filesystem::path certificates
    );
    SignOn(const SignOn&) = delete;
    SignOn& operator=(const SignOn&) = delete;
    ~SignOn();

    struct Begun {
        std::string url;     // of the provider
        std::string sealed;  // what the browser keeps until it comes back
    };

    // `base`: how this Styk is reached, without a slash at the end; `next`: a path of the console.
    [[nodiscard]] Begun begin(const std::string& base, const std::string& next, Instant at);

    struct Back {
        std::string state, code, issuer, error;  // as the provider sent them; "" for none
        std::string sealed;                      // what the browser kept
        people::Origin origin;
    };

    struct Done {
        Entered entered;
        std::string next;
    };

    [[nodiscard]] Done finish(const Back& back, Instant at);

    // Back-channel log-out: how many sessions ended. Throws Refusal{unreadable} for a token that is
    // not right.
    [[nodiscard]] std::int64_t log_out(const std::string& token, Instant at);

    // Asks the provider of these settings, however they stand now.
    [[nodiscard]] Provider look(const people::LogInSettings& settings, Instant at);

    static constexpr std::string_view back_path = "/sign-on/back";
    static constexpr std::string_view log_out_path = "/sign-on/log-out";

private:
    class Library;  // of providers and their keys
    struct Kept;

    [[nodiscard]] people::LogInSettings need_settings();
    [[nodiscard]] std::string exchange(
        const people::LogInSettings& settings,
        const Provider& provider,
        const Kept& kept,
        const std::string& code
    );
    [[nodiscard]] people::Claims ask_who(
        const people::LogInSettings& settings, const Kept& kept, const std::string& code, Instant at
    );

    Means means_;
    people::Safe& safe_;
    std::unique_ptr<Library> library_;
};

// The user of these claims, with the role that their groups give: found by who they are at the
// provider, else by an e-mail that it vouches for, else made. Throws SignOnTrouble.
[[nodiscard]] people::User recognise(
    db::Tx& tx,
    const people::LogInSettings& settings,
    const people::Claims& claims,
    const Id<people::User>& fresh,
    Instant at
);

}  // namespace styk::story
