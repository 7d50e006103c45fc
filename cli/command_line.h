// The command line: names, options and help of every command. Nothing but words
// and the way to the function that does the work.

#ifndef MINGCE_CLI_COMMAND_LINE_H_
#define MINGCE_CLI_COMMAND_LINE_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace mingce::cli {

// The work of the command that was asked for.
using Work = std::function<absl::StatusOr<ExitCode>(Session&)>;

// What is filled in while the command line is read.
struct CommandLine {
  Settings settings;
  Work work;
};

// Adds commands; each puts its work into `line` when it is the one asked for. `line` outlives
// `app`.
void AddLocalCommands(CLI::App* app, CommandLine* line);     // pki, key, generate
void AddImportCommands(CLI::App* app, CommandLine* line);    // campaign, template, import
void AddRegisterCommands(CLI::App* app, CommandLine* line);  // status, org, member
void AddAnswerCommands(CLI::App* app, CommandLine* line);    // report, check, bench

// A command with its help in the language of `line`.
CLI::App* AddCommand(CLI::App* parent, const CommandLine& line, const std::string& name,
                     const std::string& zh, const std::string& en);

// A group of commands, of which one must be given.
CLI::App* AddGroup(CLI::App* parent, const CommandLine& line, const std::string& name,
                   const std::string& zh, const std::string& en);

// The same for help of an option.
std::string Help(const CommandLine& line, const std::string& zh, const std::string& en);

// Reads the command line and runs the command; returns the exit status of the process.
int RunCommandLine(int argc, char** argv);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_COMMAND_LINE_H_
