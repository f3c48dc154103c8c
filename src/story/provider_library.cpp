#include "story/provider_library.h"

#include <algorithm>

#include "json/json.h"

namespace styk::story {

namespace {

using namespace std::chrono_literals;
using Why = SignOnTrouble::Why;

constexpr auto provider_kept = 1h;
constexpr auto trouble_kept = 5s;
constexpr auto keys_kept = 10min;
constexpr auto between_fetches = 2s;
constexpr std::size_t longest_answer = std::size_t{256} * 1024;
constexpr int most_at_once = 8;  // of the workers, so that a provider that hangs holds few of them

class Turn {
public:
    explicit Turn(std::atomic<int>& asking) : asking_(asking) {
        if (++asking_ > most_at_once) {
            --asking_;
            Refusal busy(Code::busy, "Too many log in at once. Try again in a moment.");
            busy.retry_after_s = 3;
            throw busy;
        }
    }

    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    ~Turn() { --asking_; }

private:
    std::atomic<int>& asking_;
};

std::string text_in(const json::Object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

bool is_listed(const json::Object& object, std::string_view name, std::string_view wanted) {
    const auto* list = object.if_contains(name);
    if (list == nullptr || !list->is_array()) {
        return false;
    }
    const auto& all = list->get_array();
    return std::any_of(all.begin(), all.end(), [&](const json::Value& one) {
        return one.is_string() && std::string_view(one.get_string()) == wanted;
    });
}

Provider read_provider(const std::string& issuer, const std::string& body) {
    const auto read = json::try_parse(body);
    if (!read || !read->is_object()) {
        throw SignOnTrouble(Why::unreachable, "its description is no JSON object");
    }
    const auto& told = read->get_object();
    Provider out{
        text_in(told, "issuer"),
        text_in(told, "authorization_endpoint"),
        text_in(told, "token_endpoint"),
        text_in(told, "userinfo_endpoint"),
        text_in(told, "jwks_uri")
    };
    constexpr std::string_view methods = "token_endpoint_auth_methods_supported";
    out.posts_secret = is_listed(told, methods, "client_secret_post") &&
                       !is_listed(told, methods, "client_secret_basic");
    const auto* names = told.if_contains("authorization_response_iss_parameter_supported");
    out.names_itself = names != nullptr && names->is_bool() && names->get_bool();
    if (out.issuer != issuer) {
        throw SignOnTrouble(Why::unreachable, "it calls itself " + out.issuer);
    }
    for (const auto& url : {out.authorization_endpoint, out.token_endpoint, out.jwks_uri}) {
        if (courier::problem_of_url(url)) {
            throw SignOnTrouble(Why::unreachable, "its description lacks an address");
        }
    }
    return out;
}

}  // namespace

std::string SignOn::Library::ask(courier::OutsideRequest request) {
    const Turn turn(asking_);
    request.keep = longest_answer;
    request.within = 10s;
    request.certificates = certificates_;
    const auto reply = courier::ask_outside(request, open_);
    if (reply.outcome != courier::OutsideReply::Outcome::answered) {
        throw SignOnTrouble(Why::unreachable, request.url + ": " + reply.said);
    }
    if (reply.status != 200) {
        const bool refuses = reply.status >= 400 && reply.status < 500;
        throw SignOnTrouble(
            refuses ? Why::refused : Why::unreachable,
            request.url + " answers " + std::to_string(reply.status) + ": " +
                reply.said.substr(0, 300)
        );
    }
    return reply.said;
}

Provider SignOn::Library::fetch_provider(const std::string& issuer) {
    const std::string base = issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer;
    return read_provider(
        issuer, ask({.url = base + "/.well-known/openid-configuration", .get = true})
    );
}

Provider SignOn::Library::provider(const std::string& issuer, Instant at) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = shelves_.find(issuer);
        if (found != shelves_.end()) {
            const Shelf& shelf = found->second;
            if (shelf.provider && at - shelf.fetched < provider_kept) {
                return *shelf.provider;
            }
            if (!shelf.provider && at - shelf.fetched < trouble_kept) {
                throw SignOnTrouble(Why::unreachable, shelf.trouble);
            }
        }
    }
    try {
        const Provider fetched = fetch_provider(issuer);
        const std::lock_guard lock(mutex_);
        shelves_[issuer] = {fetched, at, {}};
        return fetched;
    } catch (const SignOnTrouble& trouble) {
        const std::lock_guard lock(mutex_);
        shelves_[issuer] = {{}, at, trouble.what()};
        throw;
    }
}

std::optional<SignOn::Library::Keys> SignOn::Library::kept_keys(const std::string& uri) {
    const std::lock_guard lock(mutex_);
    const auto found = keys_.find(uri);
    return found == keys_.end() ? std::nullopt : std::optional(found->second);
}

SignOn::Library::Keys SignOn::Library::fetch_keys(const std::string& uri, Instant at) {
    auto read = people::SigningKeys::read(ask({.url = uri, .get = true}));
    if (!read) {
        throw SignOnTrouble(Why::unreachable, uri + " gives no set of keys");
    }
    Keys fetched{*std::move(read), at};
    const std::lock_guard lock(mutex_);
    keys_[uri] = fetched;
    return fetched;
}

std::optional<std::string> SignOn::Library::open(
    const Provider& provider, const std::string& token, Instant at
) {
    const auto kept = kept_keys(provider.jwks_uri);
    if (kept && at - kept->fetched < keys_kept) {
        if (auto payload = kept->keys.open(token)) {
            return payload;
        }
        if (at - kept->fetched < between_fetches) {
            return {};
        }
    }
    return fetch_keys(provider.jwks_uri, at).keys.open(token);
}

std::size_t SignOn::Library::count_keys(const Provider& provider, Instant at) {
    return fetch_keys(provider.jwks_uri, at).keys.size();
}

void SignOn::Library::forget() {
    const std::lock_guard lock(mutex_);
    shelves_.clear();
    keys_.clear();
}

}  // namespace styk::story
