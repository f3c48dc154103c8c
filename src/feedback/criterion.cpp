#include "feedback/criterion.h"

namespace styk::feedback {

std::string_view name_of(Criterion criterion) {
    switch (criterion) {
        case Criterion::touchpoint:
            return "touchpoint";
        case Criterion::channel:
            return "channel";
        case Criterion::source:
            return "source";
        case Criterion::kind:
            return "kind";
        case Criterion::language:
            return "language";
        case Criterion::metric:
            return "metric";
        case Criterion::customer:
            return "customer";
        case Criterion::lifecycle:
            return "lifecycle";
        case Criterion::segment:
            return "segment";
        case Criterion::brand:
            return "brand";
        case Criterion::location:
            return "location";
        case Criterion::survey:
            return "survey";
        case Criterion::survey_kind:
            return "survey_kind";
        case Criterion::tag:
            return "tag";
        case Criterion::attribute:
            return "attribute";
        case Criterion::sentiment:
            return "sentiment";
        case Criterion::topic:
            return "topic";
        case Criterion::emotion:
            return "emotion";
        case Criterion::intent:
            return "intent";
    }
    return {};
}

std::string name_of(const Clause& clause) {
    const std::string name(name_of(clause.criterion));
    return clause.criterion == Criterion::attribute ? name + "." + clause.attribute : name;
}

}  // namespace styk::feedback
