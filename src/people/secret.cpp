#include "people/secret.h"

#include <array>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/utils.h>

#include "base/id.h"

namespace styk::people {

std::string new_session_token(Random& random) {
    return random_hex(random, 32);
}

std::string new_welcome_token(Random& random) {
    return random_hex(random, 16);
}

std::string new_api_token(Random& random) {
    return "styk_" + random_hex(random, 32);
}

std::string hash_secret(std::string_view secret) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(
        digest.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size()
    );
    std::string hex(2 * digest.size() + 1, '\0');  // with the zero that sodium puts behind it
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

}  // namespace styk::people
