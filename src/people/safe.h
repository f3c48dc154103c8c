// Secrets that the server must be able to read again (the password of a mail server, the key of a
// webhook) stand sealed in the database; the key does not stand there, so a backup alone opens
// nothing. What people and programs log in with is not here: that is only ever compared (secret.h,
// password.h).
#pragma once

#include <array>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace styk::people {

// XSalsa20-Poly1305 (libsodium's secretbox). May be used by many threads.
class Safe {
public:
    // The key is made of `key_text` (STYK_SECRET_KEY: random, the same on every server of one
    // database); when that is empty, it is in `file` (mode 0600), which is made when something is
    // sealed for the first time. Throws Refusal{invalid} when the text is too short.
    Safe(std::filesystem::path file, std::string_view key_text, Random& random);
    Safe(const Safe&) = delete;
    Safe& operator=(const Safe&) = delete;
    ~Safe();

    // Another text each time. Throws Fault when the key's file cannot be read or written.
    [[nodiscard]] std::string seal(std::string_view secret);

    // Nothing when it was sealed with another key, or damaged.
    [[nodiscard]] std::optional<std::string> open(std::string_view sealed) const;

    // Something must be known again and not be found out by trying (an address of somebody who was
    // forgotten): always the same text for the same, another with every key. "mark:" and 64
    // hexadecimal digits (HMAC-SHA-512-256 under a key made of the safe's). Throws as seal() does.
    [[nodiscard]] std::string mark(std::string_view text);

    static constexpr std::size_t key_bytes = 32;
    static constexpr std::size_t least_key_text = 32;

private:
    using Key = std::array<unsigned char, key_bytes>;

    [[nodiscard]] std::optional<Key> find_key() const;
    [[nodiscard]] Key make_key_file();
    [[nodiscard]] Key need_key();  // found, or made

    std::filesystem::path file_;
    Random& random_;
    mutable std::mutex mutex_;
    mutable std::optional<Key> key_;
};

}  // namespace styk::people
