#include "services/members/app/read_member.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/beijing.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/gb/mask.h"
#include "lib/gb/name.h"
#include "services/members/app/errors.h"
#include "services/members/app/person.h"
#include "services/members/app/record_audit.h"
#include "services/members/storage/mirror_store.h"
#include "services/members/storage/profile.h"

namespace mingce::members {
namespace {

absl::StatusOr<MaskedMember> Mask(const seal::KeyRing& ring,
                                  const std::optional<Organization>& organization,
                                  MemberRecord record) {
  MINGCE_ASSIGN_OR_RETURN(const seal::Pii<ProfileFields> profile,
                          OpenProfile(ring, record.document_index, record.sealed_profile));
  const ProfileFields& fields = profile.Reveal();
  const auto value = [&fields](const char* key) {
    const auto found = fields.find(key);
    return found == fields.end() ? std::string() : found->second;
  };
  const bool counted =
      record.membership == Membership::kActive && organization.has_value() && !organization->closed;
  return MaskedMember{.record = std::move(record),
                      .full_name_masked = gb::MaskName(value("full_name")),
                      .id_type_code = value("id_type"),
                      .id_number_masked = gb::MaskNumber(value("id_number")),
                      .mobile_masked = gb::MaskMobile(value("mobile")),
                      .counted = counted};
}

absl::StatusOr<MaskedMember> MaskFound(const ReadContext& context,
                                       std::optional<MemberRecord> record) {
  if (!record.has_value()) return MemberNotFound();
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> organization,
                          FindOrganization(*context.store, record->organization));
  return Mask(*context.ring, organization, *std::move(record));
}

absl::StatusOr<MaskedMember> Lookup(const ReadContext& context, const Call& call,
                                    const PersonKey& person) {
  const absl::CivilDay day = BeijingDay(call.now);
  MINGCE_ASSIGN_OR_RETURN(
      const gb::IdentityDocument document,
      ParsePersonDocument(person, {static_cast<int>(day.year()), day.month(), day.day()}));
  const seal::Tag index = DocumentIndex(*context.ring, document.key);
  MINGCE_ASSIGN_OR_RETURN(std::optional<MemberRecord> record,
                          FindMemberByDocument(*context.store, index));
  if (record.has_value() && !person.full_name.empty()) {
    const gb::Parsed<gb::PersonName> name = gb::ParsePersonName(person.full_name);
    if (!name.ok() ||
        record->name_tag != seal::AsView(NameTag(*context.ring, index, name.value->MatchKey()))) {
      return NameMismatch();
    }
  }
  return MaskFound(context, std::move(record));
}

absl::StatusOr<MemberPage> List(const ReadContext& context, const OrganizationId& organization,
                                absl::string_view after, std::size_t most) {
  const std::unique_ptr<kv::Reader> snapshot = context.store->Snapshot();
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> known,
                          FindOrganization(*snapshot, organization));
  if (!known.has_value()) return OrganizationNotFound();
  MINGCE_ASSIGN_OR_RETURN(std::vector<MemberRecord> records,
                          ListMembersOf(*snapshot, organization, after, most + 1));
  MemberPage page;
  page.more = records.size() > most;
  if (page.more) records.pop_back();
  for (MemberRecord& record : records) {
    MINGCE_ASSIGN_OR_RETURN(MaskedMember member, Mask(*context.ring, known, std::move(record)));
    page.members.push_back(std::move(member));
  }
  return page;
}

// Records the look with its outcome, then gives the answer.
template <typename Answer>
void RecordThenAnswer(const ReadContext& context, audit::Entry entry, absl::StatusOr<Answer> answer,
                      std::function<void(absl::StatusOr<Answer>)> done) {
  const std::string reason = answer.ok() ? "OK" : ReasonOf(answer.status());
  entry.decision = reason.empty() ? "FAILED" : reason;
  RecordAudit(context.ledger, {std::move(entry)},
              [answer = std::move(answer), done = std::move(done)](const absl::Status& recorded) {
                done(recorded.ok() ? answer : recorded);
              });
}

void AnswerMember(const ReadContext& context, audit::Entry entry,
                  absl::StatusOr<MaskedMember> member, MemberDone done) {
  if (member.ok()) {
    entry.subject = absl::StrCat("members/", member->record.id.text());
    entry.organization = member->record.organization.text();
    entry.count = 1;
  }
  RecordThenAnswer(context, std::move(entry), std::move(member), std::move(done));
}

}  // namespace

void GetMember(const ReadContext& context, const Call& call, const MemberId& id, MemberDone done) {
  absl::StatusOr<std::optional<MemberRecord>> record = FindMember(*context.store, id);
  absl::StatusOr<MaskedMember> member =
      record.ok() ? MaskFound(context, *std::move(record)) : record.status();
  AnswerMember(context, EntryFor(call), std::move(member), std::move(done));
}

void LookupMember(const ReadContext& context, const Call& call, const PersonKey& person,
                  MemberDone done) {
  AnswerMember(context, EntryFor(call), Lookup(context, call, person), std::move(done));
}

void ListMembers(const ReadContext& context, const Call& call, const OrganizationId& organization,
                 absl::string_view after, std::size_t most,
                 std::function<void(absl::StatusOr<MemberPage>)> done) {
  absl::StatusOr<MemberPage> page = List(context, organization, after, most);
  audit::Entry entry = EntryFor(call);
  entry.organization = organization.text();
  if (page.ok()) entry.count = static_cast<std::uint32_t>(page->members.size());
  RecordThenAnswer(context, std::move(entry), std::move(page), std::move(done));
}

}  // namespace mingce::members
