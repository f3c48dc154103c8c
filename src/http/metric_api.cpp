#include "http/metric_api.h"

#include "http/record_api.h"
#include "metric/metric_store.h"
#include "promise/promise_store.h"

namespace styk::http {

void add_metric_routes(Router& router, House& house) {
    const RecordDoors doors{house.database, house.clock, house.random};
    RecordRules<metric::Metric> metric_rules;
    metric_rules.check = metric::check_metric;
    metric_rules.removing = [](db::Tx& tx, const metric::Metric& one) {
        metric::check_removal(tx, one);
        promise::check_removal(tx, one);
    };
    metric_rules.changed = [&house] { house.catalogue_changed(); };
    add_record_routes<metric::Metric>(router, doors, metric_rules);
    add_record_routes<metric::Benchmark>(router, doors, {.check = metric::check_benchmark});
}

}  // namespace styk::http
