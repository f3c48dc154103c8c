#include "story/take_hook.h"

#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "courier/signature.h"
#include "customer/customer_store.h"
#include "feedback/feedback_json.h"
#include "firm/hook_map.h"
#include "json/json.h"
#include "people/secret.h"
#include "story/hook_call_store.h"
#include "story/record_events.h"

namespace styk::story {

namespace {

using firm::HookIn;
using firm::HookScheme;

constexpr std::size_t longest_kept = 20'000;  // of a body that was refused
constexpr std::size_t least_secret = 8, most_secret = 500;

[[noreturn]] void refuse_stranger() {
    throw Refusal(Code::unauthenticated, "The signature is missing, wrong or too old.");
}

std::optional<std::int64_t> read_stamp(std::string_view text) {
    std::int64_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && !text.empty() ? std::optional(out) : std::nullopt;
}

// Without its prefix; nothing when it has another.
std::optional<std::string_view> header_of(const HookIn& hook, const HookMessage& sent) {
    const auto value = sent.header(hook.header);
    return !value.empty() && value.starts_with(hook.prefix)
               ? std::optional(value.substr(hook.prefix.size()))
               : std::nullopt;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const auto found = text.find(what);
    return found == std::string::npos ? text : text.replace(found, what.size(), with);
}

bool is_signed_hmac(const HookIn& hook, const HookMessage& sent, const std::string& secret) {
    const auto signature = header_of(hook, sent);
    const auto stamp = hook.timestamp_header ? sent.header(*hook.timestamp_header) : "";
    if (!signature || (hook.timestamp_header && !is_fresh(hook, read_stamp(stamp), sent.at))) {
        return false;
    }
    const auto content =
        replaced(replaced(hook.signed_content, "{timestamp}", stamp), "{body}", sent.body);
    const auto mine = courier::hmac_text(
        hook.algorithm == firm::HookHash::sha1 ? courier::Hash::sha1 : courier::Hash::sha256,
        hook.encoding == firm::HookEncoding::hex ? courier::Encoding::hex
                                                 : courier::Encoding::base64,
        secret,
        content
    );
    return courier::same_text(*signature, mine);
}

bool is_signed_standard(const HookIn& hook, const HookMessage& sent, const std::string& secret) {
    const auto stamp = read_stamp(sent.header("webhook-timestamp"));
    const auto id = sent.header("webhook-id");
    return !id.empty() && stamp && is_fresh(hook, stamp, sent.at) &&
           courier::is_signed_v1({id, *stamp, sent.body}, sent.header("webhook-signature"), secret);
}

void need_proof(const people::Safe& safe, const HookIn& hook, const HookMessage& sent) {
    const auto secret = hook.secret_sealed ? safe.open(*hook.secret_sealed) : std::nullopt;
    if (!secret) {
        refuse_stranger();
    }
    bool proven = false;
    switch (hook.scheme) {
        case HookScheme::standard:
            proven = is_signed_standard(hook, sent, *secret);
            break;
        case HookScheme::hmac:
            proven = is_signed_hmac(hook, sent, *secret);
            break;
        case HookScheme::token: {
            const auto token = header_of(hook, sent);
            proven = token && courier::same_text(*token, *secret);
            break;
        }
    }
    if (!proven) {
        refuse_stranger();
    }
}

// By which the same message is known again.
std::string message_id(const HookIn& hook, const HookMessage& sent, const json::Value& body) {
    if (hook.scheme == HookScheme::standard) {
        return std::string(sent.header("webhook-id"));
    }
    const auto own = hook.message_id ? firm::fill_text(*hook.message_id, body) : "";
    return own.empty() ? people::hash_secret(sent.body) : own;
}

// What the message means here, checked as far as it can be without writing.
struct Meaning {
    bool applies = false;
    bool event = false;
    json::Object filled{};
    customer::SentEvent sent_event{};
    feedback::Draft draft{};
    Told customer{};
    Problems problems{};
};

void read_customer(const Intake& intake, const json::Value& filled, Meaning& meaning) {
    const auto* fields = filled.if_object();
    if (fields == nullptr) {
        return;
    }
    customer::Upsert line;
    line.customer.id.uuid = make_uuid_v7(intake.clock, intake.random);
    for (const auto& [name, value] : *fields) {
        const std::string text =
            value.is_string() ? std::string(value.get_string()) : json::write(value);
        if (const auto wrong = customer::give(line, name, record::Value(text))) {
            meaning.problems.push_back({"/customer/" + std::string(name), *wrong});
        }
    }
    meaning.customer = std::move(line);
}

Meaning understand(const Intake& intake, const HookIn& hook, const json::Value& body) {
    const json::Value map = json::parse(hook.map.text);
    const auto& rules = map.get_object();
    Meaning out;
    out.applies = firm::applies(rules, body);
    if (!out.applies) {
        return out;
    }
    out.event = rules.at("target").as_string() == "event";
    out.filled = firm::fill_map(rules, body);
    read_customer(intake, out.filled.at("customer"), out);
    const auto& filled = out.filled.at("body");
    if (out.event) {
        auto problems = customer::read_event(filled.as_object(), out.sent_event);
        out.problems.insert(out.problems.end(), problems.begin(), problems.end());
    } else {
        out.draft = feedback::read_draft(filled, out.problems);
    }
    return out;
}

class Taking {
public:
    Taking(const Intake& intake, const HookIn& hook, const HookMessage& sent)
        : intake_(intake), hook_(hook), sent_(sent) {
        call_.id = make_uuid_v7(intake.clock, intake.random).text();
        call_.hook_id = hook.id.text();
        call_.at = sent.at;
    }

    HookTaken take() {
        const auto body = json::try_parse(sent_.body);
        if (!body) {
            keep_refused({body.error()});
            throw Refusal(Code::unreadable, "This is no JSON.", {body.error()});
        }
        const auto message = message_id(hook_, sent_, *body);
        const bool known = intake_.database.read([&](db::Reader& reader) {
            return was_taken(reader, call_.hook_id, message);
        });
        if (known) {
            return {"repeated"};
        }
        const auto meaning = understand(intake_, hook_, *body);
        if (!meaning.applies) {
            call_.outcome = "ignored";
            intake_.database.write([&](db::Tx& tx) { add_hook_call(tx, call_); });
            return {"ignored"};
        }
        try {
            refuse_if(meaning.problems);
            call_.outcome = "taken";
            call_.message = message;
            write(meaning);
        } catch (const Refusal& refusal) {
            keep_refused(refusal.problems());
            throw;
        } catch (const db::Conflict&) {  // the same came twice at once
            return {"repeated"};
        }
        return {"taken"};
    }

private:
    void keep_refused(const Problems& problems) {
        call_.outcome = "refused";
        call_.message.reset();
        call_.problems = problems;
        if (is_utf8_body()) {
            call_.body = std::string(sent_.body.substr(0, longest_kept));
        }
        intake_.database.write([&](db::Tx& tx) { add_hook_call(tx, call_); });
    }

    [[nodiscard]] bool is_utf8_body() const {
        return sent_.body.size() <= longest_kept && is_utf8(sent_.body);
    }

    void write(const Meaning& meaning) {
        const db::Change by{{"system", "", hook_.name}, sent_.at};
        const auto also = [&](db::Tx& tx, const auto&) { add_hook_call(tx, call_); };
        if (meaning.event) {
            (void)record_event(intake_, meaning.sent_event, by, also, meaning.customer);
        } else {
            (void)receive_feedback(intake_, meaning.draft, by, also, meaning.customer);
        }
    }

    const Intake& intake_;
    const HookIn& hook_;
    const HookMessage& sent_;
    HookCall call_;
};

}  // namespace

HookTaken take_hook(
    const Intake& intake, const people::Safe& safe, const HookIn& hook, const HookMessage& sent
) {
    need_proof(safe, hook, sent);
    return Taking(intake, hook, sent).take();
}

HookTrial try_hook(const Intake& intake, const HookIn& hook, std::string_view body, Instant at) {
    const auto read = json::try_parse(body);
    if (!read) {
        return {"refused", "", {read.error()}};
    }
    auto meaning = understand(intake, hook, *read);
    if (!meaning.applies) {
        return {"ignored"};
    }
    const auto directory = intake.catalogue.directory();
    if (meaning.problems.empty()) {
        Problems found;
        if (meaning.event) {
            std::vector<NumberedEvent> one{{1, meaning.sent_event}};
            found = check_events(*directory, one, at);
            for (auto& problem : found) {
                problem.pointer.erase(0, 2);  // "/1": the only line
            }
        } else {
            (void)feedback::check(*directory, meaning.draft, at, found);
        }
        meaning.problems = std::move(found);
    }
    meaning.filled["target"] = meaning.event ? "event" : "feedback";
    return {
        meaning.problems.empty() ? "taken" : "refused",
        json::write(meaning.filled),
        meaning.problems
    };
}

std::string make_hook_secret(const HookIn& hook, Random& random) {
    return hook.scheme == HookScheme::standard ? courier::make_signing_secret(random)
                                               : random_hex(random, 24);
}

std::optional<std::string> problem_of_secret(const HookIn& hook, const std::string& secret) {
    if (hook.scheme == HookScheme::standard && !courier::secret_bytes(secret)) {
        return "must be whsec_ and 24 to 64 bytes in base64";
    }
    const bool right = secret.size() >= least_secret && secret.size() <= most_secret;
    return right ? std::nullopt : std::optional<std::string>("must have 8 to 500 characters");
}

}  // namespace styk::story
