// The recursion of ets.h step by step, for those who fit and simulate. Plain and inline: it is
// called for each value of each series under each trial of the parameters.
#pragma once

#include <algorithm>
#include <cmath>

#include "stats/ets.h"

namespace styk::stats {

class EtsRecursion {
public:
    EtsRecursion(const EtsModel& model, const EtsParameters& parameters)
        : model_(model),
          alpha_(parameters.alpha),
          beta_(model.trend == Part::none ? 0 : parameters.beta),
          gamma_(parameters.gamma),
          phi_(model.damped ? parameters.phi : 1),
          level_(parameters.start.level),
          slope_(parameters.start.slope),
          seasons_(model.season == Part::none ? std::vector<double>() : parameters.start.seasons) {}

    // Of the next value.
    [[nodiscard]] double expected() const {
        const double base = base_of();
        return model_.season == Part::additive         ? base + seasons_[turn_]
               : model_.season == Part::multiplicative ? base * seasons_[turn_]
                                                       : base;
    }

    // The next value has come.
    void learn(double value) {
        const double base = base_of();
        double rest = value;
        if (model_.season == Part::additive) {
            rest = value - seasons_[turn_];
            seasons_[turn_] += gamma_ * (value - base - seasons_[turn_]);
        } else if (model_.season == Part::multiplicative) {
            rest = value / seasons_[turn_];
            seasons_[turn_] += gamma_ * (value / base - seasons_[turn_]);
        }
        const double surprise = rest - base;
        if (model_.trend == Part::additive) {
            slope_ = phi_ * slope_ + beta_ * surprise;
        } else if (model_.trend == Part::multiplicative) {
            slope_ = std::pow(slope_, phi_) + beta_ * surprise / level_;
        }
        level_ = base + alpha_ * surprise;
        turn_ = turn_ + 1 < seasons_.size() ? turn_ + 1 : 0;
    }

    [[nodiscard]] EtsState state() const {
        EtsState state{.level = level_, .slope = slope_, .seasons = seasons_};
        std::rotate(
            state.seasons.begin(),
            state.seasons.begin() + static_cast<std::ptrdiff_t>(turn_),
            state.seasons.end()
        );
        return state;
    }

private:
    // Level and trend one step ahead.
    [[nodiscard]] double base_of() const {
        return model_.trend == Part::none       ? level_
               : model_.trend == Part::additive ? level_ + phi_ * slope_
                                                : level_ * std::pow(slope_, phi_);
    }

    EtsModel model_;
    double alpha_, beta_, gamma_, phi_, level_, slope_;
    std::vector<double> seasons_;
    std::size_t turn_ = 0;
};

}  // namespace styk::stats
