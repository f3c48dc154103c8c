#include "stats/group_sequential.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <numbers>

#include "stats/optimize.h"

namespace styk::stats {

namespace {

constexpr double far = 9;  // standard deviations beyond which a normal has no mass to count

double upper_tail(double z) {
    return std::erfc(z / std::numbers::sqrt2) / 2;
}

double upper_quantile(double tail) {
    return boost::math::quantile(boost::math::complement(boost::math::normal(), tail));
}

// The part of the distribution of B that has not crossed, on nodes.
class Survivors {
public:
    // P(B + increment >= limit), the increment N(0, variance).
    [[nodiscard]] double beyond(double limit, double variance) const {
        if (at_.empty()) {
            return upper_tail(limit / std::sqrt(variance));
        }
        double sum = 0;
        for (std::size_t i = 0; i < at_.size(); ++i) {
            sum += mass_[i] * upper_tail((limit - at_[i]) / std::sqrt(variance));
        }
        return sum;
    }

    // Those that stay in (lo, hi) after the next increment; time: the variance of B by then.
    [[nodiscard]] Survivors after(double lo, double hi, double variance, double time) const {
        Survivors next;
        const double edge = far * std::sqrt(time), from = std::max(lo, -edge),
                     to = std::min(hi, edge), sd = std::sqrt(variance);
        const int panels = std::max(1, static_cast<int>(std::ceil((to - from) / (1.5 * sd))));
        const double half = (to - from) / panels / 2;
        for (int panel = 0; panel < panels; ++panel) {
            next.add_panel(from + (2 * panel + 1) * half, half, *this, sd);
        }
        return next;
    }

private:
    using Rule = boost::math::quadrature::gauss<double, 16>;

    void add_panel(double centre, double half, const Survivors& before, double sd) {
        for (std::size_t i = 0; i < Rule::abscissa().size(); ++i) {
            for (const double side : {-1.0, 1.0}) {
                const double x = centre + side * half * Rule::abscissa()[i];
                at_.push_back(x);
                mass_.push_back(half * Rule::weights()[i] * before.density(x, sd));
            }
        }
    }

    [[nodiscard]] double density(double x, double sd) const {
        const auto normal = [sd](double distance) {
            return std::exp(-distance * distance / (2 * sd * sd)) /
                   (sd * std::sqrt(2 * std::numbers::pi));
        };
        if (at_.empty()) {
            return normal(x);
        }
        double sum = 0;
        for (std::size_t i = 0; i < at_.size(); ++i) {
            const double distance = x - at_[i];
            if (std::abs(distance) < far * sd) {
                sum += mass_[i] * normal(distance);
            }
        }
        return sum;
    }

    std::vector<double> at_{}, mass_{};  // empty: all at 0, before the first look
};

bool rises(std::span<const double> information) {
    double before = 0;
    for (const double t : information) {
        if (!(t > before) || !std::isfinite(t)) {
            return false;
        }
        before = t;
    }
    return !information.empty();
}

double one_side(const Looks& looks) {
    return looks.two_sided ? looks.alpha / 2 : looks.alpha;
}

// The limit on B that lets `chance` cross upwards.
double limit_for(const Survivors& survivors, double chance, double variance, double time) {
    const double widest = 40 * std::sqrt(time);
    if (!(chance > 0)) {
        return widest;
    }
    const auto excess = [&](double limit) {
        return std::log(std::max(survivors.beyond(limit, variance), 1e-320)) - std::log(chance);
    };
    return root_between(excess, -widest, widest, 1e-13 * widest).value_or(widest);
}

}  // namespace

double spent(Spending spending, double alpha, double t) {
    if (spending == Spending::pocock) {
        return alpha * std::log1p((std::numbers::e - 1) * t);
    }
    return 2 * upper_tail(upper_quantile(alpha / 2) / std::sqrt(t));
}

std::vector<double> even_looks(int looks) {
    std::vector<double> information;
    for (int k = 1; k <= looks; ++k) {
        information.push_back(static_cast<double>(k) / looks);
    }
    return information;
}

std::vector<double> group_sequential_limits(const Looks& looks, Spending spending) {
    const bool fits = rises(looks.information) && looks.information.size() <= 500 &&
                      looks.information.back() <= 1 && looks.alpha > 0 && looks.alpha < 1;
    if (!fits) {
        return {};
    }
    std::vector<double> limits;
    Survivors survivors;
    double time = 0, gone = 0;
    for (const double t : looks.information) {
        const double variance = t - time, all = spent(spending, one_side(looks), t);
        const double limit = limit_for(survivors, all - gone, variance, t);
        limits.push_back(limit / std::sqrt(t));
        survivors = survivors.after(looks.two_sided ? -limit : -40.0, limit, variance, t);
        time = t;
        gone = all;
    }
    return limits;
}

std::optional<double> crossing_probability(
    std::span<const double> information, std::span<const double> limits, bool two_sided
) {
    const bool signs = !two_sided || std::ranges::all_of(limits, [](double z) { return z > 0; });
    if (!rises(information) || information.size() != limits.size() || !signs ||
        std::ranges::any_of(limits, [](double z) { return std::isnan(z); })) {
        return std::nullopt;
    }
    const double all = information.back();
    Survivors survivors;
    double time = 0, crossed = 0;
    for (std::size_t k = 0; k < limits.size(); ++k) {
        const double t = information[k] / all, variance = t - time;
        const double limit = std::min(limits[k] * std::sqrt(t), 40.0);
        crossed += (two_sided ? 2 : 1) * survivors.beyond(limit, variance);
        survivors = survivors.after(two_sided ? -limit : -40.0, limit, variance, t);
        time = t;
    }
    return std::clamp(crossed, 0.0, 1.0);
}

}  // namespace styk::stats
