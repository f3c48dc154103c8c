#include "http/respond_style.h"

#include <array>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace styk::http {

namespace {

// Line breaks and the blanks around them are for people who read the file.
std::string packed(std::string_view css) {
    std::string out;
    bool blank = false;
    for (std::size_t at = 0; at < css.size(); ++at) {
        if (css.substr(at, 2) == "/*") {
            at = css.find("*/", at) + 1;
            continue;
        }
        const char c = css[at];
        const bool is_blank = c == ' ' || c == '\n';
        const bool tight = c == '{' || c == '}' || c == ';';
        if (blank && !is_blank && !tight && !out.empty() && out.back() != '{' &&
            out.back() != '}' && out.back() != ';') {
            out += ' ';
        }
        out += is_blank ? "" : std::string(1, c);
        blank = is_blank;
    }
    return out;
}

std::string hash_of(const std::string& text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    std::string base64(4 * ((digest.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(base64.data()),
        digest.data(),
        static_cast<int>(digest.size())
    );
    base64.resize(static_cast<std::size_t>(length));
    return "'sha256-" + base64 + "'";
}

}  // namespace

const std::string& respond_style() {
    static const std::string style = packed(respond_files().front().second);
    return style;
}

const std::string& respond_style_hash() {
    static const std::string hash = hash_of(respond_style());
    return hash;
}

}  // namespace styk::http
