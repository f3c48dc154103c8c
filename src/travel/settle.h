// Makes of a sketch, or of JSON that is nearly a definition, one that this server accepts. What it
// does not is dropped and reported. Metrics are proposed where words and scale fit.
#pragma once

#include "json/fwd.h"
#include "travel/bring.h"
#include "travel/sketch.h"

namespace styk::travel {

[[nodiscard]] Result<Brought> settle(
    json::Object definition, Format format, const Asked& asked, Report& report
);

// The same for a sketch. Questions that have nothing to choose from go.
[[nodiscard]] Result<Brought> settle(
    Sketch sketch, Format format, const Asked& asked, Report& report
);

// The tool asks for recommendation on 0 to 10 by a kind of its own, so no words are needed.
inline constexpr std::string_view nps_key = "nps", wr_key = "wr", csat_key = "csat",
                                  ces_key = "ces";

}  // namespace styk::travel
