// Slows down who guesses passwords. Kept in memory: after a restart everybody starts afresh.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/instant.h"

namespace styk::people {

// A token bucket: `burst` tries at once, refilled evenly over `window_s`.
struct Allowance {
    double burst;
    double window_s;
};

class Buckets {
public:
    Buckets(Allowance allowance, std::size_t most) : allowance_(allowance), most_(most) {}

    // Seconds until a try is free; 0: one is free now.
    [[nodiscard]] double wait_s(const std::string& key, Instant now) const;
    void take(const std::string& key, Instant now);
    void give_back(const std::string& key);

    [[nodiscard]] std::size_t size() const { return buckets_.size(); }

private:
    struct Bucket {
        double tries;
        Instant at;
    };

    [[nodiscard]] double tries_at(const Bucket& bucket, Instant now) const;
    void make_room(Instant now);

    Allowance allowance_;
    std::size_t most_;
    std::unordered_map<std::string, Bucket> buckets_;
};

// A try counts against the pair of e-mail and address, against the address, and against the e-mail.
// The last one slows down a crowd of addresses, but never one from which the person got in before:
// no stranger locks anybody out of their own desk.
class LoginGuard {
public:
    explicit LoginGuard(std::size_t most_remembered = 20'000);

    // Whether `is_right`, which looks at what was shown. Throws Refusal{too_many} with the seconds
    // to wait. The try is counted before it is looked at, so that many at once gain nothing, and
    // given back when it was right: the address is known for this e-mail from then on. What broke
    // before anybody was told counts nothing either: no guesser has learnt from it. `is_right`
    // therefore holds everything that may break between looking and telling, and a wrong try that
    // is noted in the database is noted in there.
    [[nodiscard]] bool judge(
        std::string_view email,
        std::string_view address,
        Instant now,
        const std::function<bool()>& is_right
    );

    [[nodiscard]] std::size_t size() const;

private:
    void admit(
        const std::string& pair, std::string_view email, std::string_view address, Instant now
    );
    void give_back(const std::string& pair, std::string_view email, std::string_view address);
    void know(const std::string& pair);

    mutable std::mutex mutex_;
    Buckets by_pair_, by_address_, by_email_;
    std::size_t most_known_;
    std::unordered_set<std::string> known_pairs_;
};

// The part of an address that one person holds: IPv4 whole, IPv6 its first 64 bits.
[[nodiscard]] std::string network_of(std::string_view address);

}  // namespace styk::people
