// Method and path -> handler, and who may come in. routes.cpp fills it: the whole API on one page.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/call.h"

namespace styk::http {

using Handler = std::function<Answer(const Call&)>;

// Who may call a route: everyone (`open`), or actors with one of these roles.
struct Access {
    bool open = false;
    bool visitors = false;  // nobody is recognised, so a form may come from whatever page holds it
    record::Roles roles = record::everybody;
};

inline constexpr Access anyone{.open = true};
inline constexpr Access visitors{.open = true, .visitors = true};
inline constexpr Access logged_in{};

[[nodiscard]] constexpr Access only(record::Roles roles) {
    return {.open = false, .visitors = false, .roles = roles};
}

// What becomes of a POST that comes again with its Idempotency-Key (once.h).
enum class Again {
    same_answer,
    told_once,  // its answer holds a secret, which is not kept: a conflict says so
    done_anew   // the key means nothing: passwords, trials, files of any size
};

// What the OpenAPI document says of a route beside its path.
struct Doc {
    std::string_view summary;
    std::string_view takes = {};  // name of a schema, "" for none
    std::string_view gives = {};
    int status = 200;
    bool page = false;  // of a list: `gives` names its items, {items, next_cursor}
    bool csv = false;   // with format=csv the list is a spreadsheet
    bool html = false;  // a page for people: no part of the API, so not in the document
    std::string_view lines = {
    };  // takes many as NDJSON too; the schema of the 200 that answers them
    std::string_view files = {};  // media types of files it can be instead, apart by spaces
    std::string asks = {};        // names of its query string, as parameter_doc.h reads them
    Again again = Again::same_answer;
};

struct Route {
    net::Method method;
    std::string pattern;             // "/api/v1/feedback/{id}"
    std::vector<std::string> parts;  // of the pattern, cut once
    Access access;
    Handler handler;
    Doc doc;

    // Whether it heeds an Idempotency-Key: keys belong to somebody, and to the API.
    [[nodiscard]] bool takes_key() const {
        return method == net::Method::post && !access.open && !doc.html &&
               doc.again != Again::done_anew;
    }
};

class Router {
public:
    void add(net::Method method, std::string pattern, Access access, Handler handler, Doc doc = {});

    struct Match {
        const Route* route = nullptr;
        std::vector<std::string> values;
        std::vector<net::Method> allowed;  // methods of this path when the method has no route
    };

    [[nodiscard]] Match match(net::Method method, std::string_view path) const;

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

    // The schemas that Doc::takes and Doc::gives name; a described record brings its own.
    void add_schema(std::string_view name, const json::Object& schema);
    [[nodiscard]] json::Object schemas() const;

private:
    std::vector<Route> routes_;
    std::vector<std::pair<std::string, std::string>> schemas_;  // name, JSON
};

}  // namespace styk::http
