// The firm's setup as every request needs it: read once, kept until it changes, handed out as a
// snapshot.
#pragma once

#include <memory>
#include <mutex>

#include "db/database.h"
#include "feedback/directory.h"

namespace styk::story {

class Catalogue {
public:
    explicit Catalogue(db::Database& database) : database_(database) {}

    [[nodiscard]] std::shared_ptr<const feedback::Directory> directory() const;

    // After a change of the setup by this process.
    void reload();

    // After a change by another one; costs one small query when there was none. True when it
    // reloaded.
    bool refresh();

private:
    db::Database& database_;
    mutable std::mutex mutex_;
    std::mutex loading_;
    std::shared_ptr<const feedback::Directory> directory_;
};

}  // namespace styk::story
