#include "story/check_places.h"

#include "db/record_store.h"
#include "firm/location.h"

namespace styk::story {

namespace {

template <class T>
void check(
    db::Reader& reader,
    const std::optional<Id<T>>& id,
    const std::string& pointer,
    Problems& problems
) {
    if (id && !db::find(reader, *id)) {
        problems.push_back({pointer, "does not exist"});
    }
}

}  // namespace

void check_places(db::Reader& reader, const people::User& user) {
    Problems problems;
    check(reader, user.department_id, "/department_id", problems);
    check(reader, user.location_id, "/location_id", problems);
    refuse_if(std::move(problems));
}

void check_places(db::Reader& reader, const people::ApiToken& token) {
    Problems problems;
    check(reader, token.location_id, "/location_id", problems);
    refuse_if(std::move(problems));
}

}  // namespace styk::story
