#include "cli/run/command_line.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "cli/show/errors.h"
#include "lib/base/clock.h"

#ifndef MINGCE_VERSION
#define MINGCE_VERSION "0.0.0"
#endif

namespace mingce::cli {
namespace {

constexpr char kDefaultProfile[] = "./mingce-state/profile.json";

// Help is made before the command line is read, so its language has to be found first.
bool WantsEnglish(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const absl::string_view argument = argv[i];
    if (argument == "--lang=en") return true;
    if (argument == "--lang" && i + 1 < argc && absl::string_view(argv[i + 1]) == "en") return true;
  }
  return false;
}

void TranslateHelp(CLI::App* app) {
  const auto formatter = app->get_formatter();
  for (const auto& [english, chinese] : {std::pair<const char*, const char*>{"Usage", "用法"},
                                         {"OPTIONS", "选项"},
                                         {"Options", "选项"},
                                         {"SUBCOMMAND", "命令"},
                                         {"SUBCOMMANDS", "命令"},
                                         {"Subcommands", "命令"},
                                         {"Positionals", "参数"},
                                         {"REQUIRED", "（必填）"},
                                         {"TEXT", "文字"},
                                         {"INT", "整数"},
                                         {"UINT", "整数"},
                                         {"Env", "环境变量"},
                                         {"Needs", "需要"},
                                         {"Excludes", "不能同时使用"}}) {
    formatter->label(english, chinese);
  }
}

// The names of options among what was not expected. Nothing else of it is repeated: somebody may
// have typed a person's number there.
std::string UnknownOptions(absl::string_view what) {
  const std::size_t list = what.find(": ");
  if (list == absl::string_view::npos) return "";
  std::vector<std::string> names;
  for (absl::string_view word :
       absl::StrSplit(what.substr(list + 2), absl::ByAnyChar(" ,[]"), absl::SkipEmpty())) {
    word = word.substr(0, word.find('='));
    const bool is_name = absl::StartsWith(word, "-") &&
                         word.find_first_not_of("-abcdefghijklmnopqrstuvwxyz") == word.npos;
    if (is_name) names.emplace_back(word);
  }
  return absl::StrJoin(names, " ");
}

template <typename Kind>
bool Is(const CLI::ParseError& error) {
  return dynamic_cast<const Kind*>(&error) != nullptr;
}

bool LacksCommand(const CLI::ParseError& error) {
  return Is<CLI::RequiredError>(error) && absl::StrContains(error.what(), "subcommand");
}

// Whether something stands where a command belongs. It is not repeated: see UnknownOptions.
bool IsUnknownCommand(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<std::string> rest = app.remaining(/*recurse=*/true);
  return LacksCommand(error) && std::any_of(rest.begin(), rest.end(), [](const std::string& word) {
           return !absl::StartsWith(word, "-");
         });
}

// What is wrong with the command line; the tool's own words stay as they are.
Sentence UsageText(const CLI::App& app, const CLI::ParseError& error) {
  const std::string what = error.what();
  if (IsUnknownCommand(app, error)) {
    return {"不认识的命令，可用的命令见下", "unknown command; those there are stand below"};
  }
  if (LacksCommand(error)) return {"缺少命令", what};
  if (Is<CLI::RequiredError>(error)) {
    return {absl::StrCat("缺少必需的参数：", what.substr(0, what.find(" is required"))), what};
  }
  if (Is<CLI::ExtrasError>(error)) {
    const std::string options = UnknownOptions(what);
    if (!options.empty()) return Fill("不认识的选项：$0", "unknown option: $0", options);
    return {"多余的参数或不认识的命令；人员信息请用 --person 文件",
            "unexpected argument or unknown command; give a person with --person FILE"};
  }
  if (Is<CLI::ConversionError>(error) || Is<CLI::ValidationError>(error)) {
    return {absl::StrCat("参数的值不对：", what), what};
  }
  if (Is<CLI::ArgumentMismatch>(error)) {
    return {absl::StrCat("选项的值缺少或太多：", what.substr(0, what.find(": "))), what};
  }
  return {absl::StrCat("用法有误：", what), what};
}

void AddSettings(CLI::App* app, CommandLine* line) {
  Settings& settings = line->settings;
  const char* profile = std::getenv("MINGCE_PROFILE");
  settings.profile = profile != nullptr && *profile != '\0' ? profile : kDefaultProfile;
  app->add_option("--profile", settings.profile,
                  line->Help({"连接配置文件（环境变量 MINGCE_PROFILE）",
                              "profile of the connection (or MINGCE_PROFILE)"}));
  app->add_flag("--json", settings.json,
                line->Help({"在标准输出打印一个JSON文档", "print one JSON document"}));
  app->add_option_function<std::string>(
         "--lang",
         [&settings](const std::string& language) {
           settings.language = language == "en" ? Language::kEnglish : Language::kChinese;
         },
         line->Help({"语言：zh（默认）或 en", "language: zh (default) or en"}))
      ->check(CLI::IsMember({"zh", "en"}));
  app->add_option("--retry-seconds", settings.retry_seconds,
                  line->Help({"服务连不上时最多等待的秒数（默认30）",
                              "how long to wait for a service (default 30)"}))
      ->check(CLI::Range(0, 3600));
}

// Says what went wrong, as a document too when that is asked for.
ExitCode Refuse(const Settings& settings, const absl::Status& status) {
  View view;
  view.document = [&status](Language language) {
    return Json{{"error", ErrorToJson(status, language)}};
  };
  Say(ErrorText(status, settings.language));
  Print(view, settings.language, settings.json);
  return ExitCodeOf(status);
}

// What could not be written to standard output is missing, whatever the command did.
ExitCode EndOutput(const Settings& settings, ExitCode code) {
  if (std::cout.flush()) return code;
  Say(ErrorText(StandardOutputNotWritten(), settings.language));
  return code == kDone ? kRefused : code;
}

int UsageExit(const CLI::App& app, const Settings& settings, const CLI::ParseError& error) {
  const std::string words = UsageText(app, error).In(settings.language);
  Say(absl::StrCat(words, "\n"));
  std::cerr << app.help();  // of the command that was meant
  View view;
  view.document = [&words](Language) {
    return Json{{"error", {{"code", "INVALID_ARGUMENT"}, {"reason", "USAGE"}, {"message", words}}}};
  };
  Print(view, settings.language, settings.json);
  return kUsage;
}

}  // namespace

CLI::App* AddCommand(CLI::App* parent, const CommandLine& line, const std::string& name,
                     const Sentence& help) {
  CLI::App* command = parent->add_subcommand(name, line.Help(help));
  command->group(line.Help({"命令", "Commands"}));
  command->fallthrough();  // --json and its like may stand after the command
  command->set_help_flag("-h,--help", line.Help({"打印帮助", "print this help"}));
  return command;
}

CLI::App* AddGroup(CLI::App* parent, const CommandLine& line, const std::string& name,
                   const Sentence& help) {
  const std::vector<CLI::App*> known = parent->get_subcommands(
      [&name](const CLI::App* command) { return command->get_name() == name; });
  if (!known.empty()) return known.front();
  CLI::App* group = AddCommand(parent, line, name, help);
  group->require_subcommand(1);
  return group;
}

int RunCommandLine(int argc, char** argv, const Program& program) {
  CommandLine line;
  if (WantsEnglish(argc, argv)) line.settings.language = Language::kEnglish;
  CLI::App app(line.Help(program.help), program.name);
  app.require_subcommand(1);
  app.option_defaults()->group(line.Help({"选项", "Options"}));  // commands take it over
  app.set_help_flag("-h,--help", line.Help({"打印帮助", "print this help"}));
  app.set_version_flag("--version", program.name + " " MINGCE_VERSION,
                       line.Help({"打印版本", "print the version"}));
  // Before the commands: they take the formatter over.
  if (line.settings.language == Language::kChinese) TranslateHelp(&app);
  AddSettings(&app, &line);
  for (const AddCommands add : program.folders) add(&app, &line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    const int shown = app.exit(success);  // help and version
    return shown == kDone ? EndOutput(line.settings, kDone) : shown;
  } catch (const CLI::ParseError& error) {
    return UsageExit(app, line.settings, error);
  }
  Session session(line.settings, Clock::System());
  const absl::StatusOr<Answer> answer = line.work(session);
  if (!answer.ok()) return EndOutput(line.settings, Refuse(line.settings, answer.status()));
  Print(answer->view, line.settings.language, line.settings.json);
  return EndOutput(line.settings, answer->code);
}

}  // namespace mingce::cli
