// Looking at a running experiment as often as one likes: the mixture sequential probability ratio
// test with a normal mixture (Johari, Koomen, Pekelis & Walsh 2022). p never rises and is valid at
// every look, whenever one stops. Means of many answers, nearly normal: trust it from 50 per arm.
#pragma once

#include <cstdint>
#include <optional>

#include "stats/difference.h"

namespace styk::stats {

// tau2: variance of the effects one expects, in the square of the outcome's unit; take tau = the
// smallest effect worth acting on. Both must be positive, alpha below 1.
struct Mixture {
    double tau2 = 0;
    double alpha = 0.05;
};

struct SequentialLook {
    std::optional<double> effect{};    // treated minus control
    std::optional<double> variance{};  // V = s1^2/n1 + s0^2/n0
    // log Lambda = log sqrt(V/(V+tau2)) + tau2 d^2 / (2 V (V+tau2))
    std::optional<double> log_likelihood_ratio{};
    double p = 1;  // the least of 1/Lambda so far
    // d +- sqrt(V (V+tau2)/tau2 (2 log(1/alpha) + log((V+tau2)/V)))
    std::optional<double> lo{}, hi{};
    bool enough = false;  // 50 answers in both arms
};

class SequentialTest {
public:
    // Throws Fault when the mixture makes no sense.
    explicit SequentialTest(Mixture mixture);

    // All answers until now, not those since the last look. An arm below two answers, or no spread
    // in either: effect only (if there is one), p as before.
    SequentialLook look(const Summary& treated, const Summary& control);

private:
    Mixture mixture_;
    double log_p_ = 0;
};

// |z| at which a look with variance V rejects.
[[nodiscard]] double sequential_limit(const Mixture& mixture, double variance);

struct PeekingSetting {
    int looks = 40;
    double n_per_group_max = 2000;  // at the last look; look k has floor(k n / looks)
    Mixture mixture{};
    std::uint64_t simulations = 2000;
    std::uint64_t seed = 1;
};

// How often an experiment without any effect (answers normal, sd 1) is called a success when p is
// read at every look. Simulated with the variance estimated from the answers; the same paths with
// the true variance, whose answer crossing_probability knows, take most of the chance out
// (control variate).
struct PeekingAlarms {
    double mixture = 0;  // this test, p <= alpha
    double naive = 0;    // |z| at its one-look limit
};

// Nothing when the looks, the simulations or the mixture make no sense, or a look would have fewer
// than two answers per group.
[[nodiscard]] std::optional<PeekingAlarms> peeking_alarms(const PeekingSetting& setting);

}  // namespace styk::stats
