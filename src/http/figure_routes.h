// The routes that show figures: each a GET for those who may read them.
#pragma once

#include <initializer_list>

#include "http/house.h"

namespace styk::http {

struct FigureRoute {
    const char* path;
    Answer (*handler)(House&, const Call&);
    Doc doc;
};

// `house` outlives the router.
void add_figure_routes(Router& router, House& house, std::initializer_list<FigureRoute> routes);

}  // namespace styk::http
