#include <algorithm>
#include <cjose/cjose.h>
#include <memory>
#include <vector>

#include "base/text.h"
#include "json/json.h"
#include "people/id_token.h"

namespace styk::people {

namespace {

constexpr std::size_t longest_token = std::size_t{64} * 1024;
constexpr std::size_t most_keys = 50;
constexpr std::size_t least_rsa_bits = 2048;

struct FreeKey {
    void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
};

struct FreeToken {
    void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};

using Jwk = std::unique_ptr<cjose_jwk_t, FreeKey>;
using Jws = std::unique_ptr<cjose_jws_t, FreeToken>;

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// libcjose ends the whole process over some texts that are no base64url (RFC 7515, 2: no padding),
// so it is given none.
bool is_base64url(std::string_view text) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return text.size() % 4 != 1 && text.find_first_not_of(digits) == std::string_view::npos;
}

// Head, payload and signature.
bool is_compact(std::string_view token) {
    const auto parts = split(token, '.');
    return parts.size() == 3 && std::ranges::all_of(parts, is_base64url);
}

Jws import_token(std::string_view token) {
    cjose_err error{};
    const bool readable = token.size() <= longest_token && is_compact(token);
    return Jws(readable ? cjose_jws_import(token.data(), token.size(), &error) : nullptr);
}

std::string header_of(cjose_jws_t* token, const char* name) {
    cjose_err error{};
    const char* value = cjose_header_get(cjose_jws_get_protected(token), name, &error);
    return value == nullptr ? "" : value;
}

// Strong enough and of a kind that is believed: "RS256", "ES256" or "".
std::string algorithm_of(const json::Object& key) {
    const auto use = text_in(key, "use");
    const auto kty = text_in(key, "kty");
    const std::string algorithm = kty == "RSA"                                    ? "RS256"
                                  : kty == "EC" && text_in(key, "crv") == "P-256" ? "ES256"
                                                                                  : "";
    const auto only = text_in(key, "alg");
    return (use.empty() || use == "sig") && (only.empty() || only == algorithm) ? algorithm : "";
}

// What of a key verifies, or nothing when that is not whole.
std::optional<std::string> public_part(const json::Object& key, const std::string& algorithm) {
    json::Object out{{"kty", text_in(key, "kty")}};
    std::vector<const char*> numbers{"n", "e"};
    if (algorithm == "ES256") {
        out["crv"] = text_in(key, "crv");
        numbers = {"x", "y"};
    }
    for (const char* name : numbers) {
        const auto number = text_in(key, name);
        if (number.empty() || !is_base64url(number)) {
            return {};
        }
        out[name] = number;
    }
    return json::write(out);
}

bool is_strong(const std::string& jwk, const std::string& algorithm) {
    cjose_err error{};
    const Jwk key(cjose_jwk_import(jwk.data(), jwk.size(), &error));
    return key &&
           (algorithm != "RS256" || cjose_jwk_get_keysize(key.get(), &error) >= least_rsa_bits);
}

bool is_signed(cjose_jws_t* token, const std::string& jwk) {
    cjose_err error{};
    const Jwk key(cjose_jwk_import(jwk.data(), jwk.size(), &error));
    return key && cjose_jws_verify(token, key.get(), &error);
}

std::optional<std::string> payload_of(cjose_jws_t* token) {
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    cjose_err error{};
    if (!cjose_jws_get_plaintext(token, &bytes, &size, &error)) {
        return {};
    }
    return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace

std::optional<SigningKeys> SigningKeys::read(std::string_view text) {
    const auto read = json::try_parse(text);
    const auto* set = read && read->is_object() ? read->get_object().if_contains("keys") : nullptr;
    if (set == nullptr || !set->is_array()) {
        return {};
    }
    SigningKeys out;
    for (const auto& one : set->get_array()) {
        if (!one.is_object() || out.keys_.size() >= most_keys) {
            continue;
        }
        const auto& key = one.get_object();
        const auto algorithm = algorithm_of(key);
        auto jwk = algorithm.empty() ? std::nullopt : public_part(key, algorithm);
        if (jwk && is_strong(*jwk, algorithm)) {
            out.keys_.push_back({text_in(key, "kid"), algorithm, *std::move(jwk)});
        }
    }
    return out;
}

bool SigningKeys::has(std::string_view kid) const {
    for (const auto& key : keys_) {
        if (kid.empty() || key.kid == kid) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> SigningKeys::open(std::string_view token) const {
    const Jws jws = import_token(token);
    if (!jws) {
        return {};
    }
    const std::string algorithm = header_of(jws.get(), "alg"), kid = header_of(jws.get(), "kid");
    for (const auto& key : keys_) {
        const bool meant = kid.empty() || key.kid.empty() || key.kid == kid;
        if (meant && key.algorithm == algorithm && is_signed(jws.get(), key.jwk)) {
            return payload_of(jws.get());
        }
    }
    return {};
}

std::optional<std::string> kid_of(std::string_view token) {
    const Jws jws = import_token(token);
    return jws ? std::optional(header_of(jws.get(), "kid")) : std::nullopt;
}

}  // namespace styk::people
