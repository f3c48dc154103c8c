// How libcurl is told to protect a connection to a mail server that begins in the clear.
#pragma once

#include <curl/curl.h>

#include "courier/smtp.h"

namespace styk::courier {

inline long protection_of(Security security) {
    switch (security) {
        case Security::starttls:
            return CURLUSESSL_ALL;
        case Security::if_offered:
            return CURLUSESSL_TRY;
        default:
            return CURLUSESSL_NONE;
    }
}

}  // namespace styk::courier
