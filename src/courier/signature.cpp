#include "courier/signature.h"

#include <array>
#include <fmt/format.h>
#include <memory>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/result.h"
#include "base/text.h"

namespace styk::courier {

namespace {

constexpr std::string_view secret_prefix = "whsec_", public_prefix = "whpk_";
constexpr std::size_t least_secret = 24, most_secret = 64, made_secret = 32, seed_bytes = 32;

struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string random_bytes(Random& random, std::size_t count) {
    std::string out(count, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size()});
    return out;
}

std::string hmac(Hash hash, std::string_view key, std::string_view content) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned int length = 0;
    const EVP_MD* kind = hash == Hash::sha256 ? EVP_sha256() : EVP_sha1();
    if (HMAC(
            kind,
            key.data(),
            static_cast<int>(key.size()),
            bytes_of(content),
            content.size(),
            out.data(),
            &length
        ) == nullptr) {
        throw Fault("OpenSSL makes no HMAC");
    }
    return {reinterpret_cast<const char*>(out.data()), length};
}

std::string to_hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) {
        out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string content_of(const Signed& message) {
    return fmt::format("{}.{}.{}", message.id, message.timestamp, message.body);
}

Key key_of(std::string_view seed) {
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()));
    if (!key) {
        throw Fault("OpenSSL takes no key of ed25519");
    }
    return key;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(out.data()),
        bytes_of(bytes),
        static_cast<int>(bytes.size())
    );
    out.resize(static_cast<std::size_t>(length));
    return out;
}

// OpenSSL skips blanks around the text and stops at a "-": here neither is base64.
std::optional<std::string> from_base64(std::string_view text) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    const auto written = text.substr(0, text.size() - padding);
    if (written.empty() || text.size() % 4 != 0 ||
        written.find_first_not_of(digits) != std::string_view::npos) {
        return {};
    }
    std::string out(text.size() / 4 * 3, '\0');
    const int length = EVP_DecodeBlock(
        reinterpret_cast<unsigned char*>(out.data()), bytes_of(text), static_cast<int>(text.size())
    );
    if (length < 0) {
        return {};
    }
    out.resize(static_cast<std::size_t>(length) - padding);
    return out;
}

std::string make_signing_secret(Random& random) {
    return std::string(secret_prefix) + to_base64(random_bytes(random, made_secret));
}

std::optional<std::string> secret_bytes(std::string_view text) {
    if (text.starts_with(secret_prefix)) {
        text.remove_prefix(secret_prefix.size());
    }
    auto bytes = from_base64(text);
    const bool right = bytes && bytes->size() >= least_secret && bytes->size() <= most_secret;
    return right ? bytes : std::nullopt;
}

std::string make_seed(Random& random) {
    return random_bytes(random, seed_bytes);
}

std::string public_key_text(std::string_view seed) {
    const Key key = key_of(seed);
    std::array<unsigned char, seed_bytes> out{};
    std::size_t length = out.size();
    if (EVP_PKEY_get_raw_public_key(key.get(), out.data(), &length) != 1) {
        throw Fault("OpenSSL gives no public key");
    }
    return std::string(public_prefix) +
           to_base64({reinterpret_cast<const char*>(out.data()), length});
}

std::string sign_v1(const Signed& message, std::string_view secret_text) {
    const auto secret = secret_bytes(secret_text);
    if (!secret) {
        throw Fault("a webhook is to be signed with what is no secret");
    }
    return "v1," + to_base64(hmac(Hash::sha256, *secret, content_of(message)));
}

std::string sign_v1a(const Signed& message, std::string_view seed) {
    const Key key = key_of(seed);
    const std::string content = content_of(message);
    const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
    std::array<unsigned char, 64> out{};
    std::size_t length = out.size();
    const bool made =
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
        EVP_DigestSign(context.get(), out.data(), &length, bytes_of(content), content.size()) == 1;
    if (!made) {
        throw Fault("OpenSSL makes no signature of ed25519");
    }
    return "v1a," + to_base64({reinterpret_cast<const char*>(out.data()), length});
}

bool is_signed_v1(
    const Signed& message, std::string_view signatures, std::string_view secret_text
) {
    const std::string mine = sign_v1(message, secret_text);
    bool found = false;
    for (const std::string_view one : split(signatures, ' ')) {
        found = same_text(one, mine) || found;
    }
    return found;
}

std::string hmac_text(
    Hash hash, Encoding encoding, std::string_view key, std::string_view content
) {
    const std::string bytes = hmac(hash, key, content);
    return encoding == Encoding::hex ? to_hex(bytes) : to_base64(bytes);
}

bool same_text(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace styk::courier
