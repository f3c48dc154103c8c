#include "courier/http_client.h"

#include <cstdio>
#include <cstring>
#include <curl/curl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/faults.h"
#include "base/result.h"

namespace styk::courier {

namespace {

std::size_t append(char* data, std::size_t size, std::size_t count, void* text) {
    static_cast<std::string*>(text)->append(data, size * count);
    return size * count;
}

struct CloseFile {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
};

struct EndCurl {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using File = std::unique_ptr<std::FILE, CloseFile>;

// Returns the file that is being sent; it must stay open until the answer is there.
File attach_body(CURL* curl, const Letter& letter) {
    if (letter.body_file) {
        File file(std::fopen(letter.body_file->c_str(), "rb"));
        if (!file) {
            throw Refusal(
                Code::invalid, fmt::format("Cannot read {}.", letter.body_file->string())
            );
        }
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_READDATA, file.get());
        curl_easy_setopt(
            curl,
            CURLOPT_POSTFIELDSIZE_LARGE,
            static_cast<curl_off_t>(std::filesystem::file_size(*letter.body_file))
        );
        return file;
    }
    if (letter.method != "GET" && letter.method != "DELETE") {
        curl_easy_setopt(
            curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(letter.body.size())
        );
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, letter.body.c_str());
    }
    return nullptr;
}

curl_slist* headers_of(const Letter& letter) {
    auto* list = curl_slist_append(nullptr, ("Content-Type: " + letter.content_type).c_str());
    list = curl_slist_append(list, "Expect:");
    for (const auto& [name, value] : letter.headers) {
        list = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
    }
    return list;
}

}  // namespace

bool is_reachable(const std::filesystem::path& unix_socket) {
    const int file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, unix_socket.c_str(), sizeof address.sun_path - 1);
    if (file < 0) {
        return false;
    }
    const bool reached =
        ::connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(file);
    return reached;
}

Reply send(const Letter& letter) {
    may_break(Fragile::web);
    const std::unique_ptr<CURL, EndCurl> curl(curl_easy_init());
    const std::unique_ptr<curl_slist, FreeList> headers(headers_of(letter));
    Reply reply;
    curl_easy_setopt(curl.get(), CURLOPT_URL, letter.url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    if (letter.within) {
        curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, static_cast<long>(letter.within->count()));
    }
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply.body);
    if (letter.unix_socket) {
        curl_easy_setopt(curl.get(), CURLOPT_UNIX_SOCKET_PATH, letter.unix_socket->c_str());
    }
    const File file = attach_body(curl.get(), letter);
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, letter.method.c_str());
    const CURLcode code = curl_easy_perform(curl.get());
    if (code != CURLE_OK) {
        throw Fault(fmt::format(
            "{} does not answer: {}",
            letter.unix_socket ? letter.unix_socket->string() : letter.url,
            curl_easy_strerror(code)
        ));
    }
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    return reply;
}

}  // namespace styk::courier
