#include "story/deliver_webhooks.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

#include "courier/outside.h"
#include "courier/signature.h"
#include "db/record_store.h"
#include "firm/firm_store.h"
#include "firm/mail_settings_store.h"
#include "firm/webhook.h"
#include "story/chat_message.h"
#include "story/webhook_end_mail.h"

namespace styk::story {

namespace {

using courier::OutsideReply;
using std::chrono::seconds;

// After the first try, the second … (the example of the Standard Webhooks specification).
constexpr std::array<seconds, 9> waits{
    seconds(5),
    seconds(5 * 60),
    seconds(30 * 60),
    seconds(2 * 3600),
    seconds(5 * 3600),
    seconds(10 * 3600),
    seconds(14 * 3600),
    seconds(20 * 3600),
    seconds(24 * 3600)
};
constexpr seconds longest_rest{300};
constexpr seconds lease_time{60}, kept_for{20};  // an attempt takes 20 s at most
constexpr seconds slice{30};                     // then another line may have its turn
constexpr std::chrono::hours shut_after{72};     // of nothing but failures
constexpr int gone = 410;
constexpr double jitter = 0.1;

// 0.9 to 1.1: what failed together does not come back together.
double shake(Random& random) {
    std::array<std::uint8_t, 2> bytes{};
    random.fill(bytes);
    const double unit = (bytes[0] * 256.0 + bytes[1]) / 65535.0;
    return 1 - jitter + 2 * jitter * unit;
}

Instant after(Instant at, seconds wait, double by) {
    const double us = static_cast<double>(std::chrono::microseconds(wait).count()) * by;
    return at + std::chrono::microseconds(static_cast<std::int64_t>(us));
}

std::string signatures(
    const people::Safe& safe, const firm::Webhook& hook, const courier::Signed& message, Instant now
) {
    std::string out;
    const auto add = [&](const std::optional<std::string>& sealed, auto sign) {
        const auto secret = sealed ? safe.open(*sealed) : std::nullopt;
        if (secret) {
            out += (out.empty() ? "" : " ") + sign(message, *secret);
        }
    };
    add(hook.secret_sealed, courier::sign_v1);
    if (hook.old_secret_until && now < *hook.old_secret_until) {
        add(hook.old_secret_sealed, courier::sign_v1);
    }
    if (hook.ed25519) {
        add(hook.seed_sealed, courier::sign_v1a);
    }
    return out;
}

constexpr std::string_view sealed_elsewhere =
    "The secret is sealed with another key. Make a new one.";

}  // namespace

// One delivery, ready to go; or why it cannot.
struct WebhookSender::Parcel {
    Delivery delivery;
    courier::OutsideRequest request{};
    std::string trouble{};
    bool off = false;  // whoever listened does not any more
};

std::optional<seconds> wait_after(std::int64_t attempts) {
    const auto last = static_cast<std::int64_t>(waits.size());
    return attempts > last ? std::nullopt
                           : std::optional(waits.at(static_cast<std::size_t>(attempts - 1)));
}

seconds rest_after(std::int64_t failures) {
    const auto doubled = std::clamp<std::int64_t>(failures - 1, 0, 9);
    return std::min(longest_rest, seconds(1LL << doubled));
}

std::string webhook_id(const Delivery& delivery) {
    std::string id = "msg_" + delivery.event_id;
    std::erase(id, '-');
    return id;
}

std::string webhook_body(const Delivery& delivery, bool thin) {
    const std::string data =
        thin ? fmt::format(R"({{"id":"{}"}})", delivery.subject) : delivery.data;
    return fmt::format(
        R"({{"type":"{}","timestamp":"{}","data":{}}})",
        delivery.type,
        to_rfc3339(delivery.at),
        data
    );
}

WebhookSender::WebhookSender(
    db::Database& database,
    const Clock& clock,
    Random& random,
    const people::Safe& safe,
    courier::Networks open
)
    : database_(database),
      clock_(clock),
      random_(random),
      safe_(safe),
      open_(std::move(open)),
      name_(random_hex(random, 8)) {}

std::vector<std::string> WebhookSender::claim(int limit) {
    const Instant now = clock_.now();
    const bool due = database_.read([&](db::Reader& reader) { return is_any_due(reader, now); });
    std::vector<std::string> out;
    if (due) {
        database_.write([&](db::Tx& tx) {
            out = claim_lanes(tx, now, now + lease_time, name_, limit);
        });
    }
    return out;
}

void WebhookSender::run(const std::string& lane_id, const std::function<bool()>& go_on) {
    const Instant begun = clock_.now();
    Instant kept = begun;
    bool held = true;
    while (held && go_on() && clock_.now() - begun < slice && send_next(lane_id, go_on)) {
        const Instant now = clock_.now();
        if (now - kept > kept_for) {
            kept = now;
            database_.write([&](db::Tx& tx) {
                held = keep_lane(tx, lane_id, name_, now + lease_time);
            });
        }
    }
    database_.write([&](db::Tx& tx) { release_lane(tx, lane_id, name_); });
}

std::optional<WebhookSender::Parcel> WebhookSender::pack(const std::string& lane_id, Instant now)
    const {
    return database_.read([&](db::Reader& reader) -> std::optional<Parcel> {
        const auto lane = find_lane(reader, lane_id);
        auto delivery = lane ? find_due(reader, lane_id, now) : std::nullopt;
        if (!delivery) {
            return {};
        }
        Parcel out{.delivery = *std::move(delivery)};
        lane->target == "webhook" ? pack_webhook(reader, out, now) : pack_chat(reader, out);
        return out;
    });
}

void WebhookSender::pack_webhook(db::Reader& reader, Parcel& parcel, Instant now) const {
    const auto hook = db::find_by<firm::Webhook>(reader, "id", parcel.delivery.lane_id);
    parcel.off = !hook || !hook->active;
    if (parcel.off) {
        return;
    }
    const std::string id = webhook_id(parcel.delivery);
    const std::int64_t stamp = now.us / 1'000'000;
    parcel.request.url = hook->url;
    parcel.request.body = webhook_body(parcel.delivery, hook->thin);
    const auto signature = signatures(safe_, *hook, {id, stamp, parcel.request.body}, now);
    parcel.trouble = signature.empty() ? sealed_elsewhere : "";
    parcel.request.headers = {
        {"webhook-id", id},
        {"webhook-timestamp", std::to_string(stamp)},
        {"webhook-signature", signature}
    };
}

void WebhookSender::pack_chat(db::Reader& reader, Parcel& parcel) const {
    const auto chat = db::find_by<firm::ChatHook>(reader, "id", parcel.delivery.lane_id);
    parcel.off = !chat || !chat->active;
    if (parcel.off) {
        return;
    }
    const auto url = safe_.open(chat->url_sealed);
    const auto own = firm::load_firm(reader);
    const std::string console = firm::load_mail_settings(reader).console_url.value_or("");
    const std::string language = chat->language.value_or(own.language);
    parcel.trouble = url ? "" : "The address is sealed with another key. Enter it again.";
    parcel.request.url = url.value_or("");
    parcel.request.body = chat_body(
        chat->kind,
        {.type = parcel.delivery.type,
         .data = parcel.delivery.data,
         .subject = parcel.delivery.subject,
         .language = language,
         .firm = own.name,
         .console_url = console}
    );
}

// False when nothing is due, or the line has to rest.
bool WebhookSender::send_next(const std::string& lane_id, const std::function<bool()>& go_on) {
    auto parcel = pack(lane_id, clock_.now());
    if (!parcel) {
        return false;
    }
    if (parcel->off) {
        database_.write([&](db::Tx& tx) { close_lane(tx, lane_id); });
        return false;
    }
    const auto began = std::chrono::steady_clock::now();
    OutsideReply reply{.said = parcel->trouble};
    if (parcel->trouble.empty()) {
        parcel->request.go_on = go_on;
        reply = courier::ask_outside(parcel->request, open_);
    }
    if (reply.outcome == OutsideReply::Outcome::stopped) {
        return false;
    }
    Attempt attempt;
    attempt.at = clock_.now();
    attempt.said = reply.said;
    attempt.took_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                          std::chrono::steady_clock::now() - began
    )
                          .count();
    if (reply.outcome == OutsideReply::Outcome::answered) {
        attempt.status = reply.status;
    }
    const bool taken = attempt.status && reply.status >= 200 && reply.status < 300;
    settle(parcel->delivery, attempt, taken, reply.retry_after.value_or(seconds(0)).count());
    return taken;
}

void WebhookSender::settle(
    const Delivery& delivery, const Attempt& attempt, bool taken, std::int64_t wait_s
) {
    if (taken) {
        database_.write([&](db::Tx& tx) { settle_taken(tx, delivery, attempt); });
        return;
    }
    const auto lane =
        database_.read([&](db::Reader& reader) { return find_lane(reader, delivery.lane_id); });
    if (!lane) {
        return;
    }
    const double by = shake(random_);
    const auto wait = wait_after(delivery.attempts + 1);
    const auto again = wait ? std::optional(after(attempt.at, std::max(*wait, seconds(wait_s)), by))
                            : std::nullopt;
    const Instant rest =
        after(attempt.at, std::max(rest_after(lane->failures + 1), seconds(wait_s)), by);
    const bool is_gone = attempt.status == gone;
    const bool failing =
        !again && lane->failing_since && attempt.at - *lane->failing_since >= shut_after;
    database_.write([&](db::Tx& tx) {
        settle_not_taken(tx, delivery, attempt, is_gone ? std::nullopt : again, rest);
    });
    if (is_gone || failing) {
        shut(*lane, delivery, is_gone, attempt.at);
    }
}

// Switched off, what waits is given up, the administrators are told: one transaction.
void WebhookSender::shut(const Lane& lane, const Delivery& delivery, bool is_gone, Instant now) {
    const auto reason = is_gone ? firm::WebhookEnd::gone : firm::WebhookEnd::failing;
    const db::Change by{{"system", "", "Styk"}, now};
    const auto name = database_.read([&](db::Reader& reader) -> std::string {
        const auto hook = db::find_by<firm::Webhook>(reader, "id", lane.id);
        const auto chat = db::find_by<firm::ChatHook>(reader, "id", lane.id);
        return hook ? hook->name : chat ? chat->name : "";
    });
    const auto mails = database_.read([&](db::Reader& reader) {
        return webhook_end_mails(reader, clock_, random_, {name, is_gone, delivery.said});
    });
    const auto switch_off = [&](db::Tx& tx, auto hook) {
        if (hook && hook->active) {
            auto after_it = *hook;
            after_it.active = false;
            after_it.disabled_at = now;
            after_it.disabled_reason = reason;
            db::change(tx, *hook, after_it, by);
        }
    };
    database_.write([&](db::Tx& tx) {
        close_lane(tx, lane.id);
        switch_off(tx, db::find_by<firm::Webhook>(tx, "id", lane.id));
        switch_off(tx, db::find_by<firm::ChatHook>(tx, "id", lane.id));
        for (const Mail& mail : mails) {
            post_mail(tx, mail, now);
        }
    });
}

}  // namespace styk::story
