#include "http/site.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/result.h"
#include "net/gzip.h"

namespace styk::http {

namespace {

constexpr std::string_view first_page = "/index.html";

// Pages of other sites name these scripts (one shows a survey there, one measures the page), so
// their addresses never change.
struct Script {
    std::string_view address, file;
};

constexpr Script scripts_of_others[] = {
    {"/embed.js", "/assets/embed-"}, {"/vitals.js", "/assets/vitals-"}
};

// Scripts and styles are the build's own files. Charts place their marks through the DOM, which a
// policy does not forbid.
constexpr std::string_view content_policy =
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src "
    "'self'; "
    "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

std::string_view type_of(std::string_view path) {
    struct Row {
        std::string_view ending, type;
    };

    constexpr Row rows[] = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".txt", "text/plain; charset=utf-8"}
    };
    for (const auto& [ending, type] : rows) {
        if (path.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

std::shared_ptr<const std::string> read_file(const std::filesystem::path& file) {
    const std::ifstream in(file, std::ios::binary);
    if (!in) {
        return nullptr;
    }
    std::ostringstream text;
    text << in.rdbuf();
    return std::make_shared<const std::string>(std::move(text).str());
}

// Every browser takes one of the two; the plain text is for whoever looks with a bare tool.
void set_body(net::Response& response, const Asset& asset, std::string_view accepted) {
    const bool brotli = asset.brotli && accepted.find("br") != std::string_view::npos;
    const bool gzip = asset.gzip && net::accepts_gzip(accepted);
    if (brotli || gzip) {
        response.shared_body = brotli ? asset.brotli : asset.gzip;
        response.headers.emplace_back("Content-Encoding", brotli ? "br" : "gzip");
    } else if (asset.plain) {
        response.shared_body = asset.plain;
    } else {
        response.body = net::gunzip(*asset.gzip);
    }
    if (asset.brotli || asset.gzip) {
        response.headers.emplace_back("Vary", "Accept-Encoding");
    }
}

}  // namespace

Site::Site(std::vector<Asset> assets) {
    for (Asset& one : assets) {
        std::string path = one.path;
        assets_.emplace(std::move(path), std::move(one));
    }
}

std::string Site::path_of(std::string_view beginning) const {
    const auto found = std::find_if(assets_.begin(), assets_.end(), [&](const auto& one) {
        return one.first.starts_with(beginning);
    });
    return found == assets_.end() ? "" : found->first;
}

net::Response Site::script_of_others(const net::Request& request, std::string_view file) const {
    const auto found = assets_.find(path_of(file));
    if (found == assets_.end()) {
        throw Refusal(Code::not_found, "This server was built without its web console.");
    }
    net::Response response;
    response.headers.emplace_back("Content-Type", type_of(found->second.path));
    response.headers.emplace_back(
        "Cache-Control", "public, max-age=3600, stale-while-revalidate=86400"
    );
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
    set_body(response, found->second, request.header("Accept-Encoding"));
    return response;
}

net::Response Site::answer(const net::Request& request) const {
    if (request.method != net::Method::get && request.method != net::Method::head) {
        throw Refusal(Code::method_not_allowed, "Pages can only be read.");
    }
    for (const Script& script : scripts_of_others) {
        if (request.path == script.address) {
            return script_of_others(request, script.file);
        }
    }
    auto found = assets_.find(request.path);
    const bool is_file = found != assets_.end();
    if (!is_file && request.path.starts_with("/assets/")) {
        throw Refusal(Code::not_found, "There is no such file.");
    }
    found = is_file ? found : assets_.find(std::string(first_page));
    if (found == assets_.end()) {
        throw Refusal(Code::not_found, "This server was built without its web console.");
    }
    net::Response response;
    response.headers.emplace_back("Content-Type", type_of(found->second.path));
    // Files under /assets/ carry a hash of their content in their names.
    response.headers.emplace_back(
        "Cache-Control",
        request.path.starts_with("/assets/") && is_file ? "public, max-age=31536000, immutable"
                                                        : "no-cache"
    );
    response.headers.emplace_back("Content-Security-Policy", content_policy);
    set_body(response, found->second, request.header("Accept-Encoding"));
    return response;
}

std::vector<Asset> read_assets(const std::filesystem::path& folder) {
    std::vector<Asset> assets;
    if (!std::filesystem::exists(folder)) {
        return assets;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto ending = entry.path().extension();
        if (!entry.is_regular_file() || ending == ".gz" || ending == ".br") {
            continue;
        }
        const std::string file = entry.path().string();
        assets.push_back(
            {.path = "/" + std::filesystem::relative(entry.path(), folder).string(),
             .plain = read_file(file),
             .gzip = read_file(file + ".gz"),
             .brotli = read_file(file + ".br")}
        );
    }
    return assets;
}

}  // namespace styk::http
