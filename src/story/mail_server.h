// The firm's mail server as the courier is told of it.
#pragma once

#include <filesystem>

#include "courier/smtp.h"
#include "firm/mail_settings.h"
#include "people/safe.h"

namespace styk::story {

[[nodiscard]] courier::Security security_of(firm::MailSecurity security);

struct MailServerFound {
    courier::MailServer server;
    bool key_fits = true;  // false: the password was sealed with another key
};

// `settings` must have a host.
[[nodiscard]] MailServerFound mail_server_of(
    const firm::MailSettings& settings,
    const people::Safe& safe,
    const std::filesystem::path& certificates
);

}  // namespace styk::story
