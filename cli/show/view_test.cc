#include "cli/show/view.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "lib/base/error.h"
#include "lib/text/plain.h"

namespace mingce::cli {
namespace {

struct Printed {
  std::string out;
  std::string err;
};

Printed PrintedOf(const View& view, Language language, bool json) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Print(view, language, json);
  const std::string out = testing::internal::GetCapturedStdout();
  return {out, testing::internal::GetCapturedStderr()};
}

TEST(ViewTest, DataAndWordsGoDifferentWays) {
  View view = SentenceView({{"rows", 3}}, Fill("共 $0 行", "$0 rows in all", 3));
  view.notes.push_back({"请核对。", "Check them."});
  const Printed chinese = PrintedOf(view, Language::kChinese, /*json=*/false);
  EXPECT_EQ(chinese.out, "共 3 行\n");
  EXPECT_EQ(chinese.err, "请核对。\n");
  const Printed english = PrintedOf(view, Language::kEnglish, /*json=*/false);
  EXPECT_EQ(english.out, "3 rows in all\n");
  EXPECT_EQ(english.err, "Check them.\n");
  const Printed json = PrintedOf(view, Language::kChinese, /*json=*/true);
  EXPECT_EQ(Json::parse(json.out), (Json{{"rows", 3}}));
  EXPECT_EQ(json.err, "请核对。\n");
}

TEST(ViewTest, ADocumentIsWholeThoughATextIsBroken) {
  const Printed printed =
      PrintedOf(SentenceView({{"name", "a\xFF"}}, {}), Language::kChinese, true);
  EXPECT_EQ(Json::parse(printed.out)["name"], "a\uFFFD");
}

TEST(ViewTest, WhatCameOverTheWireMovesNoCursor) {
  const std::string evil = "a\x1b[2J\u009B\x7f\u202E\u2028\U000E0041\r\t\"b";
  View view = SentenceView({{"name", evil}}, Fill("名称 $0", "name $0", evil));
  view.notes.push_back(Fill("注意 $0", "note $0", evil));
  const Printed text = PrintedOf(view, Language::kChinese, /*json=*/false);
  for (const std::string& printed : {text.out, text.err}) {
    ASSERT_EQ(printed.back(), '\n');
    EXPECT_TRUE(text::IsPlain(printed.substr(0, printed.size() - 1))) << printed;
  }
  const Printed json = PrintedOf(view, Language::kChinese, /*json=*/true);
  for (const std::string& line : std::vector<std::string>(absl::StrSplit(json.out, '\n'))) {
    EXPECT_TRUE(text::IsPlain(line)) << line;
  }
  EXPECT_EQ(Json::parse(json.out)["name"], evil) << "escaped, not lost";
}

TEST(ViewTest, NothingFoundPrintsNothing) {
  const Printed printed = PrintedOf({}, Language::kChinese, /*json=*/true);
  EXPECT_EQ(printed.out + printed.err, "");
}

TEST(ErrorTextTest, TheReasonStandsLast) {
  const absl::Status status =
      MakeError(absl::StatusCode::kNotFound, "gone", {"NOT_THERE", "d", "没有", {{"path", "p"}}});
  EXPECT_EQ(ErrorText(status, Language::kChinese), "没有 [NOT_THERE]");
  EXPECT_EQ(ErrorText(absl::InternalError("x"), Language::kEnglish), "x");
  EXPECT_EQ(ErrorToJson(status, Language::kEnglish).dump(),
            R"({"code":"NOT_FOUND","reason":"NOT_THERE","message":"gone [NOT_THERE]",)"
            R"("metadata":{"path":"p"}})");
}

}  // namespace
}  // namespace mingce::cli
