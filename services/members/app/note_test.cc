#include "services/members/app/note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/testing/status_matchers.h"

namespace mingce::members {
namespace {

using testing::HasSubstr;
using testing::Not;

audit::Entry EntryOf(const std::string& actor) {
  return {.actor = actor, .purpose = "WARMTH_VISIT: BENEFIT_REVIEW", .case_ref_tag = "0a0b"};
}

std::string LongestNote() {
  std::string note;
  for (std::size_t n = 0; n < kMostNote; ++n) note += "𠮷";  // four bytes each
  return note;
}

TEST(NoteTest, IsSealedAndStaysWhole) {
  const seal::KeyRing ring(seal::MasterKey::Generate());
  for (const std::string& note : {std::string("王芳，住院"), LongestNote()}) {
    audit::Entry entry = EntryOf("spiffe://test/person/anna");
    AddNote(ring, note, &entry);
    EXPECT_THAT(entry.purpose, Not(HasSubstr(note)));
    const absl::StatusOr<audit::Entry> stored = audit::Decode(audit::Encode(entry));
    ASSERT_THAT(stored, IsOk());
    EXPECT_FALSE(stored->shortened);
    const absl::StatusOr<seal::Pii<std::string>> opened = NoteIn(ring, *stored);
    ASSERT_THAT(opened, IsOk());
    EXPECT_EQ(opened->Reveal(), note);
  }
}

TEST(NoteTest, BelongsToWhoAskedAndToTheCase) {
  const seal::KeyRing ring(seal::MasterKey::Generate());
  audit::Entry entry = EntryOf("spiffe://test/person/anna");
  AddNote(ring, "王芳，住院", &entry);
  audit::Entry moved = entry;
  moved.actor = "spiffe://test/person/berta";
  EXPECT_THAT(NoteIn(ring, moved).status(), StatusIs(absl::StatusCode::kDataLoss));
  moved = entry;
  moved.case_ref_tag = "0a0c";
  EXPECT_THAT(NoteIn(ring, moved).status(), StatusIs(absl::StatusCode::kDataLoss));
  moved = entry;
  moved.purpose.back() = '*';
  EXPECT_THAT(NoteIn(ring, moved).status(), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(NoteTest, NoneLeavesNothing) {
  const seal::KeyRing ring(seal::MasterKey::Generate());
  audit::Entry entry = EntryOf("spiffe://test/person/anna");
  AddNote(ring, "", &entry);
  EXPECT_EQ(entry, EntryOf("spiffe://test/person/anna"));
  EXPECT_EQ(NoteIn(ring, entry)->Reveal(), "");
}

}  // namespace
}  // namespace mingce::members
