#include "stats/stated_importance.h"

#include "stats/ranks.h"

namespace styk::stats {

StatedImportance stated_importance(
    std::span<const double> stated, std::span<const double> derived
) {
    StatedImportance result{
        .spearman = spearman(stated, derived), .kendall = kendall(stated, derived)
    };
    const double said = summary_of(stated).mean, moves = summary_of(derived).mean;
    for (std::size_t i = 0; i < stated.size(); ++i) {
        const bool is_said = stated[i] >= said, is_moving = derived[i] >= moves;
        result.fields.push_back(
            is_said ? (is_moving ? StatedField::key : StatedField::hygiene)
                    : (is_moving ? StatedField::hidden_driver : StatedField::low)
        );
    }
    return result;
}

}  // namespace styk::stats
