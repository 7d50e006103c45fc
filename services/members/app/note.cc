#include "services/members/app/note.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"

namespace mingce::members {
namespace {

// "<codes>; note <base64 of the sealed bytes>"
constexpr char kBefore[] = "; note ";

std::string AssociatedData(const audit::Entry& entry) {
  return absl::StrCat("members/0x04/note/1/", entry.case_ref_tag, "/", entry.actor);
}

}  // namespace

void AddNote(const seal::KeyRing& ring, absl::string_view note, audit::Entry* entry) {
  if (note.empty()) return;
  absl::StrAppend(&entry->purpose, kBefore,
                  absl::WebSafeBase64Escape(ring.Seal(AssociatedData(*entry), note)));
}

absl::StatusOr<seal::Pii<std::string>> NoteIn(const seal::KeyRing& ring,
                                              const audit::Entry& entry) {
  const std::size_t at = entry.purpose.find(kBefore);
  if (at == std::string::npos) return seal::Pii<std::string>();
  std::string sealed;
  if (!absl::WebSafeBase64Unescape(entry.purpose.substr(at + sizeof(kBefore) - 1), &sealed)) {
    return absl::DataLossError("a note is not readable");
  }
  MINGCE_ASSIGN_OR_RETURN(std::string note, ring.Open(AssociatedData(entry), sealed));
  return seal::Pii<std::string>(std::move(note));
}

}  // namespace mingce::members
