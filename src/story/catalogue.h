// The firm's setup as every request needs it: read once, kept until it changes, handed out as a
// snapshot.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "db/database.h"
#include "feedback/directory.h"
#include "survey/definition.h"

namespace styk::people {
class Safe;
}

namespace styk::story {

// By what comments are read: topics, emotions and what corrections taught. Changes when they do.
[[nodiscard]] std::string lens_of(db::Reader& reader);

class Catalogue {
public:
    // `reader` reads comments; none: they are kept unread. `safe` marks; none: mark_of throws.
    explicit Catalogue(
        db::Database& database, const text::Reader* reader = nullptr, people::Safe* safe = nullptr
    )
        : database_(database), reader_(reader), safe_(safe) {}

    [[nodiscard]] std::shared_ptr<const feedback::Directory> directory() const;

    [[nodiscard]] const text::Reader* reader() const { return reader_; }

    // What a published version of a survey asks: read once, since it never changes. Nothing when
    // there is no such version.
    [[nodiscard]] std::shared_ptr<const survey::Definition> definition(
        const Id<survey::Survey>& survey, std::int64_t version
    );

    // By which this installation knows an address again without keeping it. Throws Fault.
    [[nodiscard]] std::string mark_of(std::string_view address) const;

    // Of a mark from before marks had a key, which is the SHA-256 of what it marks.
    [[nodiscard]] std::string mark_again(std::string_view hash) const;

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
    std::map<std::pair<std::string, std::int64_t>, std::shared_ptr<const survey::Definition>>
        definitions_;
    const text::Reader* reader_;
    people::Safe* safe_;
    std::shared_ptr<const text::Reader> taught_;  // made once for each of
    std::string taught_version_;
};

}  // namespace styk::story
