// styk serve and styk demo: the server until it is told to stop.
#pragma once

#include <string>

#include "premises.h"

namespace styk {

struct Serve {
    Place place;
    std::string listen = "127.0.0.1:8080";
    bool demo = false;
    bool group_commit = true;
    bool count_in_database = false;
    bool behind_proxy = false;
    std::string proxies = {};  // "10.1.0.0/16, 192.0.2.7"; "": this machine
    bool save_before_migration = true;
    net::CertificateFiles tls{};  // both or none: https or http

    [[nodiscard]] bool is_encrypted() const { return !tls.certificate.empty(); }
};

// Returns the exit code.
int serve(const Serve& options);

}  // namespace styk
