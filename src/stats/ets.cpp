#include "stats/ets.h"

#include <algorithm>
#include <cmath>

#include "stats/ets_recursion.h"

namespace styk::stats {

namespace {

std::optional<Part> part_of(char letter) {
    switch (letter) {
        case 'N':
            return Part::none;
        case 'A':
            return Part::additive;
        case 'M':
            return Part::multiplicative;
        default:
            return std::nullopt;
    }
}

bool fits(const EtsModel& model, const EtsParameters& parameters) {
    const auto& start = parameters.start;
    const std::size_t seasons = model.season == Part::none ? 0 : start.seasons.size();
    const bool values = std::isfinite(
        parameters.alpha + parameters.beta + parameters.gamma + parameters.phi + start.level +
        start.slope
    );
    return values && is_finite(start.seasons) && model.error != Part::none &&
           (model.season == Part::none ||
            (model.period > 1 && seasons == static_cast<std::size_t>(model.period)));
}

void judge(EtsFit& fit) {
    const double n = static_cast<double>(fit.fitted.size());
    const double free = free_parameters(fit.model);
    double squares = 0, logs = 0;
    for (std::size_t i = 0; i < fit.fitted.size(); ++i) {
        squares += fit.residuals[i] * fit.residuals[i];
        logs += std::log(std::abs(fit.fitted[i]));
    }
    fit.sigma2 = squares / (n - free);
    if (squares <= 0) {
        return;
    }
    const double count = free + 1;
    fit.loglik = -n / 2 * std::log(squares) - (fit.model.error == Part::multiplicative ? logs : 0);
    fit.aic = -2 * *fit.loglik + 2 * count;
    fit.bic = -2 * *fit.loglik + std::log(n) * count;
    if (n - count - 1 > 0) {
        fit.aicc = *fit.aic + 2 * count * (count + 1) / (n - count - 1);
    }
}

std::string_view what_is_wrong(const EtsModel& model, const EtsParameters& parameters, Series y) {
    if (!is_finite(y)) {
        return reason::not_finite;
    }
    if (static_cast<int>(y.size()) <= free_parameters(model)) {
        return reason::too_short;
    }
    return fits(model, parameters) ? std::string_view() : reason::bad_option;
}

}  // namespace

std::optional<EtsModel> ets_model(std::string_view name, int period) {
    if (name.size() != 3) {
        return std::nullopt;
    }
    const auto error = part_of(name[0]), trend = part_of(name[1]), season = part_of(name[2]);
    if (!error || !trend || !season || *error == Part::none) {
        return std::nullopt;
    }
    return EtsModel{.error = *error, .trend = *trend, .season = *season, .period = period};
}

int free_parameters(const EtsModel& model) {
    return 2 + (model.trend != Part::none ? 2 : 0) +
           (model.season != Part::none ? model.period : 0) + (model.damped ? 1 : 0);
}

EtsFit filter_ets(const EtsModel& model, const EtsParameters& parameters, Series y) {
    EtsFit fit{.model = model, .parameters = parameters};
    fit.reason = what_is_wrong(model, parameters, y);
    if (!fit.reason.empty()) {
        return fit;
    }
    EtsRecursion recursion(model, parameters);
    for (const double value : y) {
        const double expected = recursion.expected();
        const bool relative = model.error == Part::multiplicative;
        fit.fitted.push_back(expected);
        fit.residuals.push_back(relative ? (value - expected) / expected : value - expected);
        fit.sse += (value - expected) * (value - expected);
        recursion.learn(value);
    }
    fit.end = recursion.state();
    if (!is_finite(fit.residuals) || !std::isfinite(fit.end.level + fit.end.slope) ||
        !is_finite(fit.end.seasons)) {
        return {.model = model, .parameters = parameters, .reason = reason::not_positive};
    }
    judge(fit);
    return fit;
}

}  // namespace styk::stats
