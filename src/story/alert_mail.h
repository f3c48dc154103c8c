// What an alert says to one person, in their language: what happened, how sure it is, what to do
// next.
#pragma once

#include <string>
#include <vector>

#include "feedback/directory.h"
#include "insight/alert_store.h"

namespace styk::story {

struct AlertNews {
    std::string language;
    const feedback::Directory& directory;
    const insight::Alert& alert;
    const std::vector<insight::Firing>& firings;  // at least one
    Day period_from = 0;
    double false_alarms_a_year = 0;
    std::string console_url;  // "https://cx.example.org", or "": then there is no link
};

struct AlertMail {
    std::string subject, text, html;
};

[[nodiscard]] AlertMail alert_mail(const AlertNews& news);

}  // namespace styk::story
