#include "story/lived_metrics.h"

#include "db/record_store.h"
#include "promise/promise.h"

namespace styk::story {

std::vector<std::string> metrics_not_lived(db::Reader& reader) {
    std::vector<std::string> out;
    for (const auto& one : db::list_all<promise::Promise>(reader)) {
        for (const auto* metric :
             {&one.expectation_metric, &one.kept_metric, &one.believed_metric}) {
            if (*metric) {
                out.push_back(**metric);
            }
        }
    }
    return out;
}

}  // namespace styk::story
