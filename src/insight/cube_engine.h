// The engine in the process: translates keys to codes, asks the cube, translates back.
#pragma once

#include <functional>
#include <memory>

#include "cube/cube.h"
#include "feedback/term_store.h"
#include "insight/engine.h"

namespace styk::insight {

class CubeQuestion;

// The feedback (its seq) that a filter selects where the cube does not know the answer: words,
// tags, customers.
using FindRecords = std::function<std::vector<std::int64_t>(const feedback::Filter&)>;

class CubeEngine final : public Engine {
public:
    CubeEngine(
        std::function<std::shared_ptr<const cube::Cube>()> cube,
        feedback::Terms& terms,
        FindRecords find_records,
        int threads
    )
        : cube_(std::move(cube)),
          terms_(terms),
          find_records_(std::move(find_records)),
          threads_(threads) {}

    [[nodiscard]] Count count(
        const feedback::Directory& directory,
        const std::string& metric,
        const std::vector<GroupBy>& by,
        const feedback::Filter& filter
    ) const override;
    [[nodiscard]] std::vector<WeightedCounted> count_weighted(
        const feedback::Directory& directory,
        const std::string& metric,
        const std::vector<GroupBy>& by,
        const Weights& weights,
        const feedback::Filter& filter
    ) const override;
    [[nodiscard]] std::vector<ClusteredCounted> count_clustered(
        const feedback::Directory& directory,
        const std::string& metric,
        const std::vector<GroupBy>& by,
        const std::vector<std::int32_t>& points,
        const std::optional<Weights>& weights,
        const feedback::Filter& filter
    ) const override;
    [[nodiscard]] std::vector<Tallied> count_records(
        const feedback::Directory& directory, const GroupBy& by, const feedback::Filter& filter
    ) const override;
    [[nodiscard]] cube::CrossAnswer relate(
        const feedback::Directory& directory,
        const RelationQuestion& question,
        const feedback::Filter& filter
    ) const override;
    [[nodiscard]] cube::SpoiledAnswer spoiled(
        const feedback::Directory& directory,
        const Rated& outcome,
        const std::vector<Rated>& items,
        const std::vector<cube::Ends>& ends,
        const feedback::Filter& filter
    ) const override;
    [[nodiscard]] std::vector<Companion> companions(
        const feedback::Directory& directory, const Rated& with, const feedback::Filter& filter
    ) const override;

private:
    [[nodiscard]] CubeQuestion ask(
        const feedback::Directory& directory,
        const std::string& metric,
        const std::vector<GroupBy>& by,
        const feedback::Filter& filter
    ) const;
    void finish(CubeQuestion& asked, const feedback::Filter& filter) const;

    std::function<std::shared_ptr<const cube::Cube>()> cube_;
    feedback::Terms& terms_;
    FindRecords find_records_;
    int threads_;
};

}  // namespace styk::insight
