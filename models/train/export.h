// From the planes of a sheet to the rows of a model: summed, pruned, eight bits a weight.
#pragma once

#include <vector>

#include "fit.h"
#include "text/model.h"

namespace styk::text {

struct Export {
    std::size_t most_rows = 100000;
    bool whole_words =
        true;  // a word's row holds its parts too, so that parts are read for unknown words only
};

// Fills scales and rows; the columns are the planes, in their order.
void export_rows(
    const Sheet& sheet, const std::vector<Plane>& planes, const Export& how, HeadDraft& into
);

}  // namespace styk::text
