// The engine in the database: asks the stored feedback itself, for firms whose facts do not fit one
// machine's memory. The database adds up (on PostgreSQL several workers, each its part) and sends a
// line a group and score; every answer is the same as the cube's, counted on one snapshot.
#pragma once

#include "insight/engine.h"

namespace styk::db {
class Database;
}

namespace styk::insight {

class SqlEngine final : public Engine {
public:
    explicit SqlEngine(db::Database& database) : database_(database) {}

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
    db::Database& database_;
};

}  // namespace styk::insight
