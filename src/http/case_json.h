// A case on the wire.
#pragma once

#include "casework/case_list_store.h"
#include "http/house.h"
#include "json/fwd.h"

namespace styk::casework {
class Rulebook;
}

namespace styk::story {
struct CaseView;
}

namespace styk::http {

class CaseWriter {
public:
    // The house as this request sees it.
    CaseWriter(House& house, const Call& call);

    // As lists show it. `customer` is the key of whom it is about, with their name.
    [[nodiscard]] json::Object short_json(const casework::Case& one) const;

    // Everything.
    [[nodiscard]] json::Object whole_json(const casework::Case& one) const;

    // A page: names of all customers are read at once.
    [[nodiscard]] json::Array list_json(const std::vector<casework::Case>& cases) const;

    [[nodiscard]] const casework::Rulebook& rulebook() const { return *rulebook_; }

    [[nodiscard]] const feedback::Directory& directory() const { return *directory_; }

    [[nodiscard]] const casework::CaseSight& sight() const { return sight_; }

    // Refusal{not_found} when it is none that this actor sees.
    [[nodiscard]] casework::Case load(const Id<casework::Case>& id) const;

    [[nodiscard]] story::CaseView view(const casework::Case& one) const;

private:
    [[nodiscard]] json::Object due_json(const casework::Case& one) const;
    [[nodiscard]] json::Value risk_json(const casework::Case& one) const;
    void put_view(json::Object& out, const casework::Case& one) const;

    House& house_;
    const Call& call_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const casework::Rulebook> rulebook_;
    casework::CaseSight sight_;
};

}  // namespace styk::http
