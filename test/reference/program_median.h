// A median as one program takes it, so that the rest of a result can be compared to the last digit.
#pragma once

#include "stats/series.h"

namespace styk::reference {

// The Fortran program of STL's authors (stl() of R runs it) asks its partial sort for the two
// middle ranks in falling order; the sort expects them rising, so for an even n now and then the
// lower middle is not in its place and the median comes out a little too high or low. This is that
// median: the mean of what stands at the two places after such a sort (Singleton 1969, CACM
// algorithm 347).
[[nodiscard]] double program_median(stats::Series values);

}  // namespace styk::reference
