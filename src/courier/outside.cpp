#include "courier/outside.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <curl/curl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

#include "base/faults.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/text.h"

namespace styk::courier {

namespace {

constexpr std::size_t longest_answer = std::size_t{64} * 1024;  // read of it at all
constexpr long connect_within_s = 5;
constexpr std::chrono::seconds longest_wait{7 * 24 * 3600};

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

struct FreeText {
    void operator()(char* text) const { curl_free(text); }
};

using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) {
        return {};
    }
    const std::unique_ptr<char, FreeText> owned(text);
    return text;
}

// What opens the connection needs to know, and what it found.
struct Gate {
    const Networks& open;
    bool secure = true;
    std::string refused{};  // the address that was refused
};

curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
    Gate& gate = *static_cast<Gate*>(data);
    const auto ip = ip_of(address->addr);
    const bool named = ip && gate.open.contains(*ip);
    if (!named && !(ip && gate.secure && is_public(*ip))) {
        gate.refused = ip ? to_text(*ip) : "an unknown kind of address";
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct Taken {
    std::size_t keep;
    std::string body{};
    std::size_t read = 0;
    std::string retry_after{};
};

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* into) {
    auto& taken = *static_cast<Taken*>(into);
    const std::size_t bytes = size * count;
    taken.read += bytes;
    if (taken.body.size() < taken.keep) {
        taken.body.append(data, std::min(bytes, taken.keep - taken.body.size()));
    }
    return taken.read > std::max(longest_answer, taken.keep) ? 0 : bytes;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* into) {
    const std::string_view line(data, size * count);
    constexpr std::string_view name = "retry-after:";
    if (line.size() > name.size() && to_lower_ascii(line.substr(0, name.size())) == name) {
        static_cast<Taken*>(into)->retry_after = trim(line.substr(name.size()));
    }
    return size * count;
}

// Seconds, or a date as HTTP writes it.
std::optional<std::chrono::seconds> read_retry_after(const std::string& text) {
    long long seconds = 0;
    const char* end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, seconds);
        read.ec != std::errc() || read.ptr != end) {
        const auto then = text.empty() ? -1 : curl_getdate(text.c_str(), nullptr);
        if (then < 0) {
            return {};
        }
        seconds = then - std::chrono::duration_cast<std::chrono::seconds>(
                             std::chrono::system_clock::now().time_since_epoch()
                         )
                             .count();
    }
    return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), longest_wait);
}

// What came back may be anything; what is shown is text.
std::string as_text(std::string said) {
    while (!said.empty() && !is_utf8(said)) {
        said.pop_back();  // a character that was cut; of other encodings nothing is left
    }
    std::replace_if(
        said.begin(),
        said.end(),
        [](unsigned char c) { return (c < ' ' && c != '\n') || c == 0x7f; },
        ' '
    );
    return said;
}

curl_slist* headers_of(const OutsideRequest& request) {
    const auto type = "Content-Type: " + request.content_type;
    auto* list = request.get ? nullptr : curl_slist_append(nullptr, type.c_str());
    list = curl_slist_append(list, "Expect:");
    for (const auto& [name, value] : request.headers) {
        list = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
    }
    return list;
}

template <class V>
void set(CURL* curl, CURLoption option, V value) {
    if (curl_easy_setopt(curl, option, value) != CURLE_OK) {
        throw Fault("libcurl does not know an option");
    }
}

void set_limits(CURL* curl, const OutsideRequest& request) {
    set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    set(curl, CURLOPT_FOLLOWLOCATION, 0L);
    set(curl, CURLOPT_PROXY, "");  // none, whatever the environment says
    set(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_CONNECTTIMEOUT, connect_within_s);
    set(curl, CURLOPT_TIMEOUT, static_cast<long>(request.within.count()));
}

void set_body(CURL* curl, const OutsideRequest& request) {
    if (!request.certificates.empty()) {
        set(curl, CURLOPT_CAINFO, request.certificates.c_str());
    }
    if (request.get) {
        set(curl, CURLOPT_HTTPGET, 1L);
        return;
    }
    set(curl, CURLOPT_POST, 1L);
    set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(curl, CURLOPT_POSTFIELDS, request.body.c_str());
}

int ask_go_on(void* request, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    const auto& go_on = static_cast<const OutsideRequest*>(request)->go_on;
    return go_on && !go_on() ? 1 : 0;
}

OutsideReply reply_of(CURL* curl, CURLcode code, const char* error, const Gate& gate, Taken taken) {
    OutsideReply out;
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    const bool too_long = code == CURLE_WRITE_ERROR && status != 0;  // its status is known
    if (code == CURLE_OK || too_long) {
        out.outcome = OutsideReply::Outcome::answered;
        out.status = static_cast<int>(status);
        out.said = as_text(std::move(taken.body));
        out.retry_after = read_retry_after(taken.retry_after);
    } else if (code == CURLE_ABORTED_BY_CALLBACK) {
        out.outcome = OutsideReply::Outcome::stopped;
    } else if (!gate.refused.empty()) {
        out.outcome = OutsideReply::Outcome::closed;
        out.said = gate.refused;
        out.said += gate.secure ? " is not an address on the internet;"
                                : " is asked without encryption; use https;";
        out.said += " the operator of this server can open it (STYK_ALLOW_NETWORKS).";
    } else {
        out.said = *error == '\0' ? curl_easy_strerror(code) : error;
    }
    return out;
}

}  // namespace

std::string form_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
    const auto escaped = [](const std::string& text) -> std::string {
        const std::unique_ptr<char, FreeText> owned(
            curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size()))
        );
        return owned ? owned.get() : "";
    };
    std::string out;
    for (const auto& [name, value] : pairs) {
        out += fmt::format("{}{}={}", out.empty() ? "" : "&", escaped(name), escaped(value));
    }
    return out;
}

std::optional<std::string> problem_of_url(const std::string& url) {
    const Url parsed(curl_url());
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
        return "is no address such as https://example.org/hook";
    }
    const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
    if (scheme != "https" && scheme != "http") {
        return "must begin with https://";
    }
    if (!part_of(parsed.get(), CURLUPART_USER).empty() ||
        !part_of(parsed.get(), CURLUPART_PASSWORD).empty()) {
        return "must not hold a user or password";
    }
    return {};
}

OutsideReply ask_outside(const OutsideRequest& request, const Networks& open) {
    if (breaks_now(Fragile::web)) {
        OutsideReply broken;
        broken.said = "broken on purpose";
        return broken;
    }
    const std::unique_ptr<CURL, EndCurl> curl(curl_easy_init());
    const std::unique_ptr<curl_slist, FreeList> headers(headers_of(request));
    Gate gate{.open = open, .secure = to_lower_ascii(request.url).starts_with("https://")};
    Taken taken{request.keep};
    std::array<char, CURL_ERROR_SIZE> error{};
    set_limits(curl.get(), request);
    set(curl.get(), CURLOPT_URL, request.url.c_str());
    set(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    set(curl.get(), CURLOPT_USERAGENT, "Styk/" STYK_VERSION);
    set_body(curl.get(), request);
    set(curl.get(), CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(curl.get(), CURLOPT_OPENSOCKETDATA, &gate);
    set(curl.get(), CURLOPT_WRITEFUNCTION, take_body);
    set(curl.get(), CURLOPT_WRITEDATA, &taken);
    set(curl.get(), CURLOPT_HEADERFUNCTION, take_header);
    set(curl.get(), CURLOPT_HEADERDATA, &taken);
    set(curl.get(), CURLOPT_NOPROGRESS, 0L);
    set(curl.get(), CURLOPT_XFERINFOFUNCTION, ask_go_on);
    set(curl.get(), CURLOPT_XFERINFODATA, &request);
    set(curl.get(), CURLOPT_ERRORBUFFER, error.data());
    const CURLcode code = curl_easy_perform(curl.get());
    return reply_of(curl.get(), code, error.data(), gate, std::move(taken));
}

}  // namespace styk::courier
