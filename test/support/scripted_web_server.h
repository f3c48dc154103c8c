// A web server of a test, on a free port of this machine.
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <gtest/gtest.h>
#include <mutex>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace styk::test {

// Answers one request after the other with what the test wants ("503 Busy\r\nRetry-After: 7"; the
// last one again and again), each on a connection of its own. An empty answer hangs up.
class ScriptedWebServer {
public:
    explicit ScriptedWebServer(std::vector<std::string> answers = {"200 OK"})
        : answers_(std::move(answers)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* as = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, as, length), 0);
        EXPECT_EQ(::listen(listener_, 4), 0);
        ::getsockname(listener_, as, &length);
        port = ntohs(address.sin_port);
        thread_ = std::thread([this] { accept_all(); });
    }

    ScriptedWebServer(const ScriptedWebServer&) = delete;
    ScriptedWebServer& operator=(const ScriptedWebServer&) = delete;

    ~ScriptedWebServer() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }

    [[nodiscard]] std::string url(const std::string& path = "/hook") const {
        return "http://127.0.0.1:" + std::to_string(port) + path;
    }

    // As they came: head and body.
    [[nodiscard]] std::vector<std::string> requests() {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

    int port = 0;

private:
    void accept_all() {
        for (int client = 0; (client = ::accept(listener_, nullptr, nullptr)) >= 0;) {
            const std::string request = read(client);
            std::string answer;
            {
                const std::lock_guard lock(mutex_);
                answer = answers_[std::min(requests_.size(), answers_.size() - 1)];
                requests_.push_back(request);
            }
            if (!answer.empty()) {
                const std::string text =
                    "HTTP/1.1 " + answer + "\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsaid";
                (void)!::write(client, text.data(), text.size());
            }
            ::close(client);
        }
    }

    static std::string read(int client) {
        std::string text;
        char buffer[4096];
        std::size_t want = std::string::npos;
        while (text.size() < want) {
            const auto got = ::read(client, buffer, sizeof buffer);
            if (got <= 0) {
                break;
            }
            text.append(buffer, static_cast<std::size_t>(got));
            const auto head = text.find("\r\n\r\n");
            const auto length = text.find("Content-Length: ");
            if (head != std::string::npos && length != std::string::npos) {
                want = head + 4 + std::stoul(text.substr(length + 16));
            }
        }
        return text;
    }

    std::vector<std::string> answers_;
    int listener_ = -1;
    std::mutex mutex_;
    std::vector<std::string> requests_;
    std::thread thread_;
};

}  // namespace styk::test
