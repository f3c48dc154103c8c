#include "story/release_voices.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>

#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "feedback/voice.h"
#include "feedback/voice_store.h"
#include "stats/lots.h"

namespace styk::story {

namespace {

using feedback::Directory;
using feedback::Feedback;
using feedback::Likeness;
using Voices = std::vector<Feedback>;

struct Step {
    Likeness likeness;
    int days;  // the eldest has waited so long
};

constexpr Step steps[] = {
    {Likeness::place_and_touchpoint, 0},
    {Likeness::place, 14},
    {Likeness::ratings, 42},
    {Likeness::kind, 91}
};

std::size_t least_of(const Directory& directory) {
    return static_cast<std::size_t>(std::max<std::int64_t>(2, directory.firm.employees_min));
}

bool is_due(const Voices& group, const Step& step, Instant now) {
    return std::any_of(group.begin(), group.end(), [&](const Feedback& voice) {
        return voice.received_at + std::chrono::hours(24 * step.days) <= now;
    });
}

// Numbers of what may be seen of each, for dividing.
std::vector<stats::Traits> numbered(const Voices& voices, const Directory& directory) {
    std::map<std::string, std::uint32_t> codes;
    std::vector<stats::Traits> all;
    for (const Feedback& voice : voices) {
        auto& own = all.emplace_back();
        const auto traits = feedback::traits_of(voice, directory);
        for (std::size_t t = 0; t < traits.size(); ++t) {
            const auto next = static_cast<std::uint32_t>(codes.size());
            own.push_back(
                t == feedback::month_trait ? static_cast<std::uint32_t>(std::stoul(traits[t]))
                                           : codes.emplace(traits[t], next).first->second
            );
        }
    }
    return all;
}

std::vector<Voices> divided(Voices voices, const Directory& directory, std::size_t least) {
    const auto traits = numbered(voices, directory);
    std::vector<stats::TraitKind> kinds(
        traits.empty() ? 0 : traits.front().size(), stats::TraitKind::word
    );
    kinds.at(feedback::month_trait) = stats::TraitKind::ordered;
    std::vector<Voices> lots;
    for (const auto& places : stats::lots_of(traits, kinds, least)) {
        auto& lot = lots.emplace_back();
        for (const std::size_t i : places) {
            lot.push_back(std::move(voices[i]));
        }
    }
    return lots;
}

// The voices that may go at this step, in lots; those left stay in `waiting`.
std::vector<Voices> lots_at(
    const Step& step, Voices& waiting, const Directory& directory, Instant now
) {
    const auto least = least_of(directory);
    std::map<std::string, Voices> groups;
    for (Feedback& voice : waiting) {
        groups[feedback::likeness_name(voice, step.likeness)].push_back(std::move(voice));
    }
    waiting.clear();
    std::vector<Voices> lots;
    for (auto& [name, group] : groups) {
        if (group.size() < least || !is_due(group, step, now)) {
            std::move(group.begin(), group.end(), std::back_inserter(waiting));
            continue;
        }
        for (Voices& lot : divided(std::move(group), directory, least)) {
            lots.push_back(std::move(lot));
        }
    }
    return lots;
}

void shuffle(Voices& lot, Random& random) {
    for (std::size_t left = lot.size(); left > 1; --left) {
        std::array<std::uint8_t, 8> bytes{};
        random.fill(bytes);
        std::swap(lot[left - 1], lot[std::bit_cast<std::uint64_t>(bytes) % left]);
    }
}

// Nobody who knew the id of a voice that was sent finds it again.
void join(const Intake& intake, const Directory& directory, const Voices& lot, Instant now) {
    Voices alike = lot;
    feedback::make_alike(alike, directory, least_of(directory), now);
    shuffle(alike, intake.random);
    std::vector<std::string> facts;
    for (Feedback& voice : alike) {
        voice.id.uuid = make_uuid_v4(intake.random);
        facts.push_back(feedback::pack_facts(intake.terms, directory, voice));
    }
    intake.database.write([&](db::Tx& tx) {
        if (!feedback::take_waiting(tx, lot)) {
            throw Refusal(Code::conflict, "These voices have joined the inbox already.");
        }
        for (std::size_t i = 0; i < alike.size(); ++i) {
            Feedback voice = alike[i];
            feedback::add(tx, voice, facts[i]);
        }
    });
}

}  // namespace

std::size_t release_voices(const Intake& intake, Instant now) {
    const auto directory = intake.catalogue.directory();
    auto waiting = intake.database.read([&](db::Reader& reader) {
        return feedback::list_waiting(reader, *directory);
    });
    std::size_t joined = 0;
    try {
        for (const Step& step : steps) {
            for (const Voices& lot : lots_at(step, waiting, *directory, now)) {
                join(intake, *directory, lot, now);
                joined += lot.size();
            }
        }
    } catch (const Refusal& refusal) {
        if (refusal.code() != Code::conflict) {
            throw;
        }
        // Somebody else is letting them out this very moment, and will.
    }
    return joined;
}

std::size_t call_voices_back(const Intake& intake, Instant now) {
    std::size_t n = 0;
    intake.database.write([&](db::Tx& tx) {
        n = 0;
        for (const Feedback& voice : feedback::list_unguarded_voices(tx)) {
            feedback::add_waiting(tx, voice);
            feedback::remove(tx, voice);
            ++n;
        }
    });
    return n == 0 ? 0 : (release_voices(intake, now), n);
}

}  // namespace styk::story
