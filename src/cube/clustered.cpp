#include "cube/clustered.h"

#include <map>
#include <unordered_map>

#include "cube/pairs.h"
#include "cube/scan.h"
#include "cube/walk.h"
#include "cube/weigh.h"

namespace styk::cube {

namespace {

// A cluster while it is added up: W_c and X_c.
struct Cluster {
    double w = 0, wx = 0;
};

struct Clusters {
    std::uint64_t clusters = 0;
    double ww = 0, wwx = 0, wxwx = 0;

    void add(const Cluster& one) {
        ++clusters;
        ww += one.w * one.w;
        wwx += one.w * one.wx;
        wxwx += one.wx * one.wx;
    }
};

// The key of the weight comes last, and so is the last digit of a composite key.
class ClusterCount {
public:
    ClusterCount(const ClusterQuestion& question, std::shared_ptr<const Snapshot> snapshot)
        : question_(question), snapshot_(std::move(snapshot)), answers_(question.of) {
        answers_.count_groups = false;
        if (!answers_.score_min && !answers_.score_max) {
            answers_.score_min = 0;  // so that only given scores count
        }
        if (question.weights) {
            check(*question.weights);
        }
    }

    ClusterAnswer count() {
        add_answers();
        add_customers();
        add_lone_groups();
        ClusterAnswer out{.rows = {}, .position = snapshot_->position};
        for (auto& [keys, row] : rows_) {
            row.keys = keys;
            out.rows.push_back(std::move(row));
        }
        return out;
    }

private:
    using ByKey = std::unordered_map<std::uint64_t, Clusters>;

    [[nodiscard]] double x_of(std::size_t score) const {
        return score < question_.points.size() ? question_.points[score] : 0;
    }

    void add_answers() {
        if (question_.weights) {
            for (const auto& row : count_weighted(*snapshot_, answers_, *question_.weights).rows) {
                for (std::size_t score = 0; score < row.scores.size(); ++score) {
                    add(rows_[row.keys], row.scores[score], x_of(score));
                }
            }
            return;
        }
        for (const auto& row :
             count_blocks(make_plan(answers_, *snapshot_), answers_.threads).rows) {
            for (std::size_t score = 0; score < row.counts.size(); ++score) {
                const auto n = static_cast<double>(row.counts[score]);
                add(rows_[row.keys], {row.counts[score], n, n}, x_of(score));
            }
        }
    }

    static void add(ClusterRow& into, const WeightedScore& some, double x) {
        into.n += some.n;
        into.w += some.w;
        into.wx += some.w * x;
        into.w2 += some.w2;
        into.w2x += some.w2 * x;
        into.w2x2 += some.w2 * x * x;
    }

    [[nodiscard]] Plan plan_of(bool with_customer) const {
        Question asked = answers_;
        asked.conditions.push_back(
            {.field = Field::customer, .codes = {0}, .negated = with_customer}
        );
        if (with_customer) {
            asked.by.push_back({.field = Field::customer});
        }
        if (question_.weights) {
            asked.by.push_back(question_.weights->by);
        }
        return make_plan(asked, *snapshot_);
    }

    [[nodiscard]] std::uint64_t weight_keys(const Plan& plan) const {
        return question_.weights ? plan.parts.back().digits : 1;
    }

    [[nodiscard]] double weight(std::uint64_t key) const {
        return question_.weights ? weight_of(*question_.weights, static_cast<std::int64_t>(key))
                                 : 1;
    }

    // What is of one customer in one row comes one after the other.
    void add_customers() {
        const Plan plan = plan_of(true);
        if (plan.blocks.empty()) {
            return;
        }
        const std::uint64_t of_weight = weight_keys(plan);
        std::optional<std::uint64_t> customer;
        Cluster now;
        const auto visit = [&](std::uint64_t key, const Tallied& tallied) {
            if (customer && *customer != key / of_weight) {
                take(plan, *customer * of_weight, now);
                now = {};
            }
            customer = key / of_weight;
            const double w = weight(key % of_weight);
            now.w += w * static_cast<double>(tallied.n);
            now.wx += w * static_cast<double>(tallied.points);
        };
        count_pairs(plan, question_.points, answers_.threads, visit);
        if (customer) {
            take(plan, *customer * of_weight, now);
        }
    }

    void take(const Plan& plan, std::uint64_t key, const Cluster& one) {
        Clusters only;
        only.add(one);
        take(plan, key, only);
    }

    void take(const Plan& plan, std::uint64_t key, const Clusters& some) {
        auto keys = keys_of(plan, key);
        keys.resize(answers_.by.size());
        ClusterRow& into = rows_[keys];
        into.clusters += some.clusters;
        into.ww += some.ww;
        into.wwx += some.wwx;
        into.wxwx += some.wxwx;
    }

    // Groups without a customer: each is a cluster in each row that it has an answer in. Blocks are
    // added up in their order, so that sums of weights do not depend on who counted what.
    void add_lone_groups() {
        const Plan plan = plan_of(false);
        std::vector<ByKey> of_block(plan.blocks.size());
        each_block(plan, answers_.threads, [&](std::size_t at, std::size_t) {
            const Block& block = *plan.blocks[at];
            const Groups groups(plan, block);
            groups.each([&](std::size_t group, std::size_t first, std::size_t end) {
                for (const auto& [key, cluster] : lone(plan, groups, block, group, first, end)) {
                    of_block[at][key].add(cluster);
                }
            });
        });
        for (const ByKey& of_one : of_block) {
            for (const auto& [key, clusters] : of_one) {
                take(plan, key, clusters);
            }
        }
    }

    // By composite key without its last digit.
    [[nodiscard]] std::map<std::uint64_t, Cluster> lone(
        const Plan& plan,
        const Groups& groups,
        const Block& block,
        std::size_t group,
        std::size_t first,
        std::size_t end
    ) const {
        const std::uint64_t of_weight = weight_keys(plan);
        std::map<std::uint64_t, Cluster> rows;
        for (std::size_t fact = first; fact < end; ++fact) {
            if (!groups.passes_fact(fact)) {
                continue;
            }
            const std::uint64_t key = composite_of(plan, block, group, fact);
            const double w = weight(key % of_weight);
            const double x = x_of(block.score[fact] - first_score_slot);
            each_topic_key(plan, block, group, [&](std::uint64_t more) {
                auto& into = rows[(key + more) / of_weight * of_weight];
                into.w += w;
                into.wx += w * x;
            });
        }
        return rows;
    }

    const ClusterQuestion& question_;
    std::shared_ptr<const Snapshot> snapshot_;
    Question answers_;
    std::map<std::vector<std::int64_t>, ClusterRow> rows_;
};

}  // namespace

ClusterAnswer count_clustered(const Cube& cube, const ClusterQuestion& question) {
    return ClusterCount(question, cube.snapshot()).count();
}

}  // namespace styk::cube
