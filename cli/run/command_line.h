// The command line: how a folder of commands registers what it has, and the run of the one command
// that was meant. No command is known here.

#ifndef MINGCE_CLI_RUN_COMMAND_LINE_H_
#define MINGCE_CLI_RUN_COMMAND_LINE_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/run/answer.h"
#include "cli/run/session.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

// What is filled in while the command line is read.
struct CommandLine {
  Settings settings;
  std::function<absl::StatusOr<Answer>(Session&)> work;  // of the command that was meant

  std::string Help(const Sentence& help) const { return help.In(settings.language); }
};

// Adds the commands of one folder. `line` outlives `app`.
using AddCommands = void (*)(CLI::App* app, CommandLine* line);

// A group of commands, of which one must be given; the one of that name if it is there already.
CLI::App* AddGroup(CLI::App* parent, const CommandLine& line, const std::string& name,
                   const Sentence& help);

// A command without its options and work; see Command.
CLI::App* AddCommand(CLI::App* parent, const CommandLine& line, const std::string& name,
                     const Sentence& help);

// An option that several commands have: one name, and one help.
struct SharedOption {
  const char* name;
  const char* zh;
  const char* en;
};
inline constexpr SharedOption kCampaign = {"--campaign", "采集工作", "campaign"};
inline constexpr SharedOption kAsOf = {"--as-of", "截至日期", "day to look at"};
inline constexpr SharedOption kKnownAt = {"--known-at", "按当时已知的情况，如 2019-11-30T18:00",
                                          "as was known at this moment"};
inline constexpr SharedOption kDryRun = {"--dry-run", "只检查，不保存", "check only, keep nothing"};
inline constexpr SharedOption kOut = {"--out", "输出文件", "file to write"};
inline constexpr SharedOption kHeads = {
    "--heads", "库外保管的链头（服务的 --heads_file 写出的文件），可重复",
    "heads held outside: a file that a service's --heads_file wrote; repeatable"};

// One command: its work, and the options that fill in a copy of `Options` for it.
template <typename Options>
class Command {
 public:
  using Work = std::function<absl::StatusOr<Answer>(Session&, const Options&)>;

  Command(CLI::App* parent, CommandLine* line, const std::string& name, const Sentence& help,
          Work work, Options defaults = {})
      : line_(*line),
        app_(AddCommand(parent, *line, name, help)),
        options_(std::make_shared<Options>(std::move(defaults))) {
    app_->callback([line, work, options = options_] {
      line->work = [work, options](Session& session) { return work(session, *options); };
    });
  }

  // A flag where the value is a bool, an option otherwise; without dashes its place counts. Of a
  // list, each occurrence of the option gives one value.
  template <typename Value>
  CLI::Option* Add(const std::string& name, Value Options::*value, const Sentence& help) {
    Value& place = (*options_).*value;
    if constexpr (std::is_same_v<Value, bool>) {
      return app_->add_flag(name, place, line_.Help(help));
    } else {
      CLI::Option* const option = app_->add_option(name, place, line_.Help(help));
      if (!option->get_positional()) option->allow_extra_args(false);
      return option;
    }
  }
  template <typename Value>
  CLI::Option* Add(const SharedOption& option, Value Options::*value) {
    return Add(option.name, value, {option.zh, option.en});
  }

  // The same, and it must be given.
  template <typename Value>
  void Require(const std::string& name, Value Options::*value, const Sentence& help) {
    Add(name, value, help)->required();
  }
  template <typename Value>
  void Require(const SharedOption& option, Value Options::*value) {
    Add(option, value)->required();
  }

 private:
  const CommandLine& line_;
  CLI::App* const app_;
  const std::shared_ptr<Options> options_;
};

struct Program {
  std::string name;  // as it is called
  Sentence help;
  std::vector<AddCommands> folders;
};

// Reads the command line and runs the command; returns the exit status of the process.
int RunCommandLine(int argc, char** argv, const Program& program);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_COMMAND_LINE_H_
