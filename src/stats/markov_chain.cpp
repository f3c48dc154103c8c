#include "stats/markov_chain.h"

#include <Eigen/QR>
#include <cmath>

#include "base/result.h"

namespace styk::stats {

MarkovChain markov_chain(std::span<const std::uint32_t> sequence, std::uint32_t states) {
    Eigen::MatrixXd counts = Eigen::MatrixXd::Zero(states, states);
    for (std::size_t i = 0; i < sequence.size(); ++i) {
        if (sequence[i] >= states) {
            throw Fault("the sequence has an unknown state");
        }
        if (i > 0) {
            ++counts(sequence[i - 1], sequence[i]);
        }
    }
    return markov_chain_of(counts);
}

MarkovChain markov_chain_of(const Eigen::MatrixXd& counts) {
    const Eigen::Index s = counts.rows();
    MarkovChain chain{
        counts, counts.rowwise().sum(), Eigen::MatrixXd::Zero(s, s), Eigen::MatrixXd::Zero(s, s)
    };
    for (Eigen::Index from = 0; from < s; ++from) {
        const double n = chain.left[from];
        for (Eigen::Index to = 0; to < s && n > 0; ++to) {
            const double p = counts(from, to) / n;
            chain.probabilities(from, to) = p;
            chain.errors(from, to) = std::sqrt(p / n);
            chain.log_likelihood += p > 0 ? counts(from, to) * std::log(p) : 0;
        }
    }
    return chain;
}

std::optional<Interval> transition_interval(
    const MarkovChain& chain, Eigen::Index from, Eigen::Index to, double level
) {
    return wilson(chain.counts(from, to), chain.left[from], level);
}

std::optional<Eigen::VectorXd> steady_state(const MarkovChain& chain) {
    const Eigen::Index s = chain.counts.rows();
    if (s == 0 || chain.left.minCoeff() <= 0) {
        return std::nullopt;
    }
    // (P' - I) p = 0 has one dimension of answers when there is one closed part; sum p = 1 is
    // added.
    Eigen::MatrixXd system(s + 1, s);
    system.topRows(s) = chain.probabilities.transpose() - Eigen::MatrixXd::Identity(s, s);
    system.row(s).setOnes();
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(system);
    qr.setThreshold(1e-12);
    if (qr.rank() < s) {
        return std::nullopt;
    }
    Eigen::VectorXd right = Eigen::VectorXd::Zero(s + 1);
    right[s] = 1;
    const Eigen::VectorXd share = qr.solve(right).cwiseMax(0);
    return share / share.sum();
}

}  // namespace styk::stats
