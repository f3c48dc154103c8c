// styk backup, restore and doctor: they open the data themselves, since they must work when no
// server does.
#pragma once

#include <filesystem>

#include "premises.h"

namespace styk {

struct BackupCommand {
    Place place;
    std::filesystem::path file;  // empty: one named after the moment, in DATA/backups
    bool with_key = false;
    int keep = 0;  // of those named after the moment, the newest so many; 0: all
};

struct RestoreCommand {
    Place place;
    std::filesystem::path file;
    bool check_only = false, replace = false;
};

struct DoctorCommand {
    Place place;
    bool as_json = false;
};

// Each answers the exit code and throws Refusal or Fault.
int back_up(const BackupCommand& command);
int restore(const RestoreCommand& command);
int see_doctor(const DoctorCommand& command);

}  // namespace styk
