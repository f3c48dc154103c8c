#include "people/one_time_code.h"

#include <array>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/result.h"

namespace styk::people {

namespace {

constexpr std::int64_t window = 1;  // steps before and after

const EVP_MD* digest_of(CodeHash hash) {
    return hash == CodeHash::sha1     ? EVP_sha1()
           : hash == CodeHash::sha256 ? EVP_sha256()
                                      : EVP_sha512();
}

std::string only_digits(std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c != ' ' && c != '-') {
            digits += c;
        }
    }
    return digits;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Letters, digits and "-._~@" stay; the rest is escaped.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool stays = byte < 0x80 && (std::isalnum(byte) != 0 ||
                                           std::string_view("-._~@").find(c) != text.npos);
        out += stays ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

}  // namespace

std::string new_code_secret(Random& random) {
    std::array<std::uint8_t, code_secret_bytes> bytes{};
    random.fill(bytes);
    return {bytes.begin(), bytes.end()};
}

std::int64_t step_at(Instant now, const CodeRule& rule) {
    constexpr std::int64_t us_per_s = 1'000'000;
    return now.us / us_per_s / rule.step_s;
}

std::string code_of(std::string_view secret, std::int64_t step, const CodeRule& rule) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter.at(7 - i) = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    if (HMAC(
            digest_of(rule.hash),
            secret.data(),
            static_cast<int>(secret.size()),
            counter.data(),
            counter.size(),
            mac.data(),
            &size
        ) == nullptr) {
        throw Fault("OpenSSL computes no HMAC");
    }
    // Dynamic truncation, RFC 4226 section 5.3.
    const std::size_t offset = mac.at(size - 1) & 0x0FU;
    const std::uint32_t number = (mac.at(offset) & 0x7FU) << 24U | mac.at(offset + 1) << 16U |
                                 mac.at(offset + 2) << 8U | mac.at(offset + 3);
    std::uint32_t modulus = 1;
    for (int i = 0; i < rule.digits; ++i) {
        modulus *= 10;
    }
    return fmt::format("{:0{}}", number % modulus, rule.digits);
}

std::optional<std::int64_t> step_of_code(
    std::string_view secret, std::string_view typed, Instant now
) {
    const std::string digits = only_digits(typed);
    const std::int64_t present = step_at(now);
    std::optional<std::int64_t> found;
    for (std::int64_t step = present - window; step <= present + window; ++step) {
        if (same(code_of(secret, step), digits)) {
            found = step;
        }
    }
    return found;
}

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        held = (held << 8U | static_cast<unsigned char>(c)) & 0xFFFU;
        bits += 8;
        for (; bits >= 5; bits -= 5) {
            out += alphabet.at(held >> (bits - 5) & 0x1FU);
        }
    }
    if (bits > 0) {
        out += alphabet.at(held << (5 - bits) & 0x1FU);
    }
    return out;
}

std::string key_uri(std::string_view issuer, std::string_view account, std::string_view secret) {
    return fmt::format(
        "otpauth://totp/{0}:{1}?secret={2}&issuer={0}",
        escaped(issuer),
        escaped(account),
        to_base32(secret)
    );
}

}  // namespace styk::people
