#include "db/database.h"

namespace styk::db {

namespace {

// A deadline belongs to the work of one thread, and so many calls lie between the door and the
// statement that carrying it by hand would put it into every signature of every store.
thread_local std::optional<std::chrono::steady_clock::time_point> current_deadline;

}  // namespace

DeadlineScope::DeadlineScope(std::chrono::steady_clock::time_point deadline)
    : outer_(current_deadline) {
    current_deadline = deadline;
}

DeadlineScope::~DeadlineScope() {
    current_deadline = outer_;
}

std::optional<std::chrono::steady_clock::time_point> DeadlineScope::current() {
    return current_deadline;
}

std::unique_ptr<Database> open(const std::string& url) {
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with(sqlite) && url.size() > sqlite.size()) {
        return open_sqlite({.file = url.substr(sqlite.size())});
    }
    if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        return open_postgres({.url = url});
    }
    throw Refusal(Code::invalid, "A database is sqlite:PATH or postgres://…, not " + url);
}

}  // namespace styk::db
