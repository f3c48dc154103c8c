// A mail server of a test, on a free port of this machine.
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace styk::test {

// A mail server that says what a test wants: a reply by verb, "." after the content. An empty reply
// hangs up.
class ScriptedMailServer {
public:
    using Replies = std::map<std::string, std::string>;

    explicit ScriptedMailServer(Replies replies = {}) : replies_(std::move(replies)) {
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

    ScriptedMailServer(const ScriptedMailServer&) = delete;
    ScriptedMailServer& operator=(const ScriptedMailServer&) = delete;

    ~ScriptedMailServer() { stop(); }

    void stop() {
        if (thread_.joinable()) {
            ::shutdown(listener_, SHUT_RDWR);
            ::shutdown(client_, SHUT_RDWR);  // of a test that keeps its connection open
            thread_.join();
            ::close(listener_);
        }
    }

    int port = 0;
    std::atomic<int> connections = 0;
    std::vector<std::string> commands, mails;  // read after stop()

private:
    void accept_all() {
        for (int client = 0; (client = ::accept(listener_, nullptr, nullptr)) >= 0;) {
            client_ = client;
            ++connections;
            buffer_.clear();
            serve(client);
            client_ = -1;
            ::close(client);
        }
    }

    void serve(int client) {
        if (!say(client, "220 ready")) {
            return;
        }
        while (auto line = read_line(client)) {
            commands.push_back(*line);
            const std::string verb = line->substr(0, line->find(' '));
            if (!answer(client, verb) || verb == "QUIT") {
                return;
            }
        }
    }

    bool answer(int client, const std::string& verb) {
        static const std::map<std::string, std::string> usual{
            {"EHLO", "250-here\r\n250-AUTH PLAIN\r\n250 SIZE 100000"},
            {"AUTH", "334 "},
            {"secret", "235 welcome"},
            {"MAIL", "250 sender fine"},
            {"RCPT", "250 recipient fine"},
            {"DATA", "354 go on"},
            {".", "250 queued as 42"},
            {"QUIT", "221 bye"}
        };
        const auto own = replies_.find(verb);
        const auto known = usual.find(verb);
        const std::string reply = own != replies_.end()  ? own->second
                                  : known != usual.end() ? known->second
                                                         : "502 what";
        if (reply.empty() || !say(client, reply)) {
            return false;
        }
        if (verb == "AUTH" && reply.starts_with("334")) {
            commands.push_back(read_line(client).value_or(""));
            return answer(client, "secret");
        }
        return verb != "DATA" || !reply.starts_with("354") || take_content(client);
    }

    bool take_content(int client) {
        std::string mail;
        while (auto line = read_line(client)) {
            if (*line == ".") {
                mails.push_back(mail);
                return answer(client, ".");
            }
            mail += (line->starts_with('.') ? line->substr(1) : *line) + "\n";
        }
        return false;
    }

    static bool say(int client, const std::string& text) {
        const std::string line = text + "\r\n";
        return ::send(client, line.data(), line.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(line.size());
    }

    std::optional<std::string> read_line(int client) {
        while (buffer_.find("\r\n") == std::string::npos) {
            char piece[4096];
            const auto count = ::recv(client, piece, sizeof piece, 0);
            if (count <= 0) {
                return {};
            }
            buffer_.append(piece, static_cast<std::size_t>(count));
        }
        const auto end = buffer_.find("\r\n");
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 2);
        return line;
    }

    std::map<std::string, std::string> replies_;
    std::string buffer_;
    int listener_ = -1;
    std::atomic<int> client_ = -1;
    std::thread thread_;
};

}  // namespace styk::test
