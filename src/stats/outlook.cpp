// Backtests and the choice of a method: the second half of forecast.h.
#include <algorithm>
#include <cmath>

#include "stats/decomposition.h"
#include "stats/forecast.h"
#include "stats/forecast_accuracy.h"
#include "stats/stl.h"

namespace styk::stats {

namespace {

class Mean {
public:
    void add(std::optional<double> x) {
        if (x) {
            sum_ += *x;
            ++count_;
        }
    }

    [[nodiscard]] std::optional<double> value() const {
        return count_ > 0 ? std::optional(sum_ / count_) : std::nullopt;
    }

private:
    double sum_ = 0;
    int count_ = 0;
};

double error_sum(Series actual, Series forecast) {
    double sum = 0;
    for (std::size_t i = 0; i < actual.size(); ++i) {
        sum += std::abs(actual[i] - forecast[i]);
    }
    return sum;
}

ForecastMethod default_method(std::size_t n) {
    return n >= 20   ? ForecastMethod::comb
           : n >= 10 ? ForecastMethod::damped
           : n >= 5  ? ForecastMethod::mean
                     : ForecastMethod::none;
}

bool is_better(const Backtest& a, const Backtest& b) {
    return a.against_naive && (!b.against_naive || *a.against_naive < *b.against_naive);
}

void choose(Outlook& outlook, Series y, const ForecastRequest& request) {
    std::vector<ForecastMethod> pool{outlook.method};
    if (outlook.seasonal) {
        pool.push_back(ForecastMethod::snaive);
        pool.push_back(ForecastMethod::ets);
    }
    for (const ForecastMethod method : pool) {
        outlook.backtests.push_back(backtest(y, method, request));
    }
    std::stable_sort(outlook.backtests.begin(), outlook.backtests.end(), is_better);
    outlook.method = outlook.backtests.front().method;
    if (outlook.backtests.front().against_naive.value_or(0) >= 1) {
        outlook.replaced = outlook.method;
        outlook.method = ForecastMethod::naive;
        outlook.backtests.insert(
            outlook.backtests.begin(), backtest(y, ForecastMethod::naive, request)
        );
    }
}

}  // namespace

Backtest backtest(Series y, ForecastMethod method, const ForecastRequest& request) {
    Backtest result{.method = method};
    Mean smape, mase, msis, coverage;
    double errors = 0, naive_errors = 0;
    const std::size_t origins = std::min<std::size_t>(12, y.size() / 4);
    for (std::size_t back = origins; back >= 1; --back) {
        const Series train = y.first(y.size() - back), later = y.last(back);
        ForecastRequest ahead = request;
        ahead.horizon = std::min(request.horizon, static_cast<int>(back));
        const Prediction made = predict(train, method, ahead);
        if (!made.reason.empty()) {
            continue;
        }
        const Series actual = later.first(made.value.size());
        const auto accuracy = forecast_accuracy(
            train, request.period, actual, made.value, made.lo, made.hi, request.level
        );
        if (!accuracy) {
            continue;
        }
        ++result.origins;
        smape.add(accuracy->smape);
        mase.add(accuracy->mase);
        msis.add(accuracy->msis);
        coverage.add(accuracy->coverage);
        errors += error_sum(actual, made.value);
        naive_errors += error_sum(actual, std::vector<double>(actual.size(), train.back()));
    }
    result.smape = smape.value();
    result.mase = mase.value();
    result.msis = msis.value();
    result.coverage = coverage.value();
    if (result.origins > 0 && naive_errors > 0) {
        result.against_naive = errors / naive_errors;
    }
    return result;
}

std::array<std::pair<std::string_view, std::optional<double>>, 4> figures_of(
    const Backtest& backtest
) {
    return {
        {{"smape", backtest.smape},
         {"mase", backtest.mase},
         {"coverage", backtest.coverage},
         {"against_naive", backtest.against_naive}}
    };
}

Outlook outlook(Series y, const ForecastRequest& request) {
    Outlook result{.method = default_method(y.size())};
    if (result.method == ForecastMethod::none || !is_finite(y)) {
        result.reason = is_finite(y) ? reason::too_short : reason::not_finite;
        result.method = ForecastMethod::none;
        return result;
    }
    result.seasonal = shows_season(y, request.period);
    if (result.method == ForecastMethod::comb) {
        choose(result, y, request);
    }
    result.prediction = predict(y, result.method, request);
    result.reason = result.prediction.reason;
    return result;
}

}  // namespace styk::stats
