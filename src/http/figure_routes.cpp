#include "http/figure_routes.h"

namespace styk::http {

void add_figure_routes(Router& router, House& house, std::initializer_list<FigureRoute> routes) {
    for (const auto& [path, handler, doc] : routes) {
        router.add(
            net::Method::get, path, only(people::may::read_figures), with(house, handler), doc
        );
    }
}

}  // namespace styk::http
