// For the tests of this room: a server on a free port, and a blocking client that sees every byte.
#pragma once

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include "net/server.h"

namespace styk::net {

class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }

    explicit Client(const std::filesystem::path& path)
        : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        connect(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    }

    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    ~Client() { ::close(socket_); }

    // False when the server no longer takes bytes.
    [[nodiscard]] bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void finish_sending() const { ::shutdown(socket_, SHUT_WR); }

    // Reads until `mark` has come; what came up to and with it is returned and used up.
    // On the end of the connection: what there was.
    std::string read_until(std::string_view mark) {
        for (;;) {
            const auto found = received_.find(mark);
            if (found != std::string::npos) {
                return take(found + mark.size());
            }
            if (!receive()) {
                return take(received_.size());
            }
        }
    }

    std::string read(std::size_t size) {
        while (received_.size() < size && receive()) {
        }
        return take(std::min(size, received_.size()));
    }

    std::string read_all() {
        while (receive()) {
        }
        return take(received_.size());
    }

    // One answer with a Content-Length: head and body.
    std::pair<std::string, std::string> read_answer() {
        std::string head = read_until("\r\n\r\n");
        const auto at = head.find("Content-Length: ");
        const std::size_t size = at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
        return {std::move(head), read(size)};
    }

    std::pair<std::string, std::string> ask(std::string_view request) {
        EXPECT_TRUE(send(request));
        return read_answer();
    }

private:
    void connect(const sockaddr* address, socklen_t size) const {
        if (::connect(socket_, address, size) != 0) {
            throw std::runtime_error("no connection");
        }
        timeval patience{20, 0};  // a hung test fails instead of hanging
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }

    bool receive() {
        char bytes[65536];
        const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
        if (got > 0) {
            received_.append(bytes, static_cast<std::size_t>(got));
        }
        return got > 0;
    }

    std::string take(std::size_t size) {
        std::string taken = received_.substr(0, size);
        received_.erase(0, size);
        return taken;
    }

    int socket_;
    std::string received_;
};

inline Response text_response(std::string body, std::string type = "text/plain") {
    Response response;
    response.headers = {{"Content-Type", std::move(type)}};
    response.body = std::move(body);
    return response;
}

// Says what it understood: "POST /a?b=c [body]".
inline Response echo(const Request& request) {
    return text_response(
        std::string(to_text(request.method)) + " " + request.path +
        (request.query.empty() ? "" : "?" + request.query) + " [" + request.body + "]"
    );
}

class RunningServer {
public:
    explicit RunningServer(Handler handler, Options options = {})
        : server(std::move(options), std::move(handler), broadcast) {
        server.start();
    }

    [[nodiscard]] Client connect() const { return Client(server.port()); }

    Broadcast broadcast;
    Server server;
};

}  // namespace styk::net
