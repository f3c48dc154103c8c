#include "people/login_guard.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "base/result.h"

namespace styk::people {

namespace {

constexpr double quarter_hour_s = 900;
constexpr Allowance of_pair{10, quarter_hour_s};
constexpr Allowance of_address{50, quarter_hour_s};
constexpr Allowance of_email{30, quarter_hour_s};

constexpr std::size_t longest_email = 320;

std::string pair_of(std::string_view email, std::string_view address) {
    return fmt::format("{}\n{}", email.substr(0, longest_email), network_of(address));
}

std::string mailbox_of(std::string_view email) {
    return std::string(email.substr(0, longest_email));
}

double seconds(Instant later, Instant earlier) {
    return static_cast<double>((later - earlier).count()) / 1e6;
}

}  // namespace

// A clock that was set back has moved all the same: otherwise who waits would wait until it has
// caught up.
double Buckets::tries_at(const Bucket& bucket, Instant now) const {
    const double gained =
        std::abs(seconds(now, bucket.at)) * allowance_.burst / allowance_.window_s;
    return std::min(allowance_.burst, bucket.tries + gained);
}

double Buckets::wait_s(const std::string& key, Instant now) const {
    const auto found = buckets_.find(key);
    const double tries = found == buckets_.end() ? allowance_.burst : tries_at(found->second, now);
    return tries >= 1 ? 0 : (1 - tries) * allowance_.window_s / allowance_.burst;
}

void Buckets::take(const std::string& key, Instant now) {
    if (buckets_.size() >= most_ && !buckets_.contains(key)) {
        make_room(now);
    }
    Bucket& bucket = buckets_.try_emplace(key, Bucket{allowance_.burst, now}).first->second;
    bucket = {tries_at(bucket, now) - 1, now};
}

void Buckets::give_back(const std::string& key) {
    if (const auto found = buckets_.find(key); found != buckets_.end()) {
        found->second.tries = std::min(allowance_.burst, found->second.tries + 1);
    }
}

// Full buckets say nothing and go first; if that is not enough, the half that was idle longest.
void Buckets::make_room(Instant now) {
    std::erase_if(buckets_, [&](const auto& one) {
        return tries_at(one.second, now) >= allowance_.burst;
    });
    if (buckets_.size() < most_) {
        return;
    }
    std::vector<Instant> times;
    times.reserve(buckets_.size());
    for (const auto& [key, bucket] : buckets_) {
        times.push_back(bucket.at);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    std::erase_if(buckets_, [&](const auto& one) { return one.second.at <= *middle; });
}

LoginGuard::LoginGuard(std::size_t most_remembered)
    : by_pair_(of_pair, most_remembered),
      by_address_(of_address, most_remembered),
      by_email_(of_email, most_remembered),
      most_known_(most_remembered) {}

bool LoginGuard::judge(
    std::string_view email,
    std::string_view address,
    Instant now,
    const std::function<bool()>& is_right
) {
    const std::string pair = pair_of(email, address);
    admit(pair, email, address, now);
    try {
        const bool right = is_right();
        if (right) {
            give_back(pair, email, address);
            know(pair);
        }
        return right;
    } catch (const Refusal& refusal) {
        if (refusal.code() == Code::busy) {  // nobody had a hand free to look
            give_back(pair, email, address);
        }
        throw;
    } catch (...) {
        give_back(pair, email, address);
        throw;
    }
}

void LoginGuard::admit(
    const std::string& pair, std::string_view email, std::string_view address, Instant now
) {
    const std::string network = network_of(address);
    const std::string mailbox = mailbox_of(email);
    const std::lock_guard lock(mutex_);
    double wait = std::max(by_pair_.wait_s(pair, now), by_address_.wait_s(network, now));
    if (!known_pairs_.contains(pair)) {
        wait = std::max(wait, by_email_.wait_s(mailbox, now));
    }
    if (wait > 0) {
        Refusal refusal(Code::too_many, "Too many tries. Wait a little before the next one.");
        refusal.retry_after_s =
            static_cast<int>(std::ceil(wait - 1e-6));  // a rounding error is no second
        throw refusal;
    }
    by_pair_.take(pair, now);
    by_address_.take(network, now);
    by_email_.take(mailbox, now);
}

void LoginGuard::give_back(
    const std::string& pair, std::string_view email, std::string_view address
) {
    const std::lock_guard lock(mutex_);
    by_pair_.give_back(pair);
    by_address_.give_back(network_of(address));
    by_email_.give_back(mailbox_of(email));
}

void LoginGuard::know(const std::string& pair) {
    const std::lock_guard lock(mutex_);
    if (known_pairs_.size() >= most_known_) {
        known_pairs_.clear();
    }
    known_pairs_.insert(pair);
}

std::size_t LoginGuard::size() const {
    const std::lock_guard lock(mutex_);
    return by_pair_.size() + by_address_.size() + by_email_.size() + known_pairs_.size();
}

std::string network_of(std::string_view address) {
    std::array<unsigned char, 16> bytes{};
    const auto cut = address.substr(0, 64);
    if (inet_pton(AF_INET6, std::string(cut).c_str(), bytes.data()) != 1) {
        return std::string(cut);
    }
    constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
        return fmt::format("{}", fmt::join(bytes.begin() + 12, bytes.end(), "."));
    }
    return fmt::format("{:02x}/64", fmt::join(bytes.begin(), bytes.begin() + 8, ""));
}

}  // namespace styk::people
