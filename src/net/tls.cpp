#include "net/tls.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <utility>

#include "base/result.h"

namespace styk::net {

namespace {

constexpr std::chrono::seconds between_looks{5};

std::string last_error() {
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

std::shared_ptr<SSL_CTX> load(const CertificateFiles& files) {
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context) {
        throw Fault("OpenSSL gives no TLS: " + last_error());
    }
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(
        context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET
    );
    SSL_CTX_set_mode(
        context.get(),
        SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
            SSL_MODE_RELEASE_BUFFERS
    );
    if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1) {
        throw Fault(fmt::format("{}: {}", files.certificate.string(), last_error()));
    }
    if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context.get()) != 1) {
        throw Fault(fmt::format("{}: {}", files.key.string(), last_error()));
    }
    return context;
}

int fitting(std::size_t size) {
    return static_cast<int>(
        std::min(size, static_cast<std::size_t>(std::numeric_limits<int>::max()))
    );
}

// Whether the connection can still be used after `result`.
bool may_go_on(SSL* ssl, int result) {
    const int why = SSL_get_error(ssl, result);
    ERR_clear_error();
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
}

}  // namespace

Certificates::Certificates(CertificateFiles files, std::function<void(const std::string&)> failed)
    : files_(std::move(files)),
      failed_(std::move(failed)),
      context_(load(files_)),
      seen_(times()),
      look_at_(std::chrono::steady_clock::now() + between_looks) {}

Certificates::Times Certificates::times() const {
    std::error_code none;
    return {
        std::filesystem::last_write_time(files_.certificate, none),
        std::filesystem::last_write_time(files_.key, none)
    };
}

std::shared_ptr<SSL_CTX> Certificates::current() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now < look_at_) {
        return context_;
    }
    look_at_ = now + between_looks;
    const auto found = times();
    if (found != std::exchange(seen_, found)) {
        try {
            context_ = load(files_);
        } catch (const Fault& why) {  // half of a renewal is there; the other half changes a time
            failed_(why.what());
        }
    }
    return context_;
}

TlsConnection::TlsConnection(std::shared_ptr<SSL_CTX> context, int socket)
    : context_(std::move(context)), ssl_(SSL_new(context_.get())) {
    if (ssl_ == nullptr || SSL_set_fd(ssl_, socket) != 1) {
        SSL_free(ssl_);
        throw Fault("no TLS for a connection: " + last_error());
    }
    SSL_set_accept_state(ssl_);
}

TlsConnection::~TlsConnection() {
    SSL_free(ssl_);
}

TlsProgress TlsConnection::read(char* into, std::size_t size) {
    TlsProgress all;
    while (all.bytes < size) {
        const int got = SSL_read(ssl_, into + all.bytes, fitting(size - all.bytes));
        if (got <= 0) {
            all.over = !may_go_on(ssl_, got);
            break;
        }
        all.bytes += static_cast<std::size_t>(got);
    }
    return all;
}

TlsProgress TlsConnection::write(std::string_view bytes) {
    if (SSL_is_init_finished(ssl_) == 0) {
        return {.bytes = 0, .over = true};
    }
    const int wrote = SSL_write(ssl_, bytes.data(), fitting(bytes.size()));
    if (wrote > 0) {
        return {.bytes = static_cast<std::size_t>(wrote), .over = false};
    }
    return {.bytes = 0, .over = !may_go_on(ssl_, wrote)};
}

bool TlsConnection::has_pending() const {
    return SSL_pending(ssl_) > 0;
}

void TlsConnection::finish() {
    if (SSL_is_init_finished(ssl_) != 0) {
        SSL_shutdown(ssl_);
        ERR_clear_error();
    }
}

}  // namespace styk::net
