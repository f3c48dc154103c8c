// What guards the registers of the firm: the tree of locations, and that nothing in use is removed.
#pragma once

#include "db/record_store.h"
#include "firm/brand.h"
#include "firm/channel.h"
#include "firm/location.h"
#include "firm/location_tree.h"

namespace styk::firm {

[[nodiscard]] LocationTree load_location_tree(db::Reader& reader);

// Throws Refusal{invalid} when the location cannot stand where it says.
void check_location(db::Reader& reader, const Location& location);

// Each throws Refusal{conflict} that says what refers to the record.
void check_removal(db::Reader& reader, const Location& location);
void check_removal(db::Reader& reader, const Brand& brand);
void check_removal(db::Reader& reader, const Channel& channel);

}  // namespace styk::firm
