#include "cli/run/command_line.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "cli/show/errors.h"

namespace mingce::cli {
namespace {

using testing::HasSubstr;

struct GreetOptions {
  std::string name;
  int times = 1;
  bool refuse = false;
  bool half = false;
};

absl::StatusOr<Answer> Greet(Session&, const GreetOptions& options) {
  if (options.refuse) return UsageError({"不行", "no"});
  return Answer(SentenceView({{"name", options.name}, {"times", options.times}},
                             Fill("你好$0", "hello $0", options.name)),
                options.half ? kUnavailable : kDone);
}

void AddGreetings(CLI::App* app, CommandLine* line) {
  CLI::App* group = AddGroup(app, *line, "say", {"说", "say"});
  Command<GreetOptions> greet(group, line, "hello", {"问好", "greets"}, Greet);
  greet.Add("name", &GreetOptions::name, {"姓名", "name"})->required();
  greet.Add("--times", &GreetOptions::times, {"次数", "times"});
  greet.Add("--refuse", &GreetOptions::refuse, {"拒绝", "refuse"});
  greet.Add("--half", &GreetOptions::half, {"一半", "half"});
}

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

Outcome RunWith(std::vector<std::string> words) {
  words.insert(words.begin(), "tool");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Outcome run;
  run.code =
      RunCommandLine(static_cast<int>(arguments.size()), arguments.data(),
                     {.name = "tool", .help = {"工具", "a tool"}, .folders = {AddGreetings}});
  run.out = testing::internal::GetCapturedStdout();
  run.err = testing::internal::GetCapturedStderr();
  return run;
}

TEST(CommandLineTest, TheCommandThatIsMeantGetsItsOptions) {
  const Outcome text = RunWith({"say", "hello", "甲"});
  EXPECT_EQ(text.code, kDone);
  EXPECT_EQ(text.out, "你好甲\n");
  const Outcome json = RunWith({"--lang", "en", "say", "hello", "甲", "--times=3", "--json"});
  EXPECT_EQ(Json::parse(json.out), (Json{{"name", "甲"}, {"times", 3}}));
  EXPECT_EQ(RunWith({"say", "hello", "a", "--lang", "en"}).out, "hello a\n");
}

TEST(CommandLineTest, WhatWasFoundMayBeBadNews) {
  const Outcome run = RunWith({"say", "hello", "甲", "--half"});
  EXPECT_EQ(run.code, kUnavailable);
  EXPECT_EQ(run.out, "你好甲\n");
}

TEST(CommandLineTest, ARefusalIsADocumentToo) {
  const Outcome run = RunWith({"say", "hello", "甲", "--refuse", "--json"});
  EXPECT_EQ(run.code, kUsage);
  EXPECT_EQ(Json::parse(run.out)["error"]["reason"], "USAGE");
  EXPECT_EQ(run.err, "不行 [USAGE]\n");
}

TEST(CommandLineTest, AWrongCommandLineRepeatsNothingOfIt) {
  const std::string number = "439901199001010010";
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"say", number}, {"say", "hello", "甲", number, "--json"}}) {
    const Outcome run = RunWith(words);
    EXPECT_EQ(run.code, kUsage);
    EXPECT_THAT(run.err + run.out, testing::Not(HasSubstr(number)));
  }
  EXPECT_THAT(RunWith({"say"}).err, HasSubstr("缺少命令"));
  EXPECT_THAT(RunWith({"say", "hello"}).err, HasSubstr("缺少必需的参数：name"));
}

}  // namespace
}  // namespace mingce::cli
