#include "lib/gb/code_list.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/gb/vectors_for_test.h"

namespace mingce::gb {
namespace {

constexpr absl::string_view kHeader = "code\tlabel\taliases\tnote\trank\n";

CodeList Load(const std::string& id) {
  absl::StatusOr<CodeList> list = ParseCodeListTsv(id, ReadTestdata("codes/" + id + ".tsv"));
  EXPECT_TRUE(list.ok()) << list.status();
  return list.ok() ? *std::move(list) : CodeList(id, {});
}

std::string CodeOf(const CodeList& list, absl::string_view text) {
  const CodeEntry* entry = list.Find(text);
  return entry == nullptr ? "none" : entry->code;
}

std::string ErrorOf(absl::string_view rows, absl::string_view header = kHeader) {
  const absl::StatusOr<CodeList> list = ParseCodeListTsv("x", absl::StrCat(header, rows));
  return list.ok() ? "OK" : std::string(list.status().message());
}

TEST(CodeListTest, EthnicityWithAndWithoutItsSuffix) {
  const CodeList list = Load("ethnicity");
  EXPECT_EQ(list.entries().size(), 58);
  for (const CodeEntry& entry : list.entries()) {
    EXPECT_EQ(CodeOf(list, entry.code), entry.code);
    EXPECT_EQ(CodeOf(list, entry.label), entry.code);
    absl::string_view stem = entry.label;
    if (absl::EndsWith(stem, "族")) stem.remove_suffix(absl::string_view("族").size());
    EXPECT_EQ(CodeOf(list, stem), entry.code);
  }
  EXPECT_EQ(CodeOf(list, "僳僳族"), "20");
  EXPECT_EQ(CodeOf(list, "57"), "97");
  EXPECT_EQ(list.ByCode("43")->attributes.at("letter"), "UZ");
}

TEST(CodeListTest, OnlyTheEthnicityListDropsTheSuffixByItself) {
  const std::string text = absl::StrCat(kHeader, "01\t汉族\t\t\t\n");
  EXPECT_EQ(CodeOf(*ParseCodeListTsv("ethnicity", text), "汉"), "01");
  EXPECT_EQ(CodeOf(*ParseCodeListTsv("x", text), "汉"), "none");
}

TEST(CodeListTest, MatchesExactlyAfterNormalisation) {
  const CodeList list = Load("id_type");
  EXPECT_EQ(CodeOf(list, "居民身份证"), "01");
  EXPECT_EQ(CodeOf(list, " 居民　身份证\u00a0"), "01");
  EXPECT_EQ(CodeOf(list, "０１"), "01");
  EXPECT_EQ(CodeOf(list, "港澳居民来往内地通行证（回乡证）"), "05");
  EXPECT_EQ(CodeOf(list, "居民身份"), "none");
  EXPECT_EQ(CodeOf(list, "1"), "none");
  EXPECT_EQ(CodeOf(list, ""), "none");
  EXPECT_EQ(CodeOf(list, "\xff\xfe"), "none");
  EXPECT_EQ(list.ByCode("1"), nullptr);
  ASSERT_NE(list.ByCode("99"), nullptr);
  EXPECT_EQ(list.ByCode("99")->label, "其他");
  EXPECT_EQ(list.id(), "id_type");
}

TEST(CodeListTest, HeadingsAndUnknownSexAreNotSelectable) {
  const CodeList education = Load("education");
  for (const CodeEntry& entry : education.entries()) {
    const bool heading = entry.code != "90" && entry.code[1] == '0';
    EXPECT_EQ(entry.selectable, !heading) << entry.code;
  }
  EXPECT_EQ(education.ByCode("11")->attributes.at("rank"), "10");
  EXPECT_EQ(education.ByCode("12")->attributes.at("rank"), "");
  const CodeList sex = Load("sex");
  EXPECT_TRUE(sex.Find("男")->selectable);
  EXPECT_TRUE(sex.Find("女性")->selectable);
  EXPECT_FALSE(sex.Find("0")->selectable);
  EXPECT_FALSE(sex.Find("未说明")->selectable);
}

TEST(CodeListTest, NamesTheNearest) {
  const CodeList list = Load("ethnicity");
  const std::vector<std::string> nearest = list.Nearest("维吾儿族", 3);
  ASSERT_EQ(nearest.size(), 3);
  EXPECT_EQ(nearest[0], "维吾尔族");
  EXPECT_EQ(list.Nearest("蒙古旅", 1), std::vector<std::string>{"蒙古族"});
  EXPECT_TRUE(list.Nearest("汉族", 0).empty());
  EXPECT_EQ(list.Nearest(std::string(100000, 'x'), 100).size(), list.entries().size());
  const std::vector<std::string> both = {"女", "男"};
  EXPECT_EQ(Load("sex").Nearest("女儿", 9), both);
}

TEST(CodeListTest, APartOfALongLabelIsNearerThanAnotherShortOne) {
  const CodeList list =
      *ParseCodeListTsv("industry", absl::StrCat(kHeader,
                                                 "P\t教育\t\t\t\nN\t公共设施\t\t\t\n"
                                                 "S\t公共管理、社会保障和社会组织\t\t\t\n"
                                                 "Q\t卫生和社会工作\t卫生医疗\t\t\n"));
  EXPECT_EQ(list.Nearest("公共管理", 1)[0], "公共管理、社会保障和社会组织");
  EXPECT_EQ(list.Nearest("县教育局", 1)[0], "教育");
  EXPECT_EQ(list.Nearest("社会保障组织", 1)[0], "公共管理、社会保障和社会组织");
  EXPECT_EQ(list.Nearest("卫生医疗业", 1)[0], "卫生和社会工作");
}

TEST(CodeListTest, RefusesBadFiles) {
  EXPECT_EQ(ErrorOf("1\t甲\t乙|丙\t\t5\n2\t丁\t\t\t\n"), "OK");
  EXPECT_EQ(ErrorOf("1\t甲\t\t\t\r\n\n2\t丁\t\t\t"), "OK");
  EXPECT_EQ(ErrorOf("1\t甲\t甲|１\t\t\n"), "OK");
  EXPECT_EQ(ErrorOf("", ""), "code list x, line 1: no header");
  EXPECT_TRUE(absl::StrContains(ErrorOf("", "label\tcode\n"), "header"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("1\t甲\n"), "line 2: wrong number of columns"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("\t甲\t\t\t\n"), "empty code"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("1\t\t\t\t\n"), "empty code or label"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("1\t甲\t\t\t\n1\t乙\t\t\t\n"), "line 3: repeated code"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("1\t甲\t丙\t\t\n2\t乙\t 丙\t\t\n"), "that code 1 has too"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("1\t甲\t\t\t\n2\t乙\t１\t\t\n"), "that code 1 has too"));
  EXPECT_TRUE(absl::StrContains(ErrorOf("1\t\xff\t\t\t\n"), "not UTF-8"));
}

TEST(CodeListTest, CopiesStandAlone) {
  CodeList copy("", {});
  {
    const CodeList original = Load("sex");
    copy = original;
  }
  EXPECT_EQ(CodeOf(copy, "男"), "1");
}

}  // namespace
}  // namespace mingce::gb
