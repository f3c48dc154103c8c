// TLS by the server itself (OpenSSL): certificate files, read anew when they change, and one
// connection's encryption over its non-blocking socket.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace styk::net {

struct CertificateFiles {
    std::filesystem::path certificate;  // PEM, with the chain behind it
    std::filesystem::path key;          // PEM
};

// TLS 1.2 and 1.3 with the files' certificate. Safe to call from any thread.
class Certificates {
public:
    // Fault when the files cannot be read or do not belong together. `failed` hears why files that
    // changed later are not taken; the last good ones stay.
    Certificates(CertificateFiles files, std::function<void(const std::string&)> failed);

    // For the next connection. Looks at the files' times now and then.
    [[nodiscard]] std::shared_ptr<ssl_ctx_st> current();

private:
    using Time = std::filesystem::file_time_type;
    using Times = std::pair<Time, Time>;

    [[nodiscard]] Times times() const;

    const CertificateFiles files_;
    const std::function<void(const std::string&)> failed_;
    std::mutex mutex_;
    std::shared_ptr<ssl_ctx_st> context_;
    Times seen_;
    std::chrono::steady_clock::time_point look_at_;
};

// What a read or a write came to. `bytes` 0 and not `over`: later.
struct TlsProgress {
    std::size_t bytes = 0;
    bool over = false;  // the other side ended it, or it broke
};

// One connection, from the handshake on. It does not own the socket.
class TlsConnection {
public:
    TlsConnection(std::shared_ptr<ssl_ctx_st> context, int socket);
    TlsConnection(const TlsConnection&) = delete;
    TlsConnection& operator=(const TlsConnection&) = delete;
    ~TlsConnection();

    // Reads what there is, as far as it fits.
    [[nodiscard]] TlsProgress read(char* into, std::size_t size);

    // The handshake comes before the first request, so a client that gets an answer without one is
    // given up.
    [[nodiscard]] TlsProgress write(std::string_view bytes);

    // Decrypted bytes wait that no socket will announce.
    [[nodiscard]] bool has_pending() const;

    void finish();  // says that nothing more comes

private:
    std::shared_ptr<ssl_ctx_st> context_;
    ssl_st* ssl_;
};

}  // namespace styk::net
