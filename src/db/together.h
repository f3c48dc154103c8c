// Writes that may share a commit with others which come at the same moment. SQLite's do always. On
// PostgreSQL a transaction may wait for another's rows, and whoever shares it waits along; so only
// writes that hardly ever meet ask for it: feedback that comes in, thousands a second.
#pragma once

namespace styk::db {

// What this thread writes meanwhile; not `wanted`: what is written within that is apart again.
class TogetherScope {
public:
    explicit TogetherScope(bool wanted = true);
    TogetherScope(const TogetherScope&) = delete;
    TogetherScope& operator=(const TogetherScope&) = delete;
    ~TogetherScope();

    [[nodiscard]] static bool holds();

private:
    bool outer_;
};

}  // namespace styk::db
