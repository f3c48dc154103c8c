// The ways of customers on the wire.
#pragma once

#include "http/router.h"
#include "json/fwd.h"
#include "story/show_paths.h"

namespace styk::http {

void add_path_schemas(Router& router);

// {n, of, share, lo, hi, n_eff, level, method, tier, reason}: n of so many.
[[nodiscard]] json::Object path_share_json(const stats::Estimate& share);

[[nodiscard]] json::Object path_node_json(const story::PathNodeRow& node);

[[nodiscard]] json::Object paths_json(const story::Paths& paths, Instant as_of);

}  // namespace styk::http
