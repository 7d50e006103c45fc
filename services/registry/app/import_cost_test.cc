// What deciding a row reads does not depend on how many organisations stand beside it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lib/ledger/transaction.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/import_row.h"
#include "services/registry/app/register_for_test.h"

namespace mingce::registry {
namespace {

// Counts the values that are read.
class CountingReader final : public kv::Reader {
 public:
  explicit CountingReader(const kv::Reader* base) : base_(base) {}
  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override {
    ++reads_;
    return base_->Get(key);
  }
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        kv::Visitor visit) const override {
    ++reads_;
    return base_->ScanFrom(prefix, from, [&](absl::string_view key, absl::string_view value) {
      ++reads_;
      return visit(key, value);
    });
  }
  int reads() const { return reads_; }

 private:
  const kv::Reader* const base_;
  mutable int reads_ = 0;
};

class ImportCostTest : public RegisterTest {
 protected:
  void SetUp() override { OpenCampaign(); }

  // Values read when the row is decided; nothing is stored.
  int ReadsOf(const Cells& row, type::RowOutcome outcome) {
    const OrganizationForm form = LoadOrganizationForm(*store_, kFormId).value();
    std::vector<std::size_t> columns;
    std::vector<form::Cell> cells;
    for (const auto& [key, value] : row) {
      columns.push_back(*form.form->IndexOf(key));
      cells.push_back({.text = value});
    }
    const access::Access access = NewCall().access;
    ParentSuggestions suggestions(store_.get(), living_->Now(), nullptr);
    const gb::Date today = BeijingToday(clock_.Now());
    const PreparedRow ready =
        PrepareRow(form, columns, cells, 5, today, *store_, access, &suggestions).value();
    const CountingReader counting(store_.get());
    const ledger::Changes nothing;
    ledger::Transaction transaction(&counting, &nothing, 1, {.time = clock_.Now()});
    const Recording recording{
        .transaction = &transaction, .kinds = &form.kinds, .today = today, .access = access};
    std::set<OrganizationId> made;
    EXPECT_EQ(DecideRow(recording, keys_, ready, &made)->outcome, outcome);
    return counting.reads();
  }

  void AddSiblings(int first, int last) {
    std::vector<Cells> rows;
    for (int i = first; i <= last; ++i) {
      rows.push_back(SoundRow(CountyCell(), i, {}));
      if (rows.size() == kMaxImportRows || i == last) {
        ASSERT_THAT(Import(rows), IsOk());
        rows.clear();
      }
    }
  }
};

TEST_F(ImportCostTest, ARowAmongTwoThousandReadsWhatOneAmongTenReads) {
  const Cells fresh = SoundRow(CountyCell(), 9001, {});
  const Cells changed = SoundRow(CountyCell(), 3, {{"chair_name", "李四"}});
  const Cells of_other_kind = SoundRow(CountyCell(), 4, {{"union_kind", "42"}});
  AddSiblings(1, 10);
  const int new_one = ReadsOf(fresh, type::ACCEPTED);
  const int update = ReadsOf(changed, type::UPDATED);
  const int kind = ReadsOf(of_other_kind, type::UPDATED);
  AddSiblings(11, 2000);
  EXPECT_EQ(ReadsOf(fresh, type::ACCEPTED), new_one);
  EXPECT_EQ(ReadsOf(changed, type::UPDATED), update);
  EXPECT_EQ(ReadsOf(of_other_kind, type::UPDATED), kind);
  EXPECT_LT(new_one, 20);
}

}  // namespace
}  // namespace mingce::registry
