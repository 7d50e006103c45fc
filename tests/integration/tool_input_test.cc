// What is handed to the tool by somebody else: what is no file is refused at once, nothing in a
// name or a workbook moves a terminal, no cell of a table is a formula. And what it writes for its
// owner alone is nobody else's.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/ids.h"
#include "lib/sheet/workbook_writer.h"
#include "lib/testing/odd_files.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/register_for_tests.h"
#include "tests/integration/tool.h"

namespace mingce::tests {
namespace {

namespace fs = std::filesystem;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

const char kCampaignFolder[] = MINGCE_SOURCE_DIR "/deploy/campaigns/taoyuan-2019";

// Colours a terminal, gives it a title, goes back to the line's beginning, turns the direction.
const char kHostile[] = "名单\x1b[31m\x1b]0;x\x07\r\t\u009B1m\u202E";

// What moves a cursor, turns the direction of reading, is not seen or is no UTF-8. A line feed may
// stand.
bool HoldsControl(const std::string& text) {
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7f' || c == '\xFF';
  };
  return std::any_of(text.begin(), text.end(), is_control) || absl::StrContains(text, "\u009B") ||
         absl::StrContains(text, "\u202E") || absl::StrContains(text, "\u200B");
}

mode_t ModeOf(const std::string& path) {
  struct stat info = {};
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 07777u;
}

struct Said {
  int exit_status = -1;
  std::string text;  // on standard output and standard error
};

class ToolInputTest : public RegisterTest {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    MakeProfile(suite_->directory() + "/certs/person-officer", "profile.json");
  }

  std::string In(const std::string& name) const { return absl::StrCat(folder_, "/", name); }

  std::string CopyOf(const std::string& folder, const std::string& name) const {
    fs::copy(folder, In(name), fs::copy_options::recursive);
    return In(name);
  }

  // A profile called `name` with the certificate of that prefix.
  std::string MakeProfile(const std::string& prefix, const std::string& name) const {
    const ToolRun made = RunTool(
        {"pki", "profile", "--dir", suite_->directory() + "/pki", "--id", "officer", "--prefix",
         prefix, "--out", In(name), "--registry", suite_->address(Service::kRegistry), "--members",
         suite_->address(Service::kMembers), "--reporting", suite_->address(Service::kReporting)});
    EXPECT_EQ(made.exit_status, 0) << made.said;
    return In(name);
  }

  // As the officer, unless another profile is named; ended where it does not end by itself.
  Said Run(std::vector<std::string> arguments, const std::string& profile = "") const {
    const std::string log = In("said");
    arguments.insert(arguments.end(),
                     {"--profile", profile.empty() ? In("profile.json") : profile});
    Process tool(MINGCE_TOOL_PROGRAM, std::move(arguments), log);
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (tool.running() && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    if (tool.running()) tool.Signal(SIGKILL);
    const int exit_status = tool.Wait();
    return {.exit_status = exit_status, .text = ReadFile(log)};
  }

  // A member's row under the labels of the campaign's form, as somebody may send it who means ill.
  static void WriteWorkbook(const std::string& path,
                            const std::map<std::string, std::string>& row) {
    registry::v1::GetFormRequest request;
    request.set_name("forms/member-2019-1");
    type::Form form;
    ASSERT_THAT(Ask(suite_->catalogue(), &Catalogue::GetForm, request, &form), IsOk());
    std::map<std::string, std::string> labels;
    for (const type::FormField& field : form.fields()) labels[field.key()] = field.label();
    labels["mobile"] = "手\u200B机";
    std::vector<sheet::ColumnSpec> columns;
    std::vector<std::string> cells;
    for (const auto& [key, cell] : row) {
      columns.push_back({.header = labels.at(key)});
      cells.push_back(cell);
    }
    columns.push_back({.header = "备注\x1b[2J\u202E"});
    cells.emplace_back("\x1b[2J");
    const auto writer = sheet::WorkbookWriter::Open(path);
    ASSERT_THAT(writer, IsOk());
    const auto sheet = (*writer)->AddSheet("名册\u202E\u009B", columns);
    ASSERT_THAT(sheet, IsOk());
    ASSERT_THAT((*writer)->WriteRow(*sheet, 2, cells), IsOk());
    ASSERT_THAT((*writer)->Close(), IsOk());
  }

  // One whose only row is refused.
  static void WriteRefusedWorkbook(const std::string& path) {
    auto row = MemberRow(71'000, UnionCode(1));
    row["mobile"] = "12345";
    WriteWorkbook(path, row);
  }

 private:
  const std::string folder_ = absl::StrCat(suite_->directory(), "/input-", NewOpaqueId());
};

TEST_F(ToolInputTest, WhatIsNoFileIsRefusedAtOnce) {
  struct Case {
    std::string odd;  // where it stands
    std::vector<std::string> arguments;
    std::string reason = "FILE_NOT_REGULAR";
    std::string profile = {};
  };
  const std::string odd = In("odd");
  const std::string person = In("person.json");
  std::ofstream(person) << nlohmann::json{{"id_number", CitizenNumber(71'001)},
                                          {"full_name", PersonName(71'001)}};
  std::vector<Case> cases = {
      {odd, {"import", "quotas", odd}},
      {odd, {"import", "orgs", odd}},
      {odd, {"import", "members", odd}},
      {odd, {"org", "create", "--file", odd}},
      {odd, {"member", "lookup", "--person", odd}},
      {odd, {"check", "--benefit", "LEGAL_AID", "--person", odd}},
      {odd, {"check", "--benefit", "LEGAL_AID", "--person", person, "--note", odd}},
      {odd, {"audit", "verify", "--heads", odd}},
      {odd, {"pki", "sign", "--dir", In(""), "--kind", "partner", "--id", "x", "--csr", odd}},
      {odd, {"status"}, "FILE_NOT_REGULAR", odd},
      {odd, {"store", "check", odd}, "STORE_"}};
  for (const char* file : {"campaign.json", "codes/sex.tsv", "forms/member.json"}) {
    const std::string campaign = CopyOf(kCampaignFolder, NewOpaqueId());
    cases.push_back({absl::StrCat(campaign, "/", file), {"campaign", "load", campaign}});
  }
  for (const char* file : {"quotas.tsv", "trades.tsv"}) {
    const std::string campaign = CopyOf(kCampaignFolder, NewOpaqueId());
    cases.push_back({absl::StrCat(campaign, "/", file),
                     {"generate", "--campaign-dir", campaign, "--out", In("county")}});
  }
  const std::string authority = CopyOf(suite_->directory() + "/pki", "authority");
  cases.push_back({authority + "/ca.key.pem",
                   {"pki", "issue", "--dir", authority, "--kind", "person", "--id", "x"},
                   "PKI_DAMAGED"});
  const std::string certificates = CopyOf(suite_->directory() + "/certs", "certs");
  cases.push_back({certificates + "/person-officer.key.pem",
                   {"status"},
                   "TLS_FILE_UNREADABLE",
                   MakeProfile(certificates + "/person-officer", "other.json")});

  for (const Case& one : cases) {
    ForEachOddFile(one.odd, [&](const std::string& what) {
      const Said said = Run(one.arguments, one.profile);
      EXPECT_EQ(said.exit_status, 1) << what << ": " << said.text;
      EXPECT_THAT(said.text, HasSubstr("[" + one.reason))
          << what << " to " << one.arguments[0] << " " << one.arguments.back();
    });
  }
}

TEST_F(ToolInputTest, NoNameAndNoWorkbookMovesATerminal) {
  WriteWorkbook(In("taken.xlsx"), MemberRow(71'002, UnionCode(1)));
  WriteRefusedWorkbook(In("refused.xlsx"));
  struct Case {
    std::vector<std::string> arguments;
    int exit_status;
    std::string profile = {};
  };
  for (const bool json : {false, true}) {
    for (const std::string& name : {std::string(kHostile), absl::StrCat(kHostile, "\xFF")}) {
      const std::string folder = In(absl::StrCat(name, json ? "-json" : "-text"));
      fs::create_directory(folder);
      const auto in = [&](const char* end) { return absl::StrCat(folder, "/", name, end); };
      fs::copy_file(In("taken.xlsx"), in("1.xlsx"));
      fs::copy_file(In("refused.xlsx"), in("2.xlsx"));
      std::ofstream(in(".txt")) << "no workbook, and no quotas";
      const std::vector<Case> cases = {
          {{"import", "members", in("1.xlsx")}, 0},
          {{"import", "members", in("2.xlsx")}, 1},
          {{"import", "members", in("2.xlsx"), "--dry-run"}, 1},
          {{"import", "members", in("1.xlsx"), in("2.xlsx"), "--errors", in("3.xlsx")}, 1},
          {{"import", "members", in(".txt")}, 1},
          {{"import", "orgs", in(".none")}, 1},
          {{"import", "quotas", in(".txt")}, 1},
          {{"import", "quotas", in(".none")}, 1},
          {{"campaign", "load", folder}, 1},
          {{"template", "members", "--out", in("4.xlsx")}, 0},
          {{"template", "members", "--out", in("4.xlsx")}, 1},
          {{"report", "attainment", "--format", "csv", "--out", in(".csv")}, 0},
          {{"report", "attainment", "--format", name}, 2},
          {{"member", "lookup", "--person", in(".none")}, 1},
          {{"audit", "verify", "--heads", in(".none")}, 1},
          {{"store", "check", folder}, 1},
          {{"generate", "--campaign-dir", kCampaignFolder, "--out", folder}, 1},
          {{"pki", "init", "--dir", in("-pki")}, 0},
          {{"pki", "init", "--dir", in("-pki")}, 1},
          {{"pki", "issue", "--dir", in("-pki"), "--kind", "person", "--id", "x"}, 0},
          {{"pki", "profile", "--dir", in("-pki"), "--id", "x", "--out", in(".json"), "--registry",
            "a:1", "--members", "b:1", "--reporting", "c:1"},
           absl::EndsWith(name, "\xFF") ? 1 : 0},
          {{"key", "init", "--out", in(".key")}, 0},
          {{"key", "init", "--out", in(".key")}, 1},
          {{"status"}, 1, in(".none")}};
      for (const Case& one : cases) {
        std::vector<std::string> arguments = one.arguments;
        if (json) arguments.emplace_back("--json");
        const Said said = Run(arguments, one.profile);
        const std::string shown = absl::CHexEscape(said.text);
        EXPECT_EQ(said.exit_status, one.exit_status) << one.arguments[0] << " " << shown;
        EXPECT_FALSE(HoldsControl(said.text)) << one.arguments[0] << " " << shown;
        EXPECT_THAT(said.text, HasSubstr("名单")) << one.arguments[0] << " " << shown;
      }
    }
  }
  // For a program the name is whole.
  const ToolRun refused = RunTool(*suite_, "person/officer", {"import", "quotas", In(kHostile)});
  EXPECT_THAT(refused.said, HasSubstr("\\u001b[31m\\u001b]0;x\\u0007\\r\\t\\u009b1m\\u202e"));
}

TEST_F(ToolInputTest, NoCellOfATableIsAFormula) {
  const std::vector<std::string> titles = {
      "=HYPERLINK(\"http://e.cn\",\"x\")", "+1工会", "-1工会", "@SUM(1)工会", "＝1工会", " =2工会"};
  std::ofstream quotas(In("quotas.tsv"));
  quotas << "section\tseq\tunit\tquota\tkind\n";
  for (std::size_t i = 0; i < titles.size(); ++i) {
    quotas << "county\t" << i + 1 << "\t" << titles[i] << "\t10\t32\n";
  }
  quotas.close();
  const Said set = Run({"import", "quotas", In("quotas.tsv")});
  ASSERT_EQ(set.exit_status, 0) << set.text;
  const Said printed = Run({"report", "attainment", "--wait", "--format", "csv"});
  ASSERT_EQ(printed.exit_status, 0) << printed.text;
  const std::string file = In("table.csv");
  ASSERT_EQ(Run({"report", "attainment", "--format", "csv", "--out", file}).exit_status, 0);
  const std::string csv = ReadFile(file);
  EXPECT_EQ(printed.text, csv);
  EXPECT_THAT(csv, HasSubstr("http://e.cn"));
  EXPECT_THAT(csv, HasSubstr("SUM(1)工会"));
  EXPECT_THAT(csv, Not(ContainsRegex("(^|[,\n\"]) *([=+@-]|＝)")));
}

TEST_F(ToolInputTest, KeysAndRowsOfPeopleAreTheirOwnersWhateverTheUmask) {
  const mode_t before = umask(0);
  const std::string pki = In("outer/inner");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"pki", "init", "--dir", pki},
           {"pki", "issue", "--dir", pki, "--kind", "service", "--id", "members"},
           {"pki", "issue", "--dir", pki, "--kind", "service", "--id", "members", "--renew"},
           {"key", "init", "--out", pki + "/members.key"}}) {
    const Said said = Run(arguments);
    EXPECT_EQ(said.exit_status, 0) << said.text;
  }
  WriteRefusedWorkbook(In("rows.xlsx"));
  EXPECT_EQ(Run({"import", "members", In("rows.xlsx")}).exit_status, 1);
  umask(before);
  for (const std::string& folder : {In("outer"), pki, pki + "/issued"}) {
    EXPECT_EQ(ModeOf(folder), 0700u) << folder;
  }
  for (const char* key : {"/ca.key.pem", "/members.key.pem", "/members.key.pem.old"}) {
    EXPECT_EQ(ModeOf(pki + key), 0600u) << key;
  }
  EXPECT_EQ(ModeOf(pki + "/members.key"), 0400u);
  EXPECT_EQ(ModeOf(pki + "/ca.crt.pem"), 0644u);
  EXPECT_EQ(ModeOf(In("rows-结果.xlsx")), 0600u);
}

}  // namespace
}  // namespace mingce::tests
