#include "stats/contacts.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace styk::stats {

namespace {

constexpr double us_per_second = 1e6;

template <class Key>
std::vector<std::size_t> in_order(std::size_t n, const Key& key) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple_cat(key(a), std::tuple(a)) < std::tuple_cat(key(b), std::tuple(b));
    });
    return order;
}

double seconds(std::int64_t us) {
    return static_cast<double>(us) / us_per_second;
}

// One contact number's events from first to last.
class Pairing {
public:
    Pairing(std::span<const QueueEvent> events, std::vector<Contact>& out)
        : events_(events), out_(out) {}

    void take(std::size_t place) {
        if (events_[place].step == QueueStep::started) {
            leave_open();
            started_ = place;
            return;
        }
        out_.push_back(ended(place));
        started_.reset();
    }

    void leave_open() {
        if (started_) {
            out_.push_back({*started_, events_[*started_].at_us, ContactEnd::open, {}});
        }
        started_.reset();
    }

private:
    [[nodiscard]] Contact ended(std::size_t place) const {
        const QueueEvent& last = events_[place];
        Contact out{place, last.at_us, ContactEnd::answered, last.waited_s};
        out.end = last.step == QueueStep::answered ? ContactEnd::answered : ContactEnd::abandoned;
        if (started_) {
            out.arrived_us = events_[*started_].at_us;
            out.waited_s =
                last.waited_s ? last.waited_s : std::optional(seconds(last.at_us - out.arrived_us));
        } else if (last.waited_s) {
            out.arrived_us -= static_cast<std::int64_t>(*last.waited_s * us_per_second);
        }
        return out;
    }

    std::span<const QueueEvent> events_;
    std::vector<Contact>& out_;
    std::optional<std::size_t> started_;
};

// A share when what was counted comes in clumps, the other way round as well.
Estimate clumped(
    std::uint64_t k, std::uint64_t n, const ClusterSums& clumps, const TierLimits& limits
) {
    return share_estimate(k, n, limits, effective_n(clumps));
}

}  // namespace

std::vector<Contact> contacts_of(std::span<const QueueEvent> events) {
    const auto order = in_order(events.size(), [&](std::size_t i) {
        return std::tuple(events[i].contact, events[i].at_us, events[i].step);
    });
    std::vector<Contact> out;
    Pairing pairing(events, out);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && events[order[i]].contact != events[order[i - 1]].contact) {
            pairing.leave_open();
        }
        pairing.take(order[i]);
    }
    pairing.leave_open();
    std::sort(out.begin(), out.end(), [](const Contact& a, const Contact& b) {
        return std::tie(a.arrived_us, a.event) < std::tie(b.arrived_us, b.event);
    });
    return out;
}

void add(WaitCounts& into, const Contact& contact, std::uint64_t cluster, double target_s) {
    if (contact.end == ContactEnd::open) {
        ++into.open;
        return;
    }
    const bool answered = contact.end == ContactEnd::answered;
    ++(answered ? into.answered : into.abandoned);
    add(into.gave_up, cluster, answered ? 0 : 1);
    if (!contact.waited_s) {
        return;
    }
    const bool in_time = answered && *contact.waited_s <= target_s;
    ++into.wait_known;
    into.in_time += in_time ? 1 : 0;
    into.waits.push_back(*contact.waited_s);
    add(into.served, cluster, in_time ? 1 : 0);
}

WaitFigures wait_figures(const WaitCounts& counts, const TierLimits& limits) {
    WaitFigures out;
    out.abandonment = clumped(counts.abandoned, counts.ended(), counts.gave_up, limits);
    out.in_time = clumped(counts.in_time, counts.wait_known, counts.served, limits);
    const auto n = static_cast<double>(counts.waits.size());
    const double n_eff = effective_n(counts.served).value_or(n);
    out.tier = tier_of(Family::mean, counts.waits.size(), n_eff, 0.0, limits);
    if (shows_value(out.tier)) {
        out.median = quantile_estimate(counts.waits, 0.5, 0.95, n_eff);
        out.p90 = quantile_estimate(counts.waits, 0.9, 0.95, n_eff);
    }
    return out;
}

std::vector<Fate> fates(
    std::span<const Approach> all, std::int64_t within_us, std::int64_t until_us
) {
    const auto order = in_order(all.size(), [&](std::size_t i) {
        return std::tuple(all[i].customer, all[i].topic, all[i].at_us);
    });
    std::vector<Fate> out(all.size(), Fate::not_judged);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Approach& one = all[order[i]];
        if (!one.counts) {
            continue;
        }
        const Approach* next = i + 1 < order.size() ? &all[order[i + 1]] : nullptr;
        const bool again = next != nullptr && next->customer == one.customer &&
                           next->topic == one.topic && next->at_us - one.at_us <= within_us;
        out[order[i]] = until_us - one.at_us < within_us ? Fate::open
                        : again                          ? Fate::repeated
                                                         : Fate::resolved;
    }
    return out;
}

}  // namespace styk::stats
