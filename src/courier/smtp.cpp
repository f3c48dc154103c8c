#include "courier/smtp.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <curl/curl.h>
#include <fmt/format.h>

#include "base/faults.h"
#include "base/text.h"
#include "courier/protection.h"
#include "courier/smtp_knock.h"

namespace styk::courier {

namespace {

constexpr std::size_t most_lines = 200;  // of a transcript
constexpr int too_large = 552;

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

// What passed over the connection, in the words of both sides.
class Listener {
public:
    void sent(std::string_view text) {
        for (const std::string_view line : split(text, '\n')) {
            if (const auto said = trim(line); !said.empty()) {
                note_command(said);
            }
        }
    }

    void received(std::string_view text) {
        for (const std::string_view line : split(text, '\n')) {
            if (const auto said = trim(line); !said.empty()) {
                note_reply(said);
            }
        }
    }

    [[nodiscard]] const std::string& verb() const { return verb_; }

    // The server's last reply, its lines joined.
    [[nodiscard]] const std::string& reply() const { return reply_; }

    // Its code, 0 when there was none.
    [[nodiscard]] int code() const {
        int code = 0;
        std::from_chars(
            reply_.data(), reply_.data() + std::min<std::size_t>(3, reply_.size()), code
        );
        return code;
    }

    std::vector<std::string> lines;

private:
    void note_command(std::string_view said) {
        if (logging_in_) {  // an answer to a challenge: never shown
            note("> …");
            return;
        }
        const auto verb = said.substr(0, said.find(' '));
        leaving_ = verb == "QUIT";  // what is said from here on is only polite
        verb_ = leaving_ ? verb_ : std::string(verb);
        logging_in_ = verb == "AUTH";
        const auto second = said.find(' ', verb.size() + 1);
        note(
            logging_in_ && second != std::string_view::npos
                ? fmt::format("> {} …", said.substr(0, second))
                : fmt::format("> {}", said)
        );
    }

    void note_reply(std::string_view said) {
        logging_in_ = logging_in_ && said.starts_with('3');
        note(fmt::format("< {}", said));
        if (leaving_) {
            return;
        }
        reply_ = goes_on_ ? fmt::format("{} {}", reply_, said) : std::string(said);
        goes_on_ = said.size() > 3 && said[3] == '-';
    }

    void note(std::string line) {
        if (lines.size() < most_lines) {
            lines.push_back(std::move(line));
        }
    }

    std::string verb_, reply_;
    bool logging_in_ = false, goes_on_ = false, leaving_ = false;
};

int listen(CURL* /*curl*/, curl_infotype kind, char* data, std::size_t size, void* listener) {
    auto& to = *static_cast<Listener*>(listener);
    if (kind == CURLINFO_HEADER_OUT) {
        to.sent({data, size});
    } else if (kind == CURLINFO_HEADER_IN) {
        to.received({data, size});
    }
    return 0;
}

struct Upload {
    std::string_view left;
};

std::size_t read_from(char* buffer, std::size_t size, std::size_t count, void* upload) {
    auto& left = static_cast<Upload*>(upload)->left;
    const std::size_t taken = std::min(size * count, left.size());
    std::memcpy(buffer, left.data(), taken);
    left.remove_prefix(taken);
    return taken;
}

struct Watch {
    const std::function<bool()>& go_on;
    const Upload& upload;
};

// Not stopped once everything is handed over: the reply alone says whose the mail is.
int ask_go_on(void* watch, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& one = *static_cast<const Watch*>(watch);
    const bool may_stop = !one.upload.left.empty();
    return one.go_on && !one.go_on() && may_stop ? 1 : 0;
}

// The server's own name for us is the sender's domain: it is a whole name, which servers want.
std::string url_of(const MailServer& server, const std::string& from) {
    const bool literal = server.host.find(':') != std::string::npos;
    return fmt::format(
        "{}://{}:{}/{}",
        server.security == Security::tls ? "smtps" : "smtp",
        literal ? "[" + server.host + "]" : server.host,
        server.port,
        from.substr(from.find('@') + 1)
    );
}

Delivery::Outcome outcome_of(CURLcode code, int reply, const std::string& verb) {
    using Outcome = Delivery::Outcome;
    if (code == CURLE_OK) {
        return Outcome::accepted;
    }
    const bool about_this_mail = verb == "RCPT" || verb == "DATA";
    const bool no = reply >= 500 && reply < 600;
    if (about_this_mail && no) {
        return Outcome::refused;
    }
    if (verb == "MAIL" && reply == too_large) {
        return Outcome::refused;
    }
    const bool away = reply == 421 || (verb != "DATA" && reply < 400);
    return about_this_mail && !away ? Outcome::later : Outcome::no_service;
}

std::size_t let_go(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

class Line {
public:
    explicit Line(MailServer server) : server_(std::move(server)), curl_(curl_easy_init()) {}

    Delivery deliver(
        const std::string& from,
        const std::string& to,
        std::string_view message,
        const std::function<bool()>& go_on
    ) {
        Upload upload{message};
        const Watch watch{go_on, upload};
        const std::unique_ptr<curl_slist, FreeList> recipients(
            curl_slist_append(nullptr, fmt::format("<{}>", to).c_str())
        );
        curl_easy_reset(curl_.get());  // the connection stays
        say_where(url_of(server_, from));
        set(CURLOPT_MAIL_FROM, fmt::format("<{}>", from).c_str());
        set(CURLOPT_MAIL_RCPT, recipients.get());
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
        set(CURLOPT_READFUNCTION, read_from);
        set(CURLOPT_READDATA, &upload);
        set(CURLOPT_NOPROGRESS, 0L);
        set(CURLOPT_XFERINFOFUNCTION, ask_go_on);
        set(CURLOPT_XFERINFODATA, &watch);
        return perform();
    }

    // As far as a mail would get before it is handed over.
    Delivery knock(const std::string& from) {
        curl_easy_reset(curl_.get());
        say_where(url_of(server_, from));
        set(CURLOPT_CUSTOMREQUEST, "NOOP");
        set(CURLOPT_WRITEFUNCTION, let_go);
        return perform();
    }

private:
    Delivery perform() {
        Listener listener;
        std::array<char, CURL_ERROR_SIZE> error{};
        set(CURLOPT_VERBOSE, 1L);
        set(CURLOPT_DEBUGFUNCTION, listen);
        set(CURLOPT_DEBUGDATA, &listener);
        set(CURLOPT_ERRORBUFFER, error.data());
        const CURLcode code = curl_easy_perform(curl_.get());
        auto delivery = delivery_of(code, error.data(), std::move(listener));
        set(CURLOPT_VERBOSE, 0L);  // the listener goes; QUIT comes later
        set(CURLOPT_ERRORBUFFER, nullptr);
        return delivery;
    }

    template <class V>
    void set(CURLoption option, V value) {
        curl_easy_setopt(curl_.get(), option, value);
    }

    void say_where(const std::string& url) {
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_USE_SSL, protection_of(server_.security));
        if (!server_.user.empty()) {
            set(CURLOPT_USERNAME, server_.user.c_str());
            set(CURLOPT_PASSWORD, server_.password.c_str());
        }
        if (!server_.certificates.empty()) {
            set(CURLOPT_CAINFO, server_.certificates.c_str());
        }
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(server_.connect_within.count()));
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(server_.answer_within.count()));
    }

    Delivery delivery_of(CURLcode code, const char* error, Listener listener) {
        const int reply = listener.code();
        Delivery out;
        out.outcome = code == CURLE_ABORTED_BY_CALLBACK ? Delivery::Outcome::later
                                                        : outcome_of(code, reply, listener.verb());
        const bool refused = reply >= 400;
        const std::string wrong = *error == '\0' ? curl_easy_strerror(code) : error;
        out.said = code == CURLE_OK || refused ? listener.reply() : wrong;
        out.transcript = std::move(listener.lines);
        if (code != CURLE_OK && !refused) {
            out.transcript.push_back("! " + wrong);
        }
        return out;
    }

    MailServer server_;
    std::unique_ptr<CURL, EndCurl> curl_;
};

}  // namespace

class Smtp::Inside : public Line {
public:
    using Line::Line;
};

Delivery knock(const MailServer& server, const std::string& from) {
    return Line(server).knock(from);
}

Smtp::Smtp(MailServer server) : inside_(std::make_unique<Inside>(std::move(server))) {}

Smtp::~Smtp() = default;

Delivery Smtp::deliver(
    const std::string& from,
    const std::string& to,
    std::string_view message,
    const std::function<bool()>& go_on
) {
    if (breaks_now(Fragile::mail)) {
        Delivery broken;
        broken.said = "broken on purpose";
        return broken;
    }
    return inside_->deliver(from, to, message, go_on);
}

}  // namespace styk::courier
