// Comments are read as they come in; and anew, all of them, when they would be read otherwise
// today: by other models, another taxonomy, other corrections learned.
#pragma once

#include <functional>
#include <string>

#include "feedback/reading_state_store.h"
#include "story/receive_feedback.h"
#include "text/reader.h"

namespace styk::story {

inline constexpr std::string_view reread_work = "reread_comments";

// With what corrections taught, where somebody adopted it; else the stock one.
[[nodiscard]] const text::Reader& reader_of(
    const text::Reader& stock, const feedback::Directory& directory
);

// By which version comments are read now: the models', the firm's topics', its corrections'.
[[nodiscard]] std::string reading_version(
    const text::Reader& reader, const feedback::Directory& directory
);

// What the comment says, before corrections; nothing where there is none to be read. Employees'
// voices are not read: what one of them speaks of would tell them apart.
[[nodiscard]] std::optional<text::Findings> findings_of(
    const text::Reader& reader,
    const feedback::Directory& directory,
    const feedback::Feedback& feedback
);

// Sets reading, and the language where nobody said it; people's corrections stand.
void read_comment(
    const text::Reader& reader, const feedback::Directory& directory, feedback::Feedback& feedback
);

// Puts the work into the queue where the stored comments were read otherwise than they would be by
// what stands in this transaction: the setup that it changes is not the catalogue's yet.
void ask_reread_if_needed(db::Tx& tx, const Catalogue& catalogue, Instant now);

// In any case, in the transaction that makes it necessary.
void ask_reread(db::Tx& tx, Instant now);

// Reads what was not read, or read otherwise, in lots; goes on where it stopped. A break mark on
// the trend says that it happened. False when told to stop before the end.
bool reread_comments(const Intake& intake, const std::function<bool()>& go_on);

struct ReadingProgress {
    std::optional<feedback::ReadingState> state;
    std::string version;       // by which is read now
    std::int64_t to_read = 0;  // comments that wait for it
    bool running = false;
};

[[nodiscard]] ReadingProgress show_reading(const Intake& intake);

}  // namespace styk::story
