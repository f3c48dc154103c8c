#include "story/careless.h"

#include <algorithm>

namespace styk::story {

namespace {

using survey::Map;
using survey::Question;
using survey::Type;
using survey::Value;

constexpr std::size_t least_rows = 5, least_timed = 30;
constexpr double quick_share = 1.0 / 3;  // of the median

bool all_equal(const std::vector<const Value*>& cells) {
    return cells.size() >= least_rows && std::all_of(cells.begin(), cells.end(), [&](auto* one) {
               return *one == *cells.front();
           });
}

bool is_all_the_same(const Question& question, const Map& rows) {
    std::vector<const Value*> cells, importance;
    for (const auto& [row, cell] : rows) {
        const auto* pair = cell.as<Map>();
        if (question.type == Type::matrix) {
            cells.push_back(&cell);
        } else if (pair != nullptr) {
            if (const auto* performance = survey::find(*pair, "performance")) {
                cells.push_back(performance);
            }
            if (const auto* matters = survey::find(*pair, "importance")) {
                importance.push_back(matters);
            }
        }
    }
    const bool second = question.type != Type::importance || all_equal(importance);
    return all_equal(cells) && second;
}

bool has_table_all_the_same(const survey::Definition& definition, const survey::Route& route) {
    return std::any_of(
        definition.questions.begin(),
        definition.questions.end(),
        [&](const Question& question) {
            const bool table = question.type == Type::matrix || question.type == Type::importance;
            const auto* answer = table ? survey::find(route.answers, question.name) : nullptr;
            const auto* rows = answer == nullptr ? nullptr : answer->as<Map>();
            return rows != nullptr && is_all_the_same(question, *rows);
        }
    );
}

}  // namespace

void CarelessCount::add(
    const survey::Definition& definition, const survey::Route& route, std::optional<double> seconds
) {
    const bool same = has_table_all_the_same(definition, route);
    if (seconds) {
        timed_.emplace_back(*seconds, same);
    } else {
        ++untimed_;
        untimed_same_ += same ? 1 : 0;
    }
}

std::optional<Careless> CarelessCount::result(const stats::TierLimits& limits) const {
    Careless out;
    out.n = static_cast<std::int64_t>(timed_.size()) + untimed_;
    if (out.n == 0 || static_cast<std::uint64_t>(out.n) < limits.anonymous_below) {
        return {};
    }
    if (timed_.size() >= least_timed) {
        auto all = timed_;
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
        std::nth_element(all.begin(), middle, all.end());
        out.quick_seconds = middle->first * quick_share;
    }
    std::int64_t either = untimed_same_;
    out.same = untimed_same_;
    for (const auto& [seconds, same] : timed_) {
        const bool quick = out.quick_seconds && seconds < *out.quick_seconds;
        out.quick += quick ? 1 : 0;
        out.same += same ? 1 : 0;
        either += quick || same ? 1 : 0;
    }
    out.share = share_of(either, out.n, limits);
    return out;
}

}  // namespace styk::story
