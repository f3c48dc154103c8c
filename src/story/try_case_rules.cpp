#include "story/try_case_rules.h"

#include <algorithm>

#include "feedback/feedback_store.h"
#include "feedback/voice.h"
#include "story/case_reaction.h"
#include "story/customer_worth.h"
#include "story/scope.h"
#include "story/setup.h"
#include "story/tell_case.h"

namespace styk::story {

namespace {

using casework::Action;
using casework::ActionKind;
using casework::Case;
using feedback::Feedback;

constexpr std::size_t sample_size = 10;
constexpr int page_size = record::max_limit;
constexpr double week_us = 7 * 86'400e6;

class Try {
public:
    Try(const Intake& intake, const casework::ReadyRule& rule, const people::Actor& actor)
        : intake_(intake),
          rule_(rule),
          actor_(actor),
          directory_(intake.catalogue.directory()),
          rulebook_(setup_of(intake.catalogue)->rulebook) {}

    Tried run(Instant from, Instant to) {
        count(from, to);
        feedback::Filter filter = rule_.asks.filter;
        filter.from = from;
        filter.to = to;
        narrow_to_scope(filter, actor_, *directory_);
        feedback::ListOrder order;
        order.limit = page_size;
        do {
            const auto page = intake_.database.read([&](db::Reader& reader) {
                return feedback::list(reader, filter, order);
            });
            for (const Feedback& one : page.items) {
                look_at(one);
            }
            order.after = page.next_cursor ? record::read_cursor(*page.next_cursor) : std::nullopt;
        } while (order.after);
        const double weeks = static_cast<double>((to - from).count()) / week_us;
        out_.per_week = weeks > 0 ? static_cast<double>(out_.matched) / weeks : 0;
        return std::move(out_);
    }

private:
    // Everything in the period, whether the rule holds or not.
    void count(Instant from, Instant to) {
        feedback::Filter all;
        all.from = from;
        all.to = to;
        narrow_to_scope(all, actor_, *directory_);
        out_.looked_at = static_cast<std::int64_t>(intake_.database
                                                       .read([&](db::Reader& reader) {
                                                           return feedback::list_seqs(reader, all);
                                                       })
                                                       .size());
    }

    void look_at(const Feedback& feedback) {
        if (feedback::is_voice(feedback) || !is_worth(feedback)) {
            return;
        }
        ++out_.matched;
        for (const Action& action : rule_.actions) {
            follow(feedback, action);
        }
    }

    [[nodiscard]] bool is_worth(const Feedback& feedback) const {
        if (!rule_.asks.value_min) {
            return true;
        }
        const auto value = feedback.customer_id ? intake_.database.read([&](db::Reader& reader) {
            return worth_of(
                reader,
                *feedback.customer_id,
                rulebook_->settings().value_attribute,
                feedback.received_at
            );
        })
                                                : std::nullopt;
        return value && *value >= *rule_.asks.value_min;
    }

    void follow(const Feedback& feedback, const Action& action) {
        switch (action.kind) {
            case ActionKind::open_case:
                open(feedback);
                break;
            case ActionKind::notify:
                out_.notifications += static_cast<std::int64_t>(
                    action.user_ids.size() +
                    rulebook_->users_of_department(action.department_id).size()
                );
                break;
            case ActionKind::tag:
                ++out_.tags;
                break;
            case ActionKind::send_survey:
                out_.surveys += feedback.customer_id ? 1 : 0;
                break;
            case ActionKind::webhook:
                ++out_.webhooks;
                break;
            case ActionKind::assign:
                break;
        }
    }

    void open(const Feedback& feedback) {
        const Case one =
            case_of(intake_, *directory_, *rulebook_, feedback, &rule_, feedback.received_at);
        ++out_.cases;
        out_.notifications += static_cast<std::int64_t>(
            CaseTeller(intake_, *directory_, *rulebook_, feedback.received_at).people_of(one).size()
        );
        const std::string owner = one.owner_id ? one.owner_id->text() : "";
        ++out_.by_owner[owner];
        if (out_.sample.size() < sample_size) {
            out_.sample.push_back({feedback, owner});
        }
    }

    const Intake& intake_;
    const casework::ReadyRule& rule_;
    const people::Actor& actor_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const casework::Rulebook> rulebook_;
    Tried out_;
};

}  // namespace

Tried try_case_rule(
    const Intake& intake,
    const casework::ReadyRule& rule,
    const people::Actor& actor,
    Instant from,
    Instant to
) {
    return Try(intake, rule, actor).run(from, to);
}

}  // namespace styk::story
