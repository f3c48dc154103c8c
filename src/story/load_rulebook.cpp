#include "story/load_rulebook.h"

#include "casework/case_settings_store.h"
#include "casework/rulebook.h"
#include "db/record_store.h"
#include "firm/holiday_store.h"

namespace styk::story {

std::shared_ptr<const casework::Rulebook> load_rulebook(
    db::Reader& reader, const feedback::Directory& directory
) {
    casework::Rulebook::Parts parts;
    parts.rules = db::list_all<casework::CaseRule>(reader);
    parts.settings = casework::load_case_settings(reader);
    parts.users = db::list_all<people::User>(reader);
    parts.absences = db::list_all<casework::Absence>(reader);
    parts.calendars = db::list_all<casework::WorkCalendar>(reader);
    parts.holidays = firm::list_holidays(reader);
    return std::make_shared<const casework::Rulebook>(directory, std::move(parts));
}

}  // namespace styk::story
