#include "cli/files/text_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "cli/files/campaign_files.h"
#include "cli/files/person_file.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/odd_files.h"

namespace mingce::cli {
namespace {

class TextFileTest : public testing::Test {
 protected:
  TextFileTest() : dir_(absl::StrCat(testing::TempDir(), "/text-file-", NewOpaqueId())) {
    std::filesystem::create_directories(dir_ + "/codes");
    std::filesystem::create_directories(dir_ + "/forms");
    Write("campaign.json", R"({"campaign":{"name":"campaigns/x","organization_form":"forms/o"},)"
                           R"("county":{},"codeLists":{"codeLists/sex-1":"sex"}})");
    Write("codes/sex.tsv", "code\tlabel\n1\t男\n");
    Write("forms/o.json", R"({"name":"forms/o","title":"o"})");
  }
  ~TextFileTest() override { std::filesystem::remove_all(dir_); }

  std::string Path(const std::string& name) const { return absl::StrCat(dir_, "/", name); }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
  }

  static absl::StatusOr<std::string> FromStandardInput(const std::string& text) {
    std::istringstream in(text);
    std::streambuf* const before = std::cin.rdbuf(in.rdbuf());
    absl::StatusOr<std::string> read = ReadTextInput("-");
    std::cin.rdbuf(before);
    std::cin.clear();
    return read;
  }

  const std::string dir_;
};

TEST_F(TextFileTest, IsReadWithoutItsMark) {
  Write("a",
        "\xEF\xBB\xBF"
        "text\n");
  EXPECT_EQ(ReadTextFile(Path("a")).value_or("none"), "text\n");
  EXPECT_EQ(ReasonOf(ReadTextFile(Path("none")).status()), "INPUT_UNREADABLE");
  Write("a", std::string(kMostTextBytes, 'x'));
  EXPECT_TRUE(ReadTextFile(Path("a")).ok());
  Write("a", std::string(kMostTextBytes + 1, 'x'));
  EXPECT_EQ(ReasonOf(ReadTextFile(Path("a")).status()), "INPUT_TOO_LARGE");
}

TEST_F(TextFileTest, StandardInputEndsSomewhere) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{5}, kMostTextBytes}) {
    EXPECT_EQ(FromStandardInput(std::string(size, 'x')).value_or("none").size(), size);
  }
  EXPECT_EQ(ReasonOf(FromStandardInput(std::string(kMostTextBytes + 1, 'x')).status()),
            "INPUT_TOO_LARGE");
}

// Whatever a command is told to read.
TEST_F(TextFileTest, NothingButAFileIsReadOrWaitedFor) {
  struct Kind {
    const char* file;
    std::function<absl::Status()> read;
  };
  const Kind kinds[] = {
      {"text", [&] { return ReadTextFile(Path("text")).status(); }},
      {"quotas.tsv", [&] { return ReadQuotas(Path("quotas.tsv")).status(); }},
      {"person.json", [&] { return ReadPerson(Path("person.json")).status(); }},
      {"codes/sex.tsv",
       [&] { return ReadCodeLists(dir_, ReadCampaignFile(dir_).value()).status(); }},
      {"forms/o.json", [&] { return ReadForms(dir_).status(); }},
      {"forms/o.json", [&] { return ReadCampaignForms(dir_).status(); }},
      {"campaign.json", [&] { return ReadCampaignFile(dir_).status(); }},
  };
  for (const Kind& kind : kinds) {
    ForEachOddFile(Path(kind.file), [&](const std::string& what) {
      EXPECT_EQ(ReasonOf(kind.read()), "FILE_NOT_REGULAR") << kind.file << " is " << what;
    });
    if (std::string(kind.file) == "forms/o.json") Write(kind.file, R"({"name":"forms/o"})");
  }
  // In the place of a folder.
  ForEachOddFile(Path("forms"), [&](const std::string& what) {
    EXPECT_EQ(ReasonOf(ReadForms(dir_).status()), "INPUT_UNREADABLE") << what;
  });
  ForEachOddFile(Path("campaign"), [&](const std::string& what) {
    EXPECT_EQ(ReasonOf(ReadCampaignFile(Path("campaign")).status()), "INPUT_UNREADABLE") << what;
  });
}

}  // namespace
}  // namespace mingce::cli
