#include "courier/imap.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <curl/curl.h>
#include <fmt/format.h>

#include "base/faults.h"
#include "base/query_string.h"
#include "base/result.h"
#include "base/text.h"
#include "courier/protection.h"

namespace styk::courier {

namespace {

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

struct Taken {
    std::string text;
    std::size_t most = 0;
    bool too_long = false;
};

std::size_t take(char* data, std::size_t size, std::size_t count, void* into) {
    auto& taken = *static_cast<Taken*>(into);
    const std::size_t bytes = size * count;
    if (taken.text.size() + bytes > taken.most) {
        taken.too_long = true;
        return 0;
    }
    taken.text.append(data, bytes);
    return bytes;
}

std::int64_t number_in(std::string_view text) {
    std::int64_t out = 0;
    const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

std::int64_t number_after(const std::string& text, std::string_view name) {
    const auto at = text.find(name);
    return at == std::string::npos
               ? 0
               : number_in(trim(std::string_view(text).substr(at + name.size())));
}

constexpr std::size_t longest_list = 4U << 20U;

}  // namespace

class Imap::Inside {
public:
    explicit Inside(ImapServer server) : server_(std::move(server)), curl_(curl_easy_init()) {}

    ImapFolder look(std::int64_t validity, std::int64_t after) {
        ImapFolder out;
        const std::string said = ask("", fmt::format("EXAMINE {}", quoted_folder()));
        out.validity = number_after(said, "[UIDVALIDITY ");
        const std::int64_t from = out.validity == validity ? after + 1 : 1;
        const std::string found = ask(folder_path(), fmt::format("UID SEARCH UID {}:*", from));
        std::string_view list(found);
        constexpr std::string_view begin = "* SEARCH";
        const auto at = list.find(begin);
        list = at == std::string_view::npos ? std::string_view() : list.substr(at + begin.size());
        for (const std::string_view one : split(list.substr(0, list.find_first_of("\r\n")), ' ')) {
            const auto number = number_in(one);
            if (number >= from) {  // "7:*" gives the last one even when it is below 7
                out.numbers.push_back(number);
            }
        }
        std::sort(out.numbers.begin(), out.numbers.end());
        return out;
    }

    std::optional<std::string> fetch(std::int64_t number, std::size_t most) {
        Taken taken{.text = {}, .most = most};
        begin(fmt::format("{}/;UID={}", folder_path(), number), taken);
        const CURLcode code = curl_easy_perform(curl_.get());
        if (taken.too_long) {
            curl_.reset(curl_easy_init()
            );  // the rest of it is still on its way: another connection
            return {};
        }
        if (code == CURLE_REMOTE_FILE_NOT_FOUND || (code == CURLE_OK && taken.text.empty())) {
            return {};
        }
        need(code);
        return std::move(taken.text);
    }

private:
    [[nodiscard]] std::string folder_path() const { return percent_encode(server_.folder); }

    [[nodiscard]] std::string quoted_folder() const {
        std::string out = "\"";
        for (const char c : server_.folder) {
            out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
        }
        return out + '"';
    }

    // What the server answers to one command of ours.
    std::string ask(const std::string& path, const std::string& command) {
        Taken taken{.text = {}, .most = longest_list};
        begin(path, taken);
        set(CURLOPT_CUSTOMREQUEST, command.c_str());
        need(curl_easy_perform(curl_.get()));
        return std::move(taken.text);
    }

    void begin(const std::string& path, Taken& taken) {
        curl_easy_reset(curl_.get());  // the connection stays
        error_.fill('\0');
        const bool literal = server_.host.find(':') != std::string::npos;
        const std::string url = fmt::format(
            "{}://{}:{}/{}",
            server_.security == Security::tls ? "imaps" : "imap",
            literal ? "[" + server_.host + "]" : server_.host,
            server_.port,
            path
        );
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "imap,imaps");
        set(CURLOPT_PROXY, "");
        set(CURLOPT_USE_SSL, protection_of(server_.security));
        set(CURLOPT_USERNAME, server_.user.c_str());
        set(CURLOPT_PASSWORD, server_.password.c_str());
        if (!server_.certificates.empty()) {
            set(CURLOPT_CAINFO, server_.certificates.c_str());
        }
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, 10L);
        set(CURLOPT_TIMEOUT, static_cast<long>(server_.within.count()));
        set(CURLOPT_WRITEFUNCTION, take);
        set(CURLOPT_WRITEDATA, &taken);
        set(CURLOPT_ERRORBUFFER, error_.data());
    }

    void need(CURLcode code) const {
        if (code == CURLE_LOGIN_DENIED) {
            throw Fault("The mailbox refuses the user or the password.");
        }
        if (code != CURLE_OK) {
            throw Fault(error_.front() == '\0' ? curl_easy_strerror(code) : error_.data());
        }
    }

    template <class V>
    void set(CURLoption option, V value) {
        curl_easy_setopt(curl_.get(), option, value);
    }

    ImapServer server_;
    std::unique_ptr<CURL, EndCurl> curl_;
    std::array<char, CURL_ERROR_SIZE> error_{};
};

Imap::Imap(ImapServer server) : inside_(std::make_unique<Inside>(std::move(server))) {}

Imap::~Imap() = default;

ImapFolder Imap::look(std::int64_t validity, std::int64_t after) {
    may_break(Fragile::mail);
    return inside_->look(validity, after);
}

std::optional<std::string> Imap::fetch(std::int64_t number, std::size_t most) {
    may_break(Fragile::mail);
    return inside_->fetch(number, most);
}

}  // namespace styk::courier
