#include "story/catalogue.h"

#include "db/record_store.h"
#include "feedback/delta_store.h"
#include "feedback/filter_words.h"
#include "firm/firm_store.h"
#include "journey/journey_word_store.h"
#include "journey/persona.h"
#include "people/safe.h"
#include "people/secret.h"
#include "story/load_rulebook.h"
#include "story/setup.h"
#include "survey/definition_json.h"
#include "survey/survey_store.h"
#include "text/reader.h"

namespace styk::story {

namespace {

constexpr std::size_t most_definitions = 256;  // kept in memory

// Every change of the setup leaves a row in the audit trail; so does each customer, who is not of
// it.
std::int64_t setup_version(db::Reader& reader) {
    return reader
        .find_integer(
            "SELECT position FROM audit WHERE kind <> 'customer' ORDER BY position DESC LIMIT 1"
        )
        .value_or(0);
}

std::shared_ptr<const feedback::FilterWords> load_words(db::Reader& reader) {
    auto words = std::make_shared<feedback::FilterWords>();
    words->maps_version = journey::maps_version(reader);
    for (auto& one : journey::list_journey_touchpoints(reader)) {
        words->journeys.push_back({one.key, one.id, std::move(one.touchpoints)});
    }
    for (const auto& one : db::list_all<journey::Persona>(reader)) {
        words->personas.push_back({one.key, one.id.text(), one.segment.value_or("")});
    }
    return words;
}

std::shared_ptr<Setup> load(db::Reader& reader) {
    auto made = std::make_shared<Setup>(firm::load_firm(reader));
    made->version = setup_version(reader);
    made->metrics = feedback::Register(db::list_all<metric::Metric>(reader));
    made->touchpoints = feedback::Register(db::list_all<journey::Touchpoint>(reader));
    made->stages = feedback::Register(db::list_all<journey::Stage>(reader));
    made->locations = feedback::Register(db::list_all<firm::Location>(reader));
    made->brands = feedback::Register(db::list_all<firm::Brand>(reader));
    made->channels = feedback::Register(db::list_all<firm::Channel>(reader));
    made->attributes = feedback::Register(db::list_all<firm::Attribute>(reader));
    made->surveys = feedback::Register(db::list_all<survey::Survey>(reader));
    made->topics = feedback::Register(db::list_all<feedback::Topic>(reader));
    made->emotions = feedback::Register(db::list_all<feedback::Emotion>(reader));
    made->taxonomy = std::make_shared<const text::Taxonomy>(
        feedback::taxonomy_of(made->topics.all(), made->emotions.all())
    );
    made->lens_version = feedback::version_of(made->topics.all(), made->emotions.all());
    made->departments = feedback::Register(db::list_all<people::Department>(reader));
    made->words = load_words(reader);
    made->rulebook = load_rulebook(reader, *made);
    return made;
}

}  // namespace

std::string lens_of(db::Reader& reader) {
    const feedback::Register topics(db::list_all<feedback::Topic>(reader));
    const feedback::Register emotions(db::list_all<feedback::Emotion>(reader));
    const auto delta = feedback::find_adopted_delta(reader);
    return feedback::version_of(topics.all(), emotions.all()) + (delta ? "+" + delta->version : "");
}

std::shared_ptr<const Setup> setup_of(const Catalogue& catalogue) {
    return std::static_pointer_cast<const Setup>(catalogue.directory());
}

const casework::Rulebook& rulebook_of(const feedback::Directory& directory) {
    return *static_cast<const Setup&>(directory).rulebook;
}

std::shared_ptr<const feedback::Directory> Catalogue::directory() const {
    const std::lock_guard lock(mutex_);
    return directory_;
}

std::shared_ptr<const survey::Definition> Catalogue::definition(
    const Id<survey::Survey>& survey, std::int64_t version
) {
    const std::pair key(survey.text(), version);
    {
        const std::lock_guard lock(mutex_);
        const auto found = definitions_.find(key);
        if (found != definitions_.end()) {
            return found->second;
        }
    }
    const auto stored = database_.read([&](db::Reader& reader) {
        return survey::find_version(reader, survey, version);
    });
    if (!stored) {
        return nullptr;
    }
    auto made = std::make_shared<const survey::Definition>(
        survey::read_stored_definition(stored->definition, stored->language)
    );
    const std::lock_guard lock(mutex_);
    if (definitions_.size() >= most_definitions) {
        definitions_.clear();
    }
    definitions_.emplace(key, made);
    return made;
}

void Catalogue::reload() {
    const std::lock_guard one_at_a_time(loading_);
    std::optional<feedback::StoredDelta> delta;
    std::shared_ptr<Setup> made;
    try {
        made = database_.read([&](db::Reader& reader) {
            delta = feedback::find_adopted_delta(reader);
            return load(reader);
        });
    } catch (const std::exception&) {
        if (!directory()) {
            throw;
        }
        return;  // what was changed is committed and must not look as if it had failed; the
                 // follower sees within a second that this is old
    }
    if (delta) {
        if (delta->version != taught_version_) {
            taught_ = std::make_shared<const text::Reader>(text::built_in_models(), delta->files);
            taught_version_ = delta->version;
        }
        made->taught = taught_;
        made->lens_version += "+" + delta->version;
    }
    const std::lock_guard lock(mutex_);
    directory_ = std::move(made);
}

bool Catalogue::refresh() {
    const auto known = directory();
    const bool same = database_.read([&](db::Reader& reader) {
        return setup_version(reader) == known->version &&
               journey::maps_version(reader) == known->words->maps_version;
    });
    if (same) {
        return false;
    }
    reload();
    return true;
}

std::string Catalogue::mark_of(std::string_view address) const {
    return mark_again(people::hash_secret(address));
}

std::string Catalogue::mark_again(std::string_view hash) const {
    if (safe_ == nullptr) {
        throw Fault("nothing here has a key to mark with");
    }
    return safe_->mark(hash);
}

}  // namespace styk::story
