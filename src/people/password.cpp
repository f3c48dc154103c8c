#include "people/password.h"

#include <array>
#include <atomic>
#include <fmt/format.h>
#include <semaphore>
#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "base/result.h"

namespace styk::people {

namespace {

// The first choice of the OWASP list for argon2id with little memory.
constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = std::size_t{19} * 1024 * 1024;

constexpr int at_once = 2;
constexpr int may_wait = 32;

// The memory and the cores belong to the process, so the bound does too, however many houses a test
// builds.
std::counting_semaphore<at_once> desks(at_once);
std::atomic<int> present = 0;

class Desk {
public:
    Desk() {
        if (++present > at_once + may_wait) {
            --present;
            Refusal busy(Code::busy, "Too many log in at once. Try again in a moment.");
            busy.retry_after_s = 2;
            throw busy;
        }
        desks.acquire();
    }

    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    ~Desk() {
        desks.release();
        --present;
    }
};

void need_sodium() {
    if (sodium_init() < 0) {
        throw Fault("libsodium does not start");
    }
}

// One spelling (NFKC), so that a password typed on another keyboard or system is the same bytes.
std::string one_spelling(std::string_view password) {
    UErrorCode error = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCInstance(error);
    const auto typed =
        icu::UnicodeString::fromUTF8({password.data(), static_cast<int>(password.size())});
    std::string out;
    if (U_SUCCESS(error)) {
        normalizer->normalize(typed, error).toUTF8String(out);
    }
    if (U_FAILURE(error)) {
        throw Fault("ICU cannot normalize a text");
    }
    return out;
}

std::string hash_spelled(const std::string& password) {
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(
            out.data(),
            password.data(),
            password.size(),
            passes,
            memory_bytes,
            crypto_pwhash_ALG_ARGON2ID13
        ) != 0) {
        throw Fault("no memory to hash a password");
    }
    return out.data();
}

}  // namespace

std::string hash_password(std::string_view password) {
    need_sodium();
    const Desk desk;
    return hash_spelled(one_spelling(password));
}

bool is_password(std::string_view password, const std::optional<std::string>& hash) {
    need_sodium();
    if (password.size() > password_most * 4) {  // longer than any that was accepted, in any UTF-8
        return false;
    }
    const Desk desk;
    static const std::string nobodys = hash_spelled("of nobody, to take the time of somebody's");
    const std::string spelled = one_spelling(password);
    const std::string& compared = hash ? *hash : nobodys;
    const bool fits =
        crypto_pwhash_str_verify(compared.c_str(), spelled.data(), spelled.size()) == 0;
    return fits && hash.has_value();
}

std::string stretch(std::string_view secret, std::string_view salt) {
    need_sodium();
    std::array<unsigned char, crypto_pwhash_SALTBYTES> grains{};
    crypto_generichash(
        grains.data(),
        grains.size(),
        reinterpret_cast<const unsigned char*>(salt.data()),
        salt.size(),
        nullptr,
        0
    );
    const Desk desk;
    std::array<unsigned char, 32> out{};
    if (crypto_pwhash(
            out.data(),
            out.size(),
            secret.data(),
            secret.size(),
            grains.data(),
            passes,
            memory_bytes,
            crypto_pwhash_ALG_ARGON2ID13
        ) != 0) {
        throw Fault("no memory to hash a secret");
    }
    return fmt::format("{:02x}", fmt::join(out, ""));
}

}  // namespace styk::people
