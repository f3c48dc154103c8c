// The firm's setup as rules over feedback need it: which metrics, touchpoints, places there are. A
// snapshot, never changed once made; story/catalogue makes it from the database.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time_zone.h"
#include "feedback/topic.h"
#include "firm/attribute.h"
#include "firm/brand.h"
#include "firm/channel.h"
#include "firm/firm.h"
#include "firm/location.h"
#include "journey/stage.h"
#include "journey/touchpoint.h"
#include "metric/metric.h"
#include "people/user.h"
#include "survey/survey.h"

namespace styk::text {
class Reader;
}

namespace styk::feedback {

// Records of one kind, found by key or by id.
template <class T>
class Register {
public:
    Register() = default;

    explicit Register(std::vector<T> records) : records_(std::move(records)) {
        for (std::size_t i = 0; i < records_.size(); ++i) {
            places_.emplace(records_[i].key, i);
            places_.emplace(records_[i].id.text(), i);
        }
    }

    [[nodiscard]] const T* find(std::string_view key_or_id) const {
        const auto found = places_.find(key_or_id);
        return found == places_.end() ? nullptr : &records_[found->second];
    }

    [[nodiscard]] const std::vector<T>& all() const { return records_; }

private:
    struct TextHash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };

    std::vector<T> records_;
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> places_;
};

struct FilterWords;  // filter_words.h

struct Directory {
    explicit Directory(firm::Firm the_firm) : firm(std::move(the_firm)), zone(firm.time_zone) {}

    firm::Firm firm;
    TimeZone zone;
    Register<metric::Metric> metrics;
    Register<journey::Touchpoint> touchpoints;
    Register<journey::Stage> stages;
    Register<firm::Location> locations;
    Register<firm::Brand> brands;
    Register<firm::Channel> channels;
    Register<firm::Attribute> attributes;
    Register<people::Department> departments;
    Register<survey::Survey> surveys;
    std::int64_t version = 0;  // of the setup; figures made with an older one are stale
    Register<Topic> topics;
    Register<Emotion> emotions;
    std::shared_ptr<const text::Taxonomy> taxonomy;  // of these
    std::shared_ptr<const text::Reader> taught;      // with what corrections taught; or none
    std::string lens_version;                  // changes when comments are read otherwise by these
    std::shared_ptr<const FilterWords> words;  // journeys and personas; or none

    // The key and those of every place below it; empty when there is no such place.
    [[nodiscard]] std::vector<std::string> places_below(std::string_view key_or_id) const;
    [[nodiscard]] std::vector<std::string> touchpoints_of_stage(std::string_view stage) const;
    [[nodiscard]] std::vector<std::string> touchpoints_of_owner(std::string_view user_id) const;
    [[nodiscard]] std::vector<std::string> touchpoints_of_department(std::string_view department
    ) const;
};

}  // namespace styk::feedback
