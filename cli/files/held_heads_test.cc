#include "cli/files/held_heads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/odd_files.h"

namespace mingce::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kEpoch[] = "epoch00000000000000000000a";
constexpr char kOther[] = "epoch00000000000000000000b";

std::string Hash(char digit) { return std::string(32, digit); }

// As lib/process/heads_file.cc writes it.
std::string Line(const std::string& service, const std::string& epoch, int events, char event_hash,
                 int audit, char audit_hash) {
  const auto hex = [](int sequence, char digit) {
    return sequence == 0 ? std::string() : absl::BytesToHexString(Hash(digit));
  };
  return absl::StrCat(R"({"time":"2026-11-29T10:00:00Z","service":")", service, R"(","epoch":")",
                      epoch, R"(","events":")", events, R"(","event_hash":")",
                      hex(events, event_hash), R"(","audit_entries":")", audit,
                      R"(","audit_hash":")", hex(audit, audit_hash), "\"}\n");
}

class HeldHeadsTest : public testing::Test {
 protected:
  HeldHeadsTest() : dir_(absl::StrCat(testing::TempDir(), "/held-heads-", NewOpaqueId())) {
    std::filesystem::create_directories(dir_);
  }
  ~HeldHeadsTest() override { std::filesystem::remove_all(dir_); }

  std::string Path(const std::string& name) const { return absl::StrCat(dir_, "/", name); }
  absl::StatusOr<HeadLines> Read(const std::string& text) const {
    std::ofstream(Path("heads"), std::ios::binary) << text;
    return ReadHeads({Path("heads")});
  }

  const std::string dir_;
};

// "sequence place" of each.
std::vector<std::string> Places(const std::vector<HeldHead>& heads) {
  std::vector<std::string> places;
  for (const HeldHead& head : heads) places.push_back(absl::StrCat(head.sequence, " ", head.place));
  return places;
}

// "REASON sequence" of each.
std::vector<std::string> Told(const std::vector<HeadFault>& faults) {
  std::vector<std::string> told;
  for (const HeadFault& fault : faults) {
    told.push_back(absl::StrCat(fault.reason, " ", fault.sequence));
  }
  return told;
}

TEST_F(HeldHeadsTest, LinesAreKeptByServiceAndSequenceAndSayAThingOnce) {
  std::ofstream(Path("more")) << Line("members", kEpoch, 9, 'i', 4, 'd');
  std::ofstream(Path("heads")) << Line("members", kEpoch, 0, '-', 7, 'g')
                               << Line("registry", kEpoch, 3, 'c', 0, '-')
                               << Line("members", kEpoch, 2, 'b', 7, 'g');
  const HeadLines lines = ReadHeads({Path("heads"), Path("more")}).value();
  EXPECT_THAT(lines.notes, IsEmpty());
  EXPECT_THAT(Places(lines.of.at("members").events),
              ElementsAre("0 heads:1", "2 heads:3", "9 more:1"));
  EXPECT_THAT(Places(lines.of.at("members").audit), ElementsAre("4 more:1", "7 heads:1"));
  EXPECT_THAT(Places(lines.of.at("registry").events), ElementsAre("3 heads:2"));
  EXPECT_EQ(lines.of.at("registry").events[0].hash, Hash('c'));
  EXPECT_EQ(lines.of.at("registry").events[0].epoch, kEpoch);
}

TEST_F(HeldHeadsTest, ATornLineIsPassedOverAndSaid) {
  const std::string line = Line("members", kEpoch, 2, 'b', 7, 'g');
  HeadLines lines = Read(absl::StrCat(line, line.substr(0, line.size() / 2))).value();
  EXPECT_THAT(lines.of.at("members").events, SizeIs(1));
  ASSERT_THAT(lines.notes, SizeIs(1));
  EXPECT_TRUE(absl::StrContains(lines.notes[0].en, "line 2")) << lines.notes[0].en;
  // What was appended behind it goes with it; what comes later does not.
  lines = Read(absl::StrCat(line.substr(0, 40), line, "\r\n", line)).value();
  EXPECT_THAT(Places(lines.of.at("members").events), ElementsAre("2 heads:3"));
  lines = Read(line.substr(0, line.size() - 1)).value();
  EXPECT_THAT(lines.of.at("members").events, SizeIs(1)) << "all but the end of the line is there";
  EXPECT_THAT(lines.notes, IsEmpty());
  EXPECT_THAT(Read("").value().of, IsEmpty());
}

TEST_F(HeldHeadsTest, ALineThatNoServiceWritesIsRefusedByItsNumber) {
  const std::string line = Line("members", kEpoch, 2, 'b', 7, 'g');
  const auto with = [&](const std::string& old, const std::string& now) {
    std::string text = line;
    text.replace(text.find(old), old.size(), now);
    return text;
  };
  for (const std::string& bad :
       {std::string("{}\n"), with("\"2\"", "2"), with("\"2\"", "\"-2\""), with("\"2\"", "\"\""),
        with("\"7\"", "\"18446744073709551616\""), with("6262", "62"), with("6262", "62zz"),
        with("members", ""), with(kEpoch, "")}) {
    const absl::Status status = Read(line + bad).status();
    EXPECT_EQ(ReasonOf(status), "INPUT_DAMAGED") << bad;
    EXPECT_TRUE(absl::StrContains(status.message(), "line 2")) << status;
  }
}

TEST_F(HeldHeadsTest, NothingButAFileIsReadOrWaitedFor) {
  ForEachOddFile(Path("heads"), [&](const std::string& what) {
    EXPECT_EQ(ReasonOf(ReadHeads({Path("heads")}).status()), "FILE_NOT_REGULAR") << what;
  });
  EXPECT_EQ(ReasonOf(ReadHeads({Path("none")}).status()), "INPUT_UNREADABLE");
}

TEST_F(HeldHeadsTest, AFileMayHaveSoManyBytesAndNotOneMore) {
  const std::string line = Line("members", kEpoch, 2, 'b', 7, 'g');
  std::string text = line + std::string(kMostHeadsBytes - line.size(), ' ');
  EXPECT_THAT(Read(text).value().of.at("members").events, SizeIs(1));
  text += '\n';
  EXPECT_EQ(ReasonOf(Read(text).status()), "INPUT_TOO_LARGE");
}

TEST_F(HeldHeadsTest, ALogThatGoesThroughTheHeadsHasNoFault) {
  const HeadLines lines =
      Read(Line("members", kEpoch, 2, 'b', 1, 'a') + Line("members", kEpoch, 4, 'd', 1, 'a'))
          .value();
  HeadWalk walk(lines.of.at("members").events);
  EXPECT_THAT(walk.Next(1), ElementsAre(2));
  EXPECT_THAT(walk.Next(9), ElementsAre(2, 4));
  for (const char digit : {'a', 'b', 'c', 'd', 'e'}) {
    EXPECT_THAT(walk.At(kEpoch, static_cast<std::uint64_t>(digit - 'a' + 1), Hash(digit)),
                IsEmpty());
  }
  EXPECT_THAT(walk.End(kEpoch, 5), IsEmpty());
  EXPECT_EQ(walk.compared(), 2u);
}

TEST_F(HeldHeadsTest, ACutEndAndAReplacedEntryAreTold) {
  const HeadLines lines =
      Read(Line("members", kEpoch, 0, '-', 1, 'a') + Line("members", kEpoch, 2, 'b', 1, 'a') +
           Line("members", kEpoch, 4, 'd', 1, 'a') + Line("members", kEpoch, 9, 'i', 1, 'a'))
          .value();
  HeadWalk walk(lines.of.at("members").events);
  EXPECT_THAT(Told(walk.At(kEpoch, 2, Hash('x'))), ElementsAre("LOG_REPLACED 2"));
  EXPECT_THAT(Told(walk.At(kEpoch, 5, Hash('e'))), ElementsAre("LOG_CUT 4"))
      << "entry 4 is missing";
  EXPECT_THAT(Told(walk.End(kEpoch, 8)), ElementsAre("LOG_CUT 9"));
  HeadWalk stopped(lines.of.at("members").events);
  EXPECT_THAT(Told(stopped.End(kEpoch, 4)), ElementsAre("LOG_CUT 9"))
      << "what the log reaches and nobody read is not compared";
  EXPECT_EQ(stopped.compared(), 2u) << "of no entry, and of the ninth";
}

TEST_F(HeldHeadsTest, HeadsOfAnotherStreamAreToldOnce) {
  const HeadLines lines =
      Read(Line("members", kOther, 3, 'x', 1, 'a') + Line("members", kOther, 7, 'x', 1, 'a') +
           Line("members", kEpoch, 5, 'e', 1, 'a'))
          .value();
  const std::vector<HeldHead>& events = lines.of.at("members").events;
  EXPECT_THAT(Told(OtherEpochs(events, kEpoch)), ElementsAre("EPOCH_OTHER 3"));
  HeadWalk walk(events);
  EXPECT_THAT(walk.At(kEpoch, 5, Hash('e')), IsEmpty());
  EXPECT_THAT(walk.End(kEpoch, 5), IsEmpty());
  EXPECT_EQ(walk.compared(), 1u);
}

}  // namespace
}  // namespace mingce::cli
