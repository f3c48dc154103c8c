// What goes into a request's transaction beside its own work: the key by which it is known again.
#pragma once

#include <functional>
#include <memory>

#include "db/database.h"

namespace styk::db {

// `work` goes to the end of the next transaction of this thread that is no aside (commits.h), and
// only of that one: a request is done by one.
class AlongScope {
public:
    explicit AlongScope(std::function<void(Tx&)> work);
    AlongScope(const AlongScope&) = delete;
    AlongScope& operator=(const AlongScope&) = delete;
    ~AlongScope();

    [[nodiscard]] bool written() const { return written_; }

    // Whose turn it is in this thread; null when nothing waits.
    [[nodiscard]] static AlongScope* waiting();

    void write(Database& database, const std::function<void(Tx&)>& with);

private:
    std::function<void(Tx&)> work_;
    bool written_ = false;
    AlongScope* outer_;
};

// A database that heeds it.
[[nodiscard]] std::unique_ptr<Database> with_along(std::unique_ptr<Database> database);

}  // namespace styk::db
