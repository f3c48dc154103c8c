#include "story/mail_server.h"

#include "base/result.h"

namespace styk::story {

courier::Security security_of(firm::MailSecurity security) {
    switch (security) {
        case firm::MailSecurity::tls:
            return courier::Security::tls;
        case firm::MailSecurity::starttls:
            return courier::Security::starttls;
        case firm::MailSecurity::if_offered:
            return courier::Security::if_offered;
        case firm::MailSecurity::none:
            return courier::Security::none;
    }
    throw Fault("an unknown security of mail");
}

MailServerFound mail_server_of(
    const firm::MailSettings& settings,
    const people::Safe& safe,
    const std::filesystem::path& certificates
) {
    MailServerFound found;
    found.server.host = *settings.host;
    found.server.port = static_cast<int>(settings.port);
    found.server.security = security_of(settings.security);
    found.server.certificates = certificates;
    if (settings.user && settings.password_sealed) {
        const auto password = safe.open(*settings.password_sealed);
        found.server.user = *settings.user;
        found.server.password = password.value_or("");
        found.key_fits = password.has_value();
    }
    return found;
}

}  // namespace styk::story
