#include "stats/penalty_reward.h"

#include "base/result.h"

namespace styk::stats {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

// 1, low of the first, high of the first, low of the second ..
MatrixXd design_of(const MatrixXd& low, const MatrixXd& high) {
    MatrixXd design(low.rows(), 2 * low.cols() + 1);
    design.col(0).setOnes();
    for (Index j = 0; j < low.cols(); ++j) {
        design.col(2 * j + 1) = low.col(j);
        design.col(2 * j + 2) = high.col(j);
    }
    return design;
}

Attribute attribute_of(const Contrast& contrast, double alpha) {
    const bool penalized = contrast.penalty_p && *contrast.penalty_p < alpha;
    const bool rewarded = contrast.reward_p && *contrast.reward_p < alpha;
    if (penalized) {
        return rewarded ? Attribute::performance : Attribute::basic;
    }
    return rewarded ? Attribute::excitement : Attribute::indifferent;
}

}  // namespace

std::string_view name(Attribute attribute) {
    switch (attribute) {
        case Attribute::basic:
            return "basic";
        case Attribute::excitement:
            return "excitement";
        case Attribute::performance:
            return "performance";
        case Attribute::indifferent:
            return "indifferent";
    }
    return "indifferent";
}

PenaltyReward penalty_reward(
    const Eigen::VectorXd& outcome, const MatrixXd& low, const MatrixXd& high, double alpha
) {
    if (low.rows() != high.rows() || low.cols() != high.cols() || low.rows() != outcome.size()) {
        throw Fault("stats: contrasts differ in shape");
    }
    const MatrixXd design = design_of(low, high);
    PenaltyReward result;
    if (!design.allFinite()) {
        result.reason = reason::not_finite;
        return result;
    }
    const auto kept = independent_columns(design);
    result.fit = least_squares(MatrixXd(design(Eigen::all, kept)), outcome);
    result.reason = result.fit.reason;
    if (!result.reason.empty()) {
        return result;
    }
    result.intercept = result.fit.coefficients(0);
    result.contrasts.resize(static_cast<std::size_t>(low.cols()));
    for (std::size_t at = 1; at < kept.size(); ++at) {
        const Index column = kept[at] - 1, place = static_cast<Index>(at);
        Contrast& contrast = result.contrasts[static_cast<std::size_t>(column / 2)];
        const bool is_low = column % 2 == 0;
        (is_low ? contrast.penalty : contrast.reward) = result.fit.coefficients(place);
        (is_low ? contrast.penalty_p : contrast.reward_p) = p_value(result.fit, place);
    }
    for (Index j = 0; j < low.cols(); ++j) {
        Contrast& contrast = result.contrasts[static_cast<std::size_t>(j)];
        contrast.n_low = low.col(j).sum();
        contrast.n_high = high.col(j).sum();
        contrast.attribute = attribute_of(contrast, alpha);
    }
    return result;
}

}  // namespace styk::stats
