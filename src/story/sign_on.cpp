#include "story/sign_on.h"

#include <array>
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "courier/signature.h"
#include "json/json.h"
#include "people/id_token.h"
#include "people/log_in_store.h"
#include "people/safe.h"
#include "people/secret.h"
#include "people/session_store.h"
#include "story/provider_library.h"

namespace styk::story {

using people::Claims;
using people::LogInSettings;
using Why = SignOnTrouble::Why;

namespace {

constexpr std::chrono::minutes may_take{10};
constexpr std::size_t random_bytes = 32;

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// RFC 7636: what the provider sees of the verifier before it sees the verifier.
std::string challenge_of(const std::string& verifier) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size(), digest.data());
    const std::string text = courier::to_base64(
        std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size())
    );
    std::string url_safe;
    for (const char c : text) {
        if (c != '=') {
            url_safe += c == '+' ? '-' : c == '/' ? '_' : c;
        }
    }
    return url_safe;
}

bool same(std::string_view a, std::string_view b) {
    return !a.empty() && a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string with_query(const std::string& url, const std::string& query) {
    return url + (url.find('?') == std::string::npos ? "?" : "&") + query;
}

}  // namespace

std::string_view SignOnTrouble::name() const {
    constexpr std::array<std::string_view, 9> names{
        "off", "unreachable", "state", "refused", "token", "email", "unknown", "group", "inactive"
    };
    return names.at(static_cast<std::size_t>(why_));
}

// What the browser keeps, sealed, between going to the provider and coming back.
struct SignOn::Kept {
    std::string state, nonce, verifier, redirect, next;
    Instant until{};

    [[nodiscard]] std::string text() const {
        return json::write(json::Object{
            {"state", state},
            {"nonce", nonce},
            {"verifier", verifier},
            {"redirect", redirect},
            {"next", next},
            {"until", until.us}
        });
    }

    [[nodiscard]] static std::optional<Kept> read(const std::string& text) {
        const auto value = json::try_parse(text);
        const auto* object = value ? value->if_object() : nullptr;
        const auto* until = object != nullptr ? object->if_contains("until") : nullptr;
        if (until == nullptr || !until->is_int64()) {
            return {};
        }
        return Kept{
            text_in(*object, "state"),
            text_in(*object, "nonce"),
            text_in(*object, "verifier"),
            text_in(*object, "redirect"),
            text_in(*object, "next"),
            Instant{until->get_int64()}
        };
    }
};

SignOn::SignOn(
    const Means& means,
    people::Safe& safe,
    courier::Networks open,
    std::filesystem::path certificates
)
    : means_(means),
      safe_(safe),
      library_(std::make_unique<Library>(std::move(open), std::move(certificates))) {}

SignOn::~SignOn() = default;

LogInSettings SignOn::need_settings() {
    auto settings = means_.database.read(people::load_log_in_settings);
    if (!settings.active || !settings.issuer || !settings.client_id) {
        throw SignOnTrouble(Why::off, "single sign-on is not set up");
    }
    return settings;
}

SignOn::Begun SignOn::begin(const std::string& base, const std::string& next, Instant at) {
    const auto settings = need_settings();
    const auto provider = library_->provider(*settings.issuer, at);
    const Kept kept{
        random_hex(means_.random, random_bytes),
        random_hex(means_.random, random_bytes),
        random_hex(means_.random, random_bytes),
        base + std::string(back_path),
        next,
        at + may_take
    };
    const auto query = courier::form_of(
        {{"response_type", "code"},
         {"client_id", *settings.client_id},
         {"redirect_uri", kept.redirect},
         {"scope", settings.scopes},
         {"state", kept.state},
         {"nonce", kept.nonce},
         {"code_challenge", challenge_of(kept.verifier)},
         {"code_challenge_method", "S256"}}
    );
    return {with_query(provider.authorization_endpoint, query), safe_.seal(kept.text())};
}

// The token endpoint's answer.
std::string SignOn::exchange(
    const LogInSettings& settings,
    const Provider& provider,
    const Kept& kept,
    const std::string& code
) {
    std::vector<std::pair<std::string, std::string>> form{
        {"grant_type", "authorization_code"},
        {"code", code},
        {"redirect_uri", kept.redirect},
        {"code_verifier", kept.verifier}
    };
    const auto secret = settings.client_secret_sealed ? safe_.open(*settings.client_secret_sealed)
                                                      : std::optional<std::string>();
    if (settings.client_secret_sealed && !secret) {
        throw SignOnTrouble(Why::off, "the client's secret was sealed with another key");
    }
    courier::OutsideRequest request{.url = provider.token_endpoint};
    request.headers = {{"Accept", "application/json"}};
    if (secret && !provider.posts_secret) {
        // Both are encoded as a form is before they are joined (RFC 6749, 2.3.1).
        const auto id = courier::form_of({{"x", *settings.client_id}}).substr(2);
        const auto word = courier::form_of({{"x", *secret}}).substr(2);
        request.headers.emplace_back(
            "Authorization", "Basic " + courier::to_base64(id + ":" + word)
        );
    } else {
        form.emplace_back("client_id", *settings.client_id);
    }
    if (secret && provider.posts_secret) {
        form.emplace_back("client_secret", *secret);
    }
    request.content_type = "application/x-www-form-urlencoded";
    request.body = courier::form_of(form);
    return library_->ask(request);
}

Claims SignOn::ask_who(
    const LogInSettings& settings, const Kept& kept, const std::string& code, Instant at
) {
    const auto provider = library_->provider(*settings.issuer, at);
    const auto answer = json::try_parse(exchange(settings, provider, kept, code));
    if (!answer || !answer->is_object()) {
        throw SignOnTrouble(Why::unreachable, "the token endpoint answers no JSON object");
    }
    const auto token = text_in(answer->get_object(), "id_token");
    const auto payload = library_->open(provider, token, at);
    if (!payload) {
        throw SignOnTrouble(Why::token, "the ID token is signed by none of the provider's keys");
    }
    const std::string groups = settings.groups_claim.value_or("");
    auto claims = people::read_id_token(
        *payload, {*settings.issuer, *settings.client_id, kept.nonce, groups, at}
    );
    if (!claims) {
        throw SignOnTrouble(
            Why::token, "the ID token: " + claims.error().pointer + " " + claims.error().message
        );
    }
    const auto access = text_in(answer->get_object(), "access_token");
    const bool silent =
        !claims->email || !claims->name || (!groups.empty() && claims->groups.empty());
    if (silent && !access.empty() && !provider.userinfo_endpoint.empty()) {
        const auto more = library_->ask(
            {.url = provider.userinfo_endpoint,
             .headers = {{"Authorization", "Bearer " + access}, {"Accept", "application/json"}},
             .get = true}
        );
        if (!people::add_userinfo(*claims, more, groups)) {
            throw SignOnTrouble(Why::token, "the userinfo is about somebody else");
        }
    }
    return *std::move(claims);
}

SignOn::Done SignOn::finish(const Back& back, Instant at) {
    const auto settings = need_settings();
    const auto opened = safe_.open(back.sealed);
    const auto kept = opened ? Kept::read(*opened) : std::nullopt;
    if (!kept || at >= kept->until || !same(back.state, kept->state)) {
        throw SignOnTrouble(Why::state, "the answer belongs to no log-in of this browser");
    }
    if (!back.error.empty()) {
        throw SignOnTrouble(Why::refused, "the provider says " + back.error);
    }
    const bool named =
        library_->provider(*settings.issuer, at).names_itself || !back.issuer.empty();
    const bool other = named && back.issuer != *settings.issuer;
    if (other || back.code.empty()) {
        throw SignOnTrouble(Why::state, "the answer comes from another provider, or has no code");
    }
    const auto claims = ask_who(settings, *kept, back.code, at);
    const Id<people::User> fresh{make_uuid_v7(means_.clock, means_.random)};
    Done done{{{}, people::new_session_token(means_.random)}, kept->next};
    people::Origin origin = back.origin;
    origin.way = people::Way::single_sign_on;
    if (!claims.session.empty()) {
        origin.sign_on_session = claims.session;
    }
    const auto hash = people::hash_secret(done.entered.token);
    means_.database.write([&](db::Tx& tx) {
        done.entered.user = recognise(tx, settings, claims, fresh, at);
        people::add_session(tx, hash, done.entered.user.id, at, origin);
    });
    return done;
}

std::int64_t SignOn::log_out(const std::string& token, Instant at) {
    const auto settings = need_settings();
    const auto payload = library_->open(library_->provider(*settings.issuer, at), token, at);
    if (!payload) {
        throw Refusal(Code::unreadable, "The token is signed by none of the provider's keys.");
    }
    const auto told =
        people::read_logout_token(*payload, {*settings.issuer, *settings.client_id, {}, {}, at});
    if (!told) {
        throw Refusal(
            Code::unreadable, "The token: " + told.error().pointer + " " + told.error().message
        );
    }
    std::int64_t ended = 0;
    means_.database.write([&](db::Tx& tx) {
        const auto user = people::find_identity(tx, *settings.issuer, told->subject);
        ended = !told->session.empty() ? people::end_sign_on_session(tx, told->session)
                : user                 ? people::end_sign_on_sessions(tx, *user)
                                       : 0;
    });
    return ended;
}

Provider SignOn::look(const LogInSettings& settings, Instant at) {
    library_->forget();
    if (!settings.issuer) {
        throw SignOnTrouble(Why::off, "there is no address of a provider yet");
    }
    Provider found = library_->provider(*settings.issuer, at);
    found.keys = library_->count_keys(found, at);
    return found;
}

}  // namespace styk::story
