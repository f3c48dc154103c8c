// Hands mail to the firm's mail server (RFC 5321, by libcurl) and says what became of it.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace styk::courier {

// tls: from the first byte; starttls: required; if_offered: when the server offers it; none: open.
enum class Security { tls, starttls, if_offered, none };

struct MailServer {
    std::string host;
    int port = 587;
    Security security = Security::starttls;
    std::string user{}, password{};        // no user: no log-in
    std::filesystem::path certificates{};  // authorities to trust (PEM); empty: the system's
    std::chrono::seconds connect_within{10};
    std::chrono::seconds answer_within{60};  // each reply
};

struct Delivery {
    enum class Outcome {
        accepted,   // the server answers for it now
        refused,    // it never takes this one: 5xx to the recipient or the content
        later,      // not now: 4xx to the recipient or the content, or no reply after the content
        no_service  // no mail goes: away, another certificate, log-in or sender not taken
    };

    Outcome outcome = Outcome::no_service;
    std::string said;                       // the server's last reply, or what went wrong
    std::vector<std::string> transcript{};  // "> EHLO …", "< 250 …"; passwords are left out
};

// A connection to one server, kept between mails; not for two threads at once.
class Smtp {
public:
    explicit Smtp(MailServer server);
    Smtp(const Smtp&) = delete;
    Smtp& operator=(const Smtp&) = delete;
    ~Smtp();  // says QUIT

    // `message` is what compose() gave. `go_on` is asked about once a second; when it says no, what
    // was not handed over yet is not (outcome later).
    [[nodiscard]] Delivery deliver(
        const std::string& from,
        const std::string& to,
        std::string_view message,
        const std::function<bool()>& go_on = {}
    );

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace styk::courier
