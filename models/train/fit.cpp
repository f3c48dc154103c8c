#include "fit.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <linear.h>

namespace styk::text {

namespace {

constexpr double precision = 0.1;

// |ln((share among yes) / (share among no))| of each column, one added to each count.
std::vector<double> telling_of(
    const Sheet& sheet, std::span<const std::uint32_t> rows, const Target& target
) {
    const auto columns = sheet.features().size();
    std::vector<double> yes(columns, 1), no(columns, 1);
    for (const auto row : rows) {
        auto& counts = target[row] > 0 ? yes : no;
        for (const auto& cell : sheet.rows()[row]) {
            counts[cell.column] += target[row] != 0 ? 1 : 0;
        }
    }
    const auto sum = [](const std::vector<double>& of) {
        double all = 0;
        for (const double one : of) {
            all += one;
        }
        return all;
    };
    const double shift = std::log(sum(yes) / sum(no));
    for (std::size_t i = 0; i < columns; ++i) {
        yes[i] = std::abs(std::log(yes[i] / no[i]) - shift);
    }
    return yes;
}

// What liblinear reads: nodes of all rows, one after another.
class Problem {
public:
    Problem(const Sheet& sheet, const std::vector<double>& scale) : sheet_(sheet), scale_(scale) {}

    void add(std::uint32_t row, int label, int times) {
        begin_.insert(begin_.end(), static_cast<std::size_t>(times), nodes_.size());
        labels_.insert(labels_.end(), static_cast<std::size_t>(times), label);
        for (const auto& cell : sheet_.rows()[row]) {
            const double value = static_cast<double>(cell.value) * scale_[cell.column];
            nodes_.push_back({static_cast<int>(cell.column) + 1, value});
        }
        nodes_.push_back({static_cast<int>(scale_.size()) + 1, 1});
        nodes_.push_back({-1, 0});
    }

    ::problem made() {
        rows_.clear();
        for (const auto at : begin_) {
            rows_.push_back(nodes_.data() + at);
        }
        ::problem made{};
        made.l = static_cast<int>(labels_.size());
        made.n = static_cast<int>(scale_.size()) + 1;
        made.y = labels_.data();
        made.x = rows_.data();
        made.bias = 1;
        return made;
    }

    [[nodiscard]] double count(int label) const {
        return static_cast<double>(std::count(labels_.begin(), labels_.end(), label));
    }

private:
    const Sheet& sheet_;
    const std::vector<double>& scale_;
    std::vector<feature_node> nodes_;
    std::vector<std::size_t> begin_;
    std::vector<double> labels_;
    std::vector<feature_node*> rows_;
};

void say_nothing(const char*) {}

}  // namespace

Plane fit(
    const Sheet& sheet,
    std::span<const std::uint32_t> rows,
    const Target& target,
    std::span<const int> times,
    const Fitting& how
) {
    auto scale = telling_of(sheet, rows, target);
    for (double& one : scale) {
        one = 1 - how.telling + how.telling * one;
    }
    Problem problem(sheet, scale);
    for (const auto row : rows) {
        if (target[row] != 0) {
            problem.add(row, target[row], times[row]);
        }
    }
    Plane plane(scale.size() + 1);
    const double yes = problem.count(1), no = problem.count(-1);
    if (yes == 0 || no == 0) {
        plane.back() = yes == 0 ? -1 : 1;
        return plane;
    }
    int labels[] = {1, -1};
    double weights[] = {
        std::min(how.most_lift, (yes + no) / (2 * yes)),
        std::min(how.most_lift, (yes + no) / (2 * no))
    };
    parameter settings{};
    settings.solver_type = L2R_L2LOSS_SVC_DUAL;
    settings.C = how.cost;
    settings.eps = precision;
    settings.nr_weight = 2;
    settings.weight_label = labels;
    settings.weight = weights;
    auto made = problem.made();
    std::srand(1);  // NOLINT: liblinear shuffles with rand()
    set_print_string_function(say_nothing);
    auto* model = train(&made, &settings);
    const double sign = model->label[0] == 1 ? 1 : -1;
    for (std::size_t i = 0; i < plane.size(); ++i) {
        plane[i] = sign * model->w[i] * (i < scale.size() ? scale[i] : 1);
    }
    free_and_destroy_model(&model);
    return plane;
}

double margin(const Plane& plane, const SheetRow& row) {
    double sum = plane.back();
    for (const auto& cell : row) {
        sum += plane[cell.column] * static_cast<double>(cell.value);
    }
    return sum;
}

}  // namespace styk::text
