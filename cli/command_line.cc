#include "cli/command_line.h"

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
#include "cli/errors.h"
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

std::string EnglishUsageText(const CLI::ParseError& error) {
  const std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) return what;
  const std::string options = UnknownOptions(what);
  if (!options.empty()) return absl::StrCat("unknown option: ", options);
  return "unexpected argument or unknown command; give a person with --person FILE";
}

// What is wrong with the command line, in Chinese; the tool's own words stay as they are.
std::string UsageText(const CLI::ParseError& error) {
  const std::string what = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    if (absl::StrContains(what, "subcommand")) return "缺少命令";
    return absl::StrCat("缺少必需的参数：", what.substr(0, what.find(" is required")));
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::string options = UnknownOptions(what);
    if (!options.empty()) return absl::StrCat("不认识的选项：", options);
    return "多余的参数或不认识的命令；人员信息请用 --person 文件";
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr ||
      dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    return absl::StrCat("参数的值不对：", what);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    return absl::StrCat("选项的值缺少或太多：", what.substr(0, what.find(": ")));
  }
  return absl::StrCat("用法有误：", what);
}

void AddSettings(CLI::App* app, CommandLine* line) {
  Settings& settings = line->settings;
  const char* profile = std::getenv("MINGCE_PROFILE");
  settings.profile = profile != nullptr && *profile != '\0' ? profile : kDefaultProfile;
  app->add_option("--profile", settings.profile,
                  Help(*line, "连接配置文件（环境变量 MINGCE_PROFILE）",
                       "profile of the connection (or MINGCE_PROFILE)"));
  app->add_flag("--json", settings.json,
                Help(*line, "在标准输出打印一个JSON文档", "print one JSON document"));
  app->add_option_function<std::string>(
         "--lang",
         [&settings](const std::string& language) { settings.english = language == "en"; },
         Help(*line, "语言：zh（默认）或 en", "language: zh (default) or en"))
      ->check(CLI::IsMember({"zh", "en"}));
  app->add_option("--retry-seconds", settings.retry_seconds,
                  Help(*line, "服务连不上时最多等待的秒数（默认30）",
                       "how long to wait for a service (default 30)"))
      ->check(CLI::Range(0, 3600));
}

// What could not be written to standard output is missing, whatever the command did.
ExitCode EndOutput(const Session& session, ExitCode code) {
  if (std::cout.flush()) return code;
  session.Say(session.WordsOf(OutputNotWritten(session.Words("标准输出", "standard output"))));
  return code == kDone ? kRefused : code;
}

// Whether something stands where a command belongs. It is not repeated: see UnknownOptions.
bool IsUnknownCommand(const CLI::App& app, const CLI::ParseError& error) {
  if (dynamic_cast<const CLI::RequiredError*>(&error) == nullptr ||
      !absl::StrContains(std::string(error.what()), "subcommand")) {
    return false;
  }
  const std::vector<std::string> rest = app.remaining(/*recurse=*/true);
  return std::any_of(rest.begin(), rest.end(),
                     [](const std::string& word) { return !absl::StartsWith(word, "-"); });
}

int UsageExit(const CLI::App& app, const CommandLine& line, const CLI::ParseError& error) {
  const bool english = line.settings.english;
  std::string words = english ? EnglishUsageText(error) : UsageText(error);
  if (IsUnknownCommand(app, error)) {
    words =
        english ? "unknown command; those there are stand below" : "不认识的命令，可用的命令见下";
  }
  std::cerr << words << "\n\n" << app.help();  // of the command that was meant
  if (line.settings.json) {
    std::cout << Json{{"error",
                       {{"code", "INVALID_ARGUMENT"}, {"reason", "USAGE"}, {"message", words}}}}
                     .dump(2, ' ', false, Json::error_handler_t::replace)
              << "\n";
  }
  return kUsage;
}

}  // namespace

std::string Help(const CommandLine& line, const std::string& zh, const std::string& en) {
  return line.settings.english ? en : zh;
}

CLI::App* AddCommand(CLI::App* parent, const CommandLine& line, const std::string& name,
                     const std::string& zh, const std::string& en) {
  CLI::App* command = parent->add_subcommand(name, Help(line, zh, en));
  command->group(Help(line, "命令", "Commands"));
  command->fallthrough();  // --json and its like may stand after the command
  command->set_help_flag("-h,--help", Help(line, "打印帮助", "print this help"));
  return command;
}

CLI::App* AddGroup(CLI::App* parent, const CommandLine& line, const std::string& name,
                   const std::string& zh, const std::string& en) {
  CLI::App* group = AddCommand(parent, line, name, zh, en);
  group->require_subcommand(1);
  return group;
}

int RunCommandLine(int argc, char** argv) {
  CommandLine line;
  line.settings.english = WantsEnglish(argc, argv);
  CLI::App app(Help(line, "mingcectl：工会组织及会员实名制信息采集工具",
                    "mingcectl: the tool of the trade-union register"),
               "mingcectl");
  app.require_subcommand(1);
  app.option_defaults()->group(Help(line, "选项", "Options"));  // commands take it over
  app.set_help_flag("-h,--help", Help(line, "打印帮助", "print this help"));
  app.set_version_flag("--version", "mingcectl " MINGCE_VERSION,
                       Help(line, "打印版本", "print the version"));
  if (!line.settings.english) TranslateHelp(&app);  // before commands: they take the formatter over
  AddSettings(&app, &line);
  AddLocalCommands(&app, &line);
  AddImportCommands(&app, &line);
  AddRegisterCommands(&app, &line);
  AddAnswerCommands(&app, &line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    const int shown = app.exit(success);  // help and version
    return shown == kDone ? EndOutput(Session(line.settings, Clock::System()), kDone) : shown;
  } catch (const CLI::ParseError& error) {
    return UsageExit(app, line, error);
  }
  Session session(line.settings, Clock::System());
  const absl::StatusOr<ExitCode> done = line.work(session);
  const ExitCode code = done.ok() ? *done : session.Refuse(done.status());
  return EndOutput(session, code);
}

}  // namespace mingce::cli
