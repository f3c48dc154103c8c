#include "story/show_contacts.h"

#include <algorithm>
#include <map>
#include <set>

#include "story/contact_log.h"
#include "story/hide_cells.h"
#include "story/scope.h"

namespace styk::story {

namespace {

constexpr std::chrono::hours longest_contact{24};  // from its start to its answer

struct Window {
    Instant from, to;
};

Window window_of(
    const feedback::Directory& directory, const feedback::Filter& filter, Instant now
) {
    const Day tomorrow = directory.zone.day_of(now) + 1;
    const Instant to = filter.to.value_or(directory.zone.start_of(tomorrow));
    const Day last = directory.zone.day_of(to);
    const Instant from = filter.from.value_or(directory.zone.start_of(last - usual_days));
    if (from >= to) {
        throw Refusal(Code::invalid, "The period is empty.", {{"to", "must be after from"}});
    }
    return {from, to};
}

stats::TierLimits limits_of(const feedback::Directory& directory) {
    stats::TierLimits limits;
    limits.anonymous_below =
        static_cast<std::uint64_t>(std::max<std::int64_t>(1, directory.firm.customers_min));
    return limits;
}

feedback::Filter scoped(
    const ContactsAsked& asked, const people::Actor& actor, const feedback::Directory& directory
) {
    refuse_if(check_contact_filter(asked.filter));
    auto filter = asked.filter;
    narrow_to_scope(filter, actor, directory);
    return filter;
}

// The cell with these keys, made when it is met.
template <class Row>
class Cells {
public:
    Row& at(CellKeys keys) {
        const auto [found, fresh] = places_.emplace(keys, rows.size());
        if (fresh) {
            rows.emplace_back();
            rows.back().keys = std::move(keys);
        }
        return rows[found->second];
    }

    // In the order of their keys.
    std::vector<Row> in_order() && {
        std::vector<Row> out;
        out.reserve(places_.size());
        for (const auto& [keys, place] : places_) {
            out.push_back(std::move(rows[place]));
        }
        return out;
    }

    std::vector<Row> rows;

private:
    std::map<CellKeys, std::size_t> places_;
};

// What each figure of a row is made of: any of them small hides the row.
template <class Row>
using Counts = std::vector<std::uint64_t (*)(const Row&)>;

template <class Row>
void hide_small(
    std::vector<Row>& rows, Row& total, std::uint64_t least, const Counts<Row>& counts
) {
    std::vector<CellKeys> keys;
    std::transform(rows.begin(), rows.end(), std::back_inserter(keys), [](const Row& row) {
        return row.keys;
    });
    for (const auto count : counts) {
        std::vector<std::uint64_t> n;
        std::transform(rows.begin(), rows.end(), std::back_inserter(n), count);
        const auto hidden = rows_to_hide(keys, n, least);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            rows[i].hidden = rows[i].hidden || hidden[i];
        }
        total.hidden = total.hidden || (count(total) > 0 && count(total) < least);
    }
}

// Channels by their targets, so that the rules are read once.
class Targets {
public:
    explicit Targets(const ContactLog& log) : log_(log) {}

    double of(std::uint32_t channel) {
        const auto known = seconds_.find(channel);
        if (known != seconds_.end()) {
            return known->second;
        }
        const double s = customer::target_of(log_.rules, log_.words.text(channel).value_or(""));
        return seconds_.emplace(channel, s).first->second;
    }

private:
    const ContactLog& log_;
    std::map<std::uint32_t, double> seconds_;
};

void take(
    WaitRow& row, std::set<double>& targets, const stats::Contact& contact, Day day, double target
) {
    stats::add(
        row.counts, contact, static_cast<std::uint64_t>(std::int64_t{day} + 1'000'000), target
    );
    targets.insert(target);
}

void finish(WaitRow& row, const std::set<double>& targets, const stats::TierLimits& limits) {
    row.figures = stats::wait_figures(row.counts, limits);
    if (targets.size() == 1) {
        row.target_s = *targets.begin();
    }
}

std::uint64_t contacts_in(const WaitRow& row) {
    return row.counts.ended() + row.counts.open;
}

std::uint64_t ended_in(const WaitRow& row) {
    return row.counts.ended();
}

std::uint64_t known_in(const WaitRow& row) {
    return row.counts.wait_known;
}

std::uint64_t judged_in(const ResolutionRow& row) {
    return row.resolved + row.repeated;
}

std::uint64_t everybody_in(const ResolutionRow& row) {
    return judged_in(row) + row.open + row.without_customer;
}

// Contacts as they come back, all of them; who is judged arrived in the window and was answered.
struct Approaches {
    std::vector<stats::Contact> contacts;
    std::vector<stats::Approach> all;
};

Approaches approaches_of(const ContactLog& log, const feedback::Filter& filter, Window window) {
    Approaches out{stats::contacts_of(log.events), {}};
    for (const auto& contact : out.contacts) {
        const auto& traits = log.traits[contact.event];
        const bool in_window =
            contact.arrived_us >= window.from.us && contact.arrived_us < window.to.us;
        out.all.push_back(
            {.customer = traits.customer,
             .topic = traits.topic,
             .at_us = contact.arrived_us,
             .counts = in_window && contact.end == stats::ContactEnd::answered &&
                       is_asked_for(log, filter, traits)}
        );
    }
    return out;
}

void count(ResolutionRow& row, stats::Fate fate, std::uint32_t customer) {
    if (customer == 0) {
        ++row.without_customer;
    } else if (fate == stats::Fate::open) {
        ++row.open;
    } else {
        const bool resolved = fate == stats::Fate::resolved;
        ++(resolved ? row.resolved : row.repeated);
        stats::add(row.by_customer, customer, resolved ? 1 : 0);
    }
}

void finish(ResolutionRow& row, const stats::TierLimits& limits) {
    row.share = stats::share_estimate(
        row.resolved, judged_in(row), limits, stats::effective_n(row.by_customer)
    );
}

}  // namespace

Waits show_waiting(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const ContactsAsked& asked,
    Instant now
) {
    const auto window = window_of(directory, asked.filter, now);
    const auto log = read_contact_log(
        reader,
        directory,
        scoped(asked, actor, directory),
        Reach::these_contacts,
        window.from - longest_contact,
        window.to + longest_contact
    );
    Targets targets(log);
    Cells<WaitRow> cells;
    std::map<CellKeys, std::set<double>> targets_of;
    std::set<double> all_targets;
    Waits out{window.from, window.to, {}, {}};
    for (const auto& contact : stats::contacts_of(log.events)) {
        const Instant arrived{contact.arrived_us};
        if (arrived < window.from || arrived >= window.to) {
            continue;
        }
        const auto& traits = log.traits[contact.event];
        const auto keys = keys_of(log, directory, asked.by, traits, arrived);
        const Day day = directory.zone.day_of(arrived);
        const double target = targets.of(traits.channel);
        take(cells.at(keys), targets_of[keys], contact, day, target);
        take(out.total, all_targets, contact, day, target);
    }
    const auto limits = limits_of(directory);
    out.rows = std::move(cells).in_order();
    for (WaitRow& row : out.rows) {
        finish(row, targets_of[row.keys], limits);
    }
    finish(out.total, all_targets, limits);
    hide_small(out.rows, out.total, limits.anonymous_below, {contacts_in, ended_in, known_in});
    return out;
}

Resolutions show_first_contacts(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const ContactsAsked& asked,
    std::optional<std::int64_t> within_days,
    Instant now
) {
    const auto window = window_of(directory, asked.filter, now);
    const auto filter = scoped(asked, actor, directory);
    Resolutions out{window.from, window.to, 0, {}, {}};
    out.within_days = within_days.value_or(customer::load_contact_rules(reader).within_days);
    const std::chrono::hours within(24 * out.within_days);
    const auto log = read_contact_log(
        reader,
        directory,
        filter,
        Reach::every_contact_of_these_customers,
        window.from - longest_contact,
        window.to + within + longest_contact
    );
    const auto [contacts, approaches] = approaches_of(log, filter, window);
    const auto fates = stats::fates(
        approaches, std::chrono::duration_cast<std::chrono::microseconds>(within).count(), now.us
    );
    Cells<ResolutionRow> cells;
    for (std::size_t i = 0; i < approaches.size(); ++i) {
        if (fates[i] == stats::Fate::not_judged) {
            continue;
        }
        const auto& traits = log.traits[contacts[i].event];
        auto keys = keys_of(log, directory, asked.by, traits, {contacts[i].arrived_us});
        count(cells.at(std::move(keys)), fates[i], traits.customer);
        count(out.total, fates[i], traits.customer);
    }
    const auto limits = limits_of(directory);
    out.rows = std::move(cells).in_order();
    for (ResolutionRow& row : out.rows) {
        finish(row, limits);
    }
    finish(out.total, limits);
    hide_small(out.rows, out.total, limits.anonymous_below, {judged_in, everybody_in});
    return out;
}

}  // namespace styk::story
