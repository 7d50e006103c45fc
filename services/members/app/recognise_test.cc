// A registered number under another name costs, says and leaves what an unknown one does.

#include "services/members/app/recognise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"
#include "services/members/app/roll_for_test.h"

namespace mingce::members {
namespace {

using testing::StartsWith;

// What is read of a store: values, and keys of them.
struct Reads {
  int gets = 0;
  int scans = 0;
  int visited = 0;

  friend auto operator<=>(const Reads&, const Reads&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Reads& reads) {
    return out << reads.gets << " gets, " << reads.scans << " scans of " << reads.visited;
  }
};

class CountingReader final : public kv::Reader {
 public:
  CountingReader(std::unique_ptr<kv::Reader> base, Reads* reads)
      : base_(std::move(base)), reads_(reads) {}
  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override {
    ++reads_->gets;
    return base_->Get(key);
  }
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        kv::Visitor visit) const override {
    ++reads_->scans;
    return base_->ScanFrom(prefix, from, [&](absl::string_view key, absl::string_view value) {
      ++reads_->visited;
      return visit(key, value);
    });
  }

 private:
  const std::unique_ptr<kv::Reader> base_;
  Reads* const reads_;
};

class CountingStore final : public kv::KvStore {
 public:
  explicit CountingStore(const kv::KvStore* base) : base_(base) {}
  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override {
    return base_->Get(key);
  }
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        kv::Visitor visit) const override {
    return base_->ScanFrom(prefix, from, visit);
  }
  std::unique_ptr<kv::Reader> Snapshot() const override {
    return std::make_unique<CountingReader>(base_->Snapshot(), &reads_);
  }
  absl::Status Commit(const kv::Batch&) override { return absl::UnimplementedError("read only"); }
  Reads TakeReads() { return std::exchange(reads_, {}); }

 private:
  const kv::KvStore* const base_;
  mutable Reads reads_;
};

// What a question costs, leaves in the audit log and is answered with.
struct Trace {
  Reads reads;
  std::size_t entry_bytes = 0;
  std::string answer;

  friend auto operator<=>(const Trace&, const Trace&) = default;
};

constexpr int kMembersOfRegister = 20;

class RecogniseTest : public RollTest {
 protected:
  RecogniseTest() : counting_(store_.get()), counted_(roll_) {
    OpenCampaign();
    counted_.store = &counting_;
    for (int n = 1; n <= kMembersOfRegister; ++n) ImportOne(PersonCells(n, UnionCode(1)));
  }

  static PersonKey KeyOf(const Cells& person, absl::string_view name) {
    return {.id_type_code = "01",
            .id_number = person.at("id_number"),
            .full_name = name,
            .nationality = {}};
  }

  Trace TraceOfCheck(const Cells& person, absl::string_view name, const std::string& identity) {
    EligibilityQuestion question = Question();
    question.persons.push_back(KeyOf(person, name));
    const Call call = NewCall("members.CheckEligibility", identity);
    const absl::StatusOr<EligibilityAnswer> answer = CheckEligibility(counted_, call, question);
    Keep(call);
    EXPECT_THAT(answer, IsOk());
    std::string said;
    for (const Reason reason : answer->items.front().verdict.reasons) {
      absl::StrAppend(&said, TextOf(reason).code, " ");
    }
    return {counting_.TakeReads(), audit::Encode(touched_.front()).size(), said};
  }

  Trace TraceOfLookup(const Cells& person, absl::string_view name, const std::string& identity) {
    const Call call = NewCall("members.LookupMember", identity);
    const absl::Status status = LookupMember(counted_, call, KeyOf(person, name)).status();
    Keep(call);
    return {counting_.TakeReads(), audit::Encode(touched_.front()).size(), status.ToString()};
  }

  CountingStore counting_;
  Roll counted_;
};

constexpr char kPartner[] = "spiffe://test/partner/benefits";
constexpr char kNobody[] = "李四";

TEST_F(RecogniseTest, ACheckDoesNotTellARegisteredNumberFromAnUnknownOne) {
  std::set<Trace> traces;
  for (int n = 1; n <= 3 * kMembersOfRegister; ++n) {  // a third of them registered
    traces.insert(TraceOfCheck(PersonCells(n, ""), kNobody, kPartner));
  }
  EXPECT_EQ(traces.size(), 1u);
  EXPECT_EQ(traces.begin()->answer, "NOT_COLLECTED ");
  EXPECT_GT(traces.begin()->reads.visited, 0);
}

TEST_F(RecogniseTest, ALookupDoesNotTellARegisteredNumberFromAnUnknownOne) {
  for (const char* identity : {kOfficer, kPartner}) {
    std::set<Trace> traces;
    for (int n = 1; n <= 3 * kMembersOfRegister; ++n) {
      traces.insert(TraceOfLookup(PersonCells(n, ""), kNobody, identity));
    }
    EXPECT_EQ(traces.size(), 1u) << identity;
  }
  // Nor one whom the caller may not see.
  const Cells known = PersonCells(1, "");
  EXPECT_EQ(TraceOfLookup(known, known.at("full_name"), kPartner),
            TraceOfLookup(PersonCells(40, ""), kNobody, kPartner));
}

TEST_F(RecogniseTest, TheAuditLogKeepsWhatWasReallyFound) {
  TraceOfCheck(PersonCells(1, ""), kNobody, kPartner);
  EXPECT_THAT(touched_.front().subject, StartsWith("members/"));
  EXPECT_EQ(touched_.front().detail, "NAME_MISMATCH");
  TraceOfCheck(PersonCells(40, ""), kNobody, kPartner);
  const std::string unknown = touched_.front().subject;
  EXPECT_THAT(unknown, StartsWith("numbers/"));
  EXPECT_EQ(touched_.front().detail, "NOT_COLLECTED");
  TraceOfCheck(PersonCells(40, ""), "王五", kPartner);
  EXPECT_EQ(touched_.front().subject, unknown) << "the same number is seen to be the same";
  TraceOfCheck(PersonCells(41, ""), kNobody, kPartner);
  EXPECT_NE(touched_.front().subject, unknown);
}

TEST_F(RecogniseTest, ANumberStandsOnceInABatch) {
  const Cells one = PersonCells(1, "");
  Cells blanks = one;
  blanks["id_number"].insert(6, " ");
  blanks["full_name"] = kNobody;
  const absl::Status twice = Check({PersonCells(2, ""), one, PersonCells(3, ""), blanks}).status();
  ASSERT_EQ(ReasonOf(twice), "NUMBER_TWICE");
  EXPECT_EQ(ErrorInfoOf(twice)->metadata.at("first"), "1");
  EXPECT_EQ(ErrorInfoOf(twice)->metadata.at("second"), "3");
  EXPECT_THAT(Check({PersonCells(2, ""), one}), IsOk());
}

TEST_F(RecogniseTest, AnEmptyRegisterKnowsNobody) {
  const std::unique_ptr<kv::KvStore> empty =
      kv::OpenRocks({.directory = "/empty-roll", .in_memory = true}).value();
  const absl::StatusOr<Recognised> found = Recognise(*empty, ring_, seal::Tag{}, "A");
  ASSERT_THAT(found, IsOk());
  EXPECT_FALSE(found->number_known || found->name_matches || found->record.has_value());
  audit::Entry entry;
  NameSubject(*found, &entry);
  EXPECT_EQ(entry.subject.size(), MemberId::FromText(std::string(26, '0'))->ResourceName().size());
}

}  // namespace
}  // namespace mingce::members
