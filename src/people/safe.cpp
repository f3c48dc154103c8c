#include "people/safe.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <sodium.h>
#include <unistd.h>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace styk::people {

namespace {

static_assert(Safe::key_bytes == crypto_secretbox_KEYBYTES);

constexpr std::string_view version = "1:";
constexpr std::uint64_t mark_key_number = 1;  // of the keys made of the safe's
constexpr int base64 = sodium_base64_VARIANT_ORIGINAL;

using Bytes = std::vector<unsigned char>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64(const Bytes& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), base64), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), base64);
    text.pop_back();  // the closing zero
    return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
    Bytes bytes(text.size());
    std::size_t length = 0;
    const bool read =
        sodium_base642bin(
            bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr, base64
        ) == 0;
    bytes.resize(length);
    return read ? std::optional(std::move(bytes)) : std::nullopt;
}

// Whole or not at all, and never over another process's key: written aside, then linked.
bool put_file(const std::filesystem::path& file, const std::string& aside, std::string_view text) {
    const int opened = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (opened < 0) {
        return false;
    }
    const bool written =
        ::write(opened, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(opened) == 0;
    ::close(opened);
    const bool linked = written && (::link(aside.c_str(), file.c_str()) == 0 || errno == EEXIST);
    ::unlink(aside.c_str());
    return linked;
}

}  // namespace

Safe::Safe(std::filesystem::path file, std::string_view key_text, Random& random)
    : file_(std::move(file)), random_(random) {
    if (sodium_init() < 0) {
        throw Fault("libsodium does not start");
    }
    if (key_text.empty()) {
        return;
    }
    if (key_text.size() < least_key_text) {
        throw Refusal(
            Code::invalid,
            fmt::format(
                "STYK_SECRET_KEY is too short: give {} random characters or more.", least_key_text
            )
        );
    }
    key_.emplace();
    crypto_generichash(key_->data(), key_->size(), bytes_of(key_text), key_text.size(), nullptr, 0);
}

Safe::~Safe() {
    if (key_) {
        sodium_memzero(key_->data(), key_->size());
    }
}

std::string Safe::seal(std::string_view secret) {
    const std::lock_guard lock(mutex_);
    const Key key = need_key();
    Bytes box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + secret.size());
    random_.fill(std::span(box.data(), crypto_secretbox_NONCEBYTES));
    crypto_secretbox_easy(
        box.data() + crypto_secretbox_NONCEBYTES,
        bytes_of(secret),
        secret.size(),
        box.data(),
        key.data()
    );
    return std::string(version) + to_base64(box);
}

std::optional<std::string> Safe::open(std::string_view sealed) const {
    const std::lock_guard lock(mutex_);
    const auto box =
        sealed.starts_with(version) ? from_base64(sealed.substr(version.size())) : std::nullopt;
    const auto key = find_key();
    constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (!box || !key || box->size() < around) {
        return {};
    }
    std::string secret(box->size() - around, '\0');
    const bool opened = crypto_secretbox_open_easy(
                            reinterpret_cast<unsigned char*>(secret.data()),
                            box->data() + crypto_secretbox_NONCEBYTES,
                            box->size() - crypto_secretbox_NONCEBYTES,
                            box->data(),
                            key->data()
                        ) == 0;
    return opened ? std::optional(std::move(secret)) : std::nullopt;
}

std::string Safe::mark(std::string_view text) {
    static_assert(key_bytes == crypto_kdf_KEYBYTES && key_bytes == crypto_auth_KEYBYTES);
    const std::lock_guard lock(mutex_);
    const Key key = need_key();
    Key own{};
    crypto_kdf_derive_from_key(own.data(), own.size(), mark_key_number, "stykmark", key.data());
    std::array<unsigned char, crypto_auth_BYTES> code{};
    crypto_auth(code.data(), bytes_of(text), text.size(), own.data());
    sodium_memzero(own.data(), own.size());
    return fmt::format("mark:{:02x}", fmt::join(code, ""));
}

Safe::Key Safe::need_key() {
    const auto found = find_key();
    return found ? *found : make_key_file();
}

std::optional<Safe::Key> Safe::find_key() const {
    if (key_) {
        return key_;
    }
    std::ifstream in(file_);
    std::string text;
    if (!in || !(in >> text)) {
        return {};
    }
    Key key{};
    std::size_t length = 0;
    const bool read =
        sodium_hex2bin(
            key.data(), key.size(), text.data(), text.size(), nullptr, &length, nullptr
        ) == 0;
    if (!read || length != key.size()) {
        throw Fault(file_.string() + " is no key of Styk");
    }
    key_ = key;
    return key_;
}

Safe::Key Safe::make_key_file() {
    const std::string text = random_hex(random_, key_bytes) + "\n";
    const std::string aside = fmt::format("{}.{}", file_.string(), random_hex(random_, 8));
    const bool put = put_file(file_, aside, text);
    const auto key = put ? find_key() : std::nullopt;
    if (!key) {
        throw Fault("cannot write the key to " + file_.string());
    }
    return *key;
}

}  // namespace styk::people
