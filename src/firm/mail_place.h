// What settings of mail that goes out and of mail that comes in say alike: a server, how safely it
// is spoken to, and who logs in there with what.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "record/shape.h"

namespace styk::firm {

// tls: from the first byte; starttls: required before anything else; if_offered: STARTTLS where the
// server offers it, which anyone between can prevent; none: open.
BOOST_DEFINE_ENUM_CLASS(MailSecurity, tls, starttls, if_offered, none)

// A look at such settings, no longer than they live.
struct MailPlace {
    const std::optional<std::string>&host, &user, &password_sealed;
    std::int64_t port;
    MailSecurity security;
};

template <class Settings>
[[nodiscard]] MailPlace mail_place_of(const Settings& of) {
    return {of.host, of.user, of.password_sealed, of.port, of.security};
}

// A name or an address as it stands in a URL: nothing else may slip in.
[[nodiscard]] record::Rule mail_host();

// A password never travels open except within this machine; none: no problem.
[[nodiscard]] std::optional<Problem> open_password(const MailPlace& place);

// The same user of the same server?
[[nodiscard]] bool is_same_place(const MailPlace& a, const MailPlace& b);

// A password belongs to one server and user: it must be given again when they change, so that
// nobody can have it sent elsewhere without knowing it.
template <class Settings>
[[nodiscard]] bool password_stays(const Settings& before, const Settings& after) {
    return is_same_place(mail_place_of(before), mail_place_of(after));
}

}  // namespace styk::firm
