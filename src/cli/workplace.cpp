#include "cli/workplace.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "json/json.h"

namespace styk::cli {

namespace {

std::string text_at(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

Problems problems_of(const json::Object& problem) {
    Problems out;
    const auto* list = problem.if_contains("problems");
    if (list != nullptr && list->is_array()) {
        for (const auto& one : list->get_array()) {
            if (one.is_object()) {
                out.push_back({text_at(one.get_object(), "pointer"), text_at(one.get_object(), "message")});
            }
        }
    }
    return out;
}

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

std::unique_ptr<std::FILE, CloseFile> attach_body(CURL* curl, const Asked& asked) {
    if (!asked.body_file) {
        if (asked.method != "GET" && asked.method != "DELETE") {
            curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(asked.body.size()));
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, asked.body.c_str());
        }
        return nullptr;
    }
    std::unique_ptr<std::FILE, CloseFile> file(std::fopen(asked.body_file->c_str(), "rb"));
    if (!file) {
        throw Refusal(Code::invalid, fmt::format("Cannot read {}.", asked.body_file->string()));
    }
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_READDATA, file.get());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(std::filesystem::file_size(*asked.body_file)));
    return file;
}

Reply ask(const std::filesystem::path& socket, const Asked& asked) {
    const std::unique_ptr<CURL, EndCurl> curl(curl_easy_init());
    const std::unique_ptr<curl_slist, FreeList> headers(curl_slist_append(
        curl_slist_append(nullptr, ("Content-Type: " + asked.content_type).c_str()), "Expect:"));
    Reply reply;
    curl_easy_setopt(curl.get(), CURLOPT_UNIX_SOCKET_PATH, socket.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_URL, ("http://localhost" + asked.path).c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply.body);
    const auto file = attach_body(curl.get(), asked);
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, asked.method.c_str());
    const CURLcode code = curl_easy_perform(curl.get());
    if (code != CURLE_OK) {
        throw Fault(fmt::format("the server at {} does not answer: {}", socket.string(),
                                curl_easy_strerror(code)));
    }
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    return reply;
}

}  // namespace

json::Value Workplace::call(const Asked& asked) const {
    const Reply reply = ask(asked);
    if (reply.status == 204) {
        return nullptr;
    }
    json::Value body = json::parse(reply.body);
    if (reply.status < 400) {
        return body;
    }
    const auto& problem = json::need_object(body);
    if (reply.status >= 500) {
        throw Fault(text_at(problem, "detail"));
    }
    throw Refusal(Code::invalid, text_at(problem, "detail"), problems_of(problem));
}

Ask ask_over_socket(const std::filesystem::path& socket) {
    return [socket](const Asked& asked) { return cli::ask(socket, asked); };
}

}  // namespace styk::cli
