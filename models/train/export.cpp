#include "export.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace styk::text {

namespace {

constexpr double largest = 127;        // of an eight-bit weight
constexpr double almost_all = 0.9995;  // of the weights fit the scale; the rest are cut to it

struct Heavy {
    Feature feature = 0;
    Sort sort = Sort::word;
    double weight = 0;  // what is lost without it
    std::vector<double> values;
};

double lost_without(const std::vector<double>& values, std::uint32_t texts) {
    double most = 0;
    for (const double value : values) {
        most = std::max(most, std::abs(value));
    }
    return most * std::sqrt(static_cast<double>(texts));
}

class Exporting {
public:
    Exporting(const Sheet& sheet, const std::vector<Plane>& planes)
        : sheet_(sheet), planes_(planes) {}

    std::vector<Heavy> run(bool whole_words) {
        for (std::uint32_t i = 0; i < sheet_.features().size(); ++i) {
            rows_.push_back(row(i));
        }
        if (whole_words) {
            add_parts();
        }
        for (auto& one : rows_) {
            if (one.weight > 0) {
                kept_.push_back(std::move(one));
            }
        }
        return std::move(kept_);
    }

private:
    [[nodiscard]] std::vector<double> values(std::uint32_t column) const {
        const auto& feature = sheet_.features()[column];
        const double value = value_of(feature);
        std::vector<double> found;
        for (const auto& plane : planes_) {
            found.push_back(plane[column] * value);
        }
        return found;
    }

    [[nodiscard]] Heavy row(std::uint32_t column) const {
        const auto& feature = sheet_.features()[column];
        auto found = values(column);
        const double weight = lost_without(found, feature.texts);
        return {feature.feature, feature.sort, weight, std::move(found)};
    }

    void add_parts() {
        for (const auto& word : sheet_.words()) {
            auto& row = rows_[word.column];
            for (const auto part : word.parts) {
                const auto more = values(part);
                for (std::size_t i = 0; i < more.size(); ++i) {
                    row.values[i] += more[i];
                }
            }
            row.weight = lost_without(row.values, sheet_.features()[word.column].texts);
        }
    }

    const Sheet& sheet_;
    const std::vector<Plane>& planes_;
    std::vector<Heavy> rows_, kept_;
};

std::array<double, 4> scales_of(const std::vector<Heavy>& rows) {
    std::array<std::vector<double>, 4> sizes;
    for (const auto& row : rows) {
        for (const double value : row.values) {
            sizes[static_cast<std::size_t>(row.sort)].push_back(std::abs(value));
        }
    }
    std::array<double, 4> scales{};
    for (std::size_t i = 0; i < scales.size(); ++i) {
        if (!sizes[i].empty()) {
            const auto at =
                static_cast<std::size_t>(static_cast<double>(sizes[i].size() - 1) * almost_all);
            std::nth_element(
                sizes[i].begin(), sizes[i].begin() + static_cast<std::ptrdiff_t>(at), sizes[i].end()
            );
            scales[i] = sizes[i][at] / largest;
        }
    }
    return scales;
}

std::int8_t small(double value, double scale) {
    const double steps = scale > 0 ? std::round(value / scale) : 0;
    return static_cast<std::int8_t>(std::clamp(steps, -largest, largest));
}

}  // namespace

void export_rows(
    const Sheet& sheet, const std::vector<Plane>& planes, const Export& how, HeadDraft& into
) {
    auto rows = Exporting(sheet, planes).run(how.whole_words);
    std::sort(rows.begin(), rows.end(), [](const Heavy& a, const Heavy& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.feature < b.feature;
    });
    rows.resize(std::min(rows.size(), how.most_rows));
    const auto scales = scales_of(rows);
    for (std::size_t i = 0; i < scales.size(); ++i) {
        into.scales[i] = static_cast<float>(scales[i]);
    }
    std::map<Key, Row> by_key;  // of two features with one key the heavier stays
    for (const auto& row : rows) {
        std::vector<std::int8_t> values;
        bool says = false;
        for (const double value : row.values) {
            values.push_back(small(value, scales[static_cast<std::size_t>(row.sort)]));
            says = says || values.back() != 0;
        }
        // A known word that says nothing is kept: else its parts would be read instead.
        if (says || row.sort == Sort::word) {
            by_key.try_emplace(key_of(row.feature), Row{key_of(row.feature), std::move(values)});
        }
    }
    for (auto& [key, row] : by_key) {
        into.rows.push_back(std::move(row));
    }
}

}  // namespace styk::text
