// Brings what was announced to those who listen: each on a line of its own, so that one who hangs
// keeps nobody else waiting.
//
// At least once: a stop between the other side's "200" and the commit sends it once more, under the
// same webhook-id, by which it is known for the same. What is not taken is tried ten times within
// about three days; a line whose other side is away rests longer and longer, up to five minutes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "courier/networks.h"
#include "db/database.h"
#include "people/safe.h"
#include "story/webhook_store.h"

namespace styk::firm {
struct Webhook;
struct ChatHook;
}  // namespace styk::firm

namespace styk::story {

class WebhookSender {
public:
    // `open`: networks beside the internet that may be asked.
    WebhookSender(
        db::Database& database,
        const Clock& clock,
        Random& random,
        const people::Safe& safe,
        courier::Networks open
    );

    // Lines with something due, now this process's; at most `limit`.
    [[nodiscard]] std::vector<std::string> claim(int limit);

    // Sends what is due on a line that was claimed, one after the other, and gives the line back.
    // May be called from many threads, for different lines.
    void run(const std::string& lane_id, const std::function<bool()>& go_on);

private:
    struct Parcel;

    [[nodiscard]] bool send_next(const std::string& lane_id, const std::function<bool()>& go_on);
    [[nodiscard]] std::optional<Parcel> pack(const std::string& lane_id, Instant now) const;
    void pack_webhook(db::Reader& reader, Parcel& parcel, Instant now) const;
    void pack_chat(db::Reader& reader, Parcel& parcel) const;
    void settle(const Delivery& delivery, const Attempt& attempt, bool taken, std::int64_t wait_s);
    void shut(const Lane& lane, const Delivery& delivery, bool gone, Instant now);

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    const people::Safe& safe_;
    courier::Networks open_;
    std::string name_;  // of this worker among all
};

// How long until the try after this many (1…); nothing: it was the last one.
[[nodiscard]] std::optional<std::chrono::seconds> wait_after(std::int64_t attempts);

// How long a line rests after so many failures one after the other.
[[nodiscard]] std::chrono::seconds rest_after(std::int64_t failures);

// What goes over the wire: {type, timestamp, data}; thin: of the data only the id.
[[nodiscard]] std::string webhook_body(const Delivery& delivery, bool thin);
[[nodiscard]] std::string webhook_id(const Delivery& delivery);  // "msg_…"

}  // namespace styk::story
