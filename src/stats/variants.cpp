#include "stats/variants.h"

#include <algorithm>

#include "base/result.h"

namespace styk::stats {

Variants::Variants(std::size_t capacity) : capacity_(capacity) {
    if (capacity == 0) {
        throw Fault("variants need room for one");
    }
}

void Variants::add(std::span<const std::uint32_t> path, std::uint64_t count) {
    if (!path.empty() && count > 0) {
        counts_[{path.begin(), path.end()}] += count;
        journeys_ += count;
        if (counts_.size() > capacity_) {
            shrink();
        }
    }
}

void Variants::add(const JourneyLog& log) {
    std::vector<std::uint32_t> path;
    for (std::size_t i = 0; i < log.size(); ++i) {
        path.clear();
        for (const JourneyEvent& event : log.journey(i)) {
            path.push_back(event.activity);
        }
        add(path);
    }
}

void Variants::merge(const Variants& other) {
    for (const auto& [path, count] : other.counts_) {
        counts_[path] += count;
    }
    journeys_ += other.journeys_;
    lost_ += other.lost_;
    if (counts_.size() > capacity_) {
        shrink();
    }
}

void Variants::add_lost(std::uint64_t journeys, std::uint64_t lost) {
    journeys_ += journeys;
    lost_ += lost;
}

// Takes the (capacity + 1)-th largest count from all: what falls to 0 goes.
void Variants::shrink() {
    std::vector<std::uint64_t> counts;
    counts.reserve(counts_.size());
    for (const auto& [path, count] : counts_) {
        counts.push_back(count);
    }
    const auto cut = counts.begin() + static_cast<std::ptrdiff_t>(capacity_);
    std::nth_element(counts.begin(), cut, counts.end(), std::greater<>());
    const std::uint64_t least = *cut;
    lost_ += least;
    std::erase_if(counts_, [&](auto& entry) { return entry.second <= least; });
    for (auto& [path, count] : counts_) {
        count -= least;
    }
}

std::vector<Variant> Variants::top(std::size_t k) const {
    std::vector<Variant> all;
    all.reserve(counts_.size());
    for (const auto& [path, count] : counts_) {
        all.push_back({path, count});
    }
    std::ranges::stable_sort(all, std::greater<>(), &Variant::count);
    all.resize(std::min(k, all.size()));
    return all;
}

double Variants::share_of_top(std::size_t k) const {
    std::uint64_t sum = 0;
    for (const Variant& variant : top(k)) {
        sum += variant.count;
    }
    return journeys_ > 0 ? static_cast<double>(sum) / static_cast<double>(journeys_) : 0;
}

}  // namespace styk::stats
