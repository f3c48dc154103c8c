// The roof: reads what is wanted, builds it, runs it. No logic.

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <spdlog/spdlog.h>

#include "care.h"
#include "cli/analyze.h"
#include "cli/bounces.h"
#include "cli/import.h"
#include "cli/import_survey.h"
#include "cli/text.h"
#include "cli/token.h"
#include "cli/user.h"
#include "cli/workplace.h"
#include "command.h"
#include "log.h"
#include "serve.h"

namespace styk {
namespace {

void add_place(CLI::App& command, Place& place) {
    command.add_option("--data", place.data, "Folder of the database, socket and backups")
        ->capture_default_str();
    command.add_option(
        "--db", place.db, "sqlite:PATH or postgres://… (default: a SQLite file in the data folder)"
    );
}

void add_serve(CLI::App& app, Serve& options, const char* name, const char* help, int& code) {
    auto* command = app.add_subcommand(name, help);
    add_place(*command, options.place);
    command->add_option("--listen", options.listen, "HOST:PORT")->capture_default_str();
    command->add_flag(
        "--behind-proxy", options.behind_proxy, "Believe X-Forwarded-For of a proxy on this machine"
    );
    command->add_option(
        "--proxies",
        options.proxies,
        "Addresses and networks of the proxies that are believed, instead of this machine"
    );
    auto* certificate = command->add_option(
        "--tls-certificate",
        options.tls.certificate,
        "Serve https with this certificate and its chain (PEM); read anew when it changes"
    );
    auto* key = command->add_option("--tls-key", options.tls.key, "Its private key (PEM)");
    certificate->needs(key);
    key->needs(certificate);
    command->add_flag(
        "--count-in-database",
        options.count_in_database,
        "Count in the database, not in memory: slower, for more feedback than memory holds"
    );
    command->add_flag(
        "!--no-backup",
        options.save_before_migration,
        "PostgreSQL: do not save the database before an upgrade changes it"
    );
    command->add_flag(
        "!--no-group-commit", options.group_commit, "One commit a write; only to measure"
    );
    command->callback([&options, &code] { code = serve(options); });
}

struct UserOptions {
    Place place;
    cli::UserAdd add;
    std::string email;
    bool password_stdin = false;
};

void add_user_commands(CLI::App& app, UserOptions& options, int& code) {
    auto* user = app.add_subcommand("user", "Who may log in")->require_subcommand(1);
    auto* add =
        user->add_subcommand("add", "Add a user; without a password a one-time link is printed");
    add_place(*add, options.place);
    add->add_option("EMAIL", options.add.email)->required();
    add->add_option(
           "--role",
           options.add.role,
           "administrator, cx_manager, analyst, touchpoint_owner, employee"
    )
        ->required();
    add->add_option("--name", options.add.name);
    add->add_flag(
        "--password-stdin",
        options.password_stdin,
        "Read the password from the first line of the input"
    );
    add->callback([&] {
        if (options.password_stdin) {
            options.add.password = cli::read_password(std::cin);
        }
        code = run_command(options.place, [&](const auto& workplace) {
            return cli::user_add(options.add, workplace);
        });
    });
    auto* list = user->add_subcommand("list", "List the users");
    add_place(*list, options.place);
    list->callback([&] { code = run_command(options.place, cli::user_list); });
    auto* reset = user->add_subcommand("reset", "Print a one-time link to set a new password");
    add_place(*reset, options.place);
    reset->add_option("EMAIL", options.email)->required();
    reset->callback([&] {
        code = run_command(options.place, [&](const auto& workplace) {
            return cli::user_reset(options.email, workplace);
        });
    });
    auto* glass = user->add_subcommand(
        "break-glass",
        "Get an administrator in when nobody can log in: print a one-time link to set a password, "
        "which works also where single sign-on is the only way"
    );
    add_place(*glass, options.place);
    glass->add_option("EMAIL", options.email)->required();
    glass->callback([&] {
        code = run_command(options.place, [&](const auto& workplace) {
            return cli::user_break_glass(options.email, workplace);
        });
    });
}

struct TokenOptions {
    Place place;
    cli::TokenAdd add;
};

void add_token_commands(CLI::App& app, TokenOptions& options, int& code) {
    auto* token = app.add_subcommand("token", "How programs log in")->require_subcommand(1);
    auto* add = token->add_subcommand("add", "Add a token and print it");
    add_place(*add, options.place);
    add->add_option("NAME", options.add.name)->required();
    add->add_option(
           "--role",
           options.add.role,
           "administrator, cx_manager, analyst, touchpoint_owner, employee"
    )
        ->required();
    add->add_option("--expires", options.add.expires_days, "Days until it ends");
    add->callback([&] {
        code = run_command(options.place, [&](const auto& workplace) {
            return cli::token_add(options.add, workplace);
        });
    });
}

struct ImportOptions {
    Place place;
    cli::ImportFile file;
};

struct SurveyImportOptions {
    Place place;
    cli::SurveyFile file;
};

void add_survey_import(CLI::App& import, SurveyImportOptions& options, int& code) {
    auto* command = import.add_subcommand("survey", "Bring in a survey of another tool as a draft");
    add_place(*command, options.place);
    command->add_option("FILE", options.file.file)->required()->check(CLI::ExistingFile);
    command->add_option(
        "--format",
        options.file.format,
        "styk, surveyjs, lss, limesurvey_tsv, qsf, typeform, xlsform, formbricks (default: "
        "recognised)"
    );
    command->add_option("--language", options.file.language, "Of files that do not say");
    command->add_option("--name", options.file.name, "Of the survey (default: the file's title)");
    command->add_flag("--dry-run", options.file.dry_run, "Only say what would become of it");
    command->add_flag("--json", options.file.as_json, "Print the report as JSON");
    command->callback([&options, &code] {
        code = run_command(options.place, [&](const cli::Workplace& workplace) {
            return cli::import_survey(options.file, workplace);
        });
    });
}

void add_import_commands(
    CLI::App& app, std::vector<ImportOptions>& all, SurveyImportOptions& survey, int& code
) {
    auto* import = app.add_subcommand("import", "Bring in a file")->require_subcommand(1);
    all.resize(3);
    const char* const kinds[] = {"feedback", "customers", "events"};
    for (std::size_t i = 0; i < all.size(); ++i) {
        ImportOptions& options = all[i];
        options.file.kind = kinds[i];
        auto* command =
            import->add_subcommand(kinds[i], fmt::format("Import {} from a CSV file", kinds[i]));
        add_place(*command, options.place);
        command->add_option("FILE", options.file.file)->required()->check(CLI::ExistingFile);
        command->add_option("--map", options.file.map, "What each column is (default: guessed)");
        command->add_flag("--dry-run", options.file.dry_run, "Only check every row");
        command->add_flag("--json", options.file.as_json, "Print the import as JSON");
        command->callback([&options, &code] {
            code = run_command(options.place, [&](const cli::Workplace& workplace) {
                return cli::import_file(options.file, workplace);
            });
        });
    }
    add_survey_import(*import, survey, code);
}

struct BouncesOptions {
    Place place;
    std::filesystem::path folder;
};

void add_bounces_command(CLI::App& app, BouncesOptions& options, int& code) {
    auto* command =
        app.add_subcommand("bounces", "Read reports of mail servers from a folder or Maildir");
    add_place(*command, options.place);
    command->add_option("FOLDER", options.folder)->required()->check(CLI::ExistingDirectory);
    command->callback([&options, &code] {
        code = run_command(options.place, [&](const cli::Workplace& workplace) {
            return cli::take_bounces(options.folder, workplace);
        });
    });
}

struct CareOptions {
    BackupCommand backup;
    RestoreCommand restore;
    DoctorCommand doctor;
};

void add_backup_command(CLI::App& app, BackupCommand& options, int& code) {
    auto* command =
        app.add_subcommand("backup", "Save everything in one file, beside a running server");
    add_place(*command, options.place);
    command->add_option(
        "FILE", options.file, "Where to (default: DATA/backups, named after the moment)"
    );
    command->add_flag(
        "--with-key", options.with_key, "Put the key of sealed passwords in as well: keep it safe"
    );
    command->add_option("--keep", options.keep, "Of those in DATA/backups keep only the newest N")
        ->check(CLI::Range(1, 10'000));
    command->callback([&options, &code] { code = back_up(options); });
}

void add_restore_command(CLI::App& app, RestoreCommand& options, int& code) {
    auto* command =
        app.add_subcommand("restore", "Bring a backup back, into either kind of database");
    add_place(*command, options.place);
    command->add_option("FILE", options.file)->required()->check(CLI::ExistingFile);
    command->add_flag("--check", options.check_only, "Only read it: is it whole and sound?");
    command->add_flag("--replace", options.replace, "Put aside what is there");
    command->callback([&options, &code] { code = restore(options); });
}

void add_doctor_command(CLI::App& app, DoctorCommand& options, int& code) {
    auto* command =
        app.add_subcommand("doctor", "Look at everything that keeps data safe and work going");
    add_place(*command, options.place);
    command->add_flag("--json", options.as_json, "Print it for programs");
    command->callback([&options, &code] { code = see_doctor(options); });
}

int run(int count, char** arguments) {
    CLI::App app("Styk: hear your customers, understand, measure, act.", "styk");
    app.set_version_flag("--version", "styk " STYK_VERSION);
    app.require_subcommand(1);
    int code = 0;
    Serve served, demo;
    demo.demo = true;
    UserOptions user;
    TokenOptions token;
    std::vector<ImportOptions> imports;
    SurveyImportOptions survey_import;
    BouncesOptions bounces;
    CareOptions care;
    add_serve(app, served, "serve", "Run the server", code);
    add_serve(app, demo, "demo", "Run the server with a demo firm's year in it", code);
    add_user_commands(app, user, code);
    add_token_commands(app, token, code);
    add_import_commands(app, imports, survey_import, code);
    add_bounces_command(app, bounces, code);
    add_backup_command(app, care.backup, code);
    add_restore_command(app, care.restore, code);
    add_doctor_command(app, care.doctor, code);
    cli::add_analyze(app, code);
    cli::add_text(app, code);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return code;
}

}  // namespace
}  // namespace styk

int main(int count, char** arguments) {
    styk::log_as_json();
    try {
        return styk::run(count, arguments);
    } catch (const styk::Refusal& refusal) {
        fmt::print(stderr, "styk: {}\n", refusal.what());
        for (const auto& [pointer, message] : refusal.problems()) {
            fmt::print(stderr, "  {} {}\n", pointer, message);
        }
    } catch (const std::exception& fault) {
        fmt::print(stderr, "styk: {}\n", fault.what());
    }
    return 1;
}
