#include "services/members/storage/member_store.h"

#include <algorithm>

#include "lib/base/status_macros.h"
#include "lib/kv/key_codec.h"
#include "mingce/members/storage/v1/rows.pb.h"
#include "services/members/storage/keys.h"

namespace mingce::members {
namespace {

absl::Status Unreadable() { return absl::DataLossError("a member's row is not readable"); }

absl::StatusOr<MemberRecord> Decode(const MemberId& id, absl::string_view bytes) {
  storage::v1::MemberRow row;
  if (!row.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return Unreadable();
  const std::optional<OrganizationId> organization = OrganizationId::FromText(row.organization());
  if (!organization.has_value()) return Unreadable();
  return MemberRecord{.id = id,
                      .organization = *organization,
                      .state = static_cast<MembershipState>(row.state()),
                      .missing_fields = {row.missing_fields().begin(), row.missing_fields().end()},
                      .verified = row.verified(),
                      .accepted_time = absl::FromUnixMicros(row.accepted_micros()),
                      .changed_time = absl::FromUnixMicros(row.changed_micros()),
                      .revision = row.revision(),
                      .document_index = row.document_index(),
                      .sealed_profile = row.sealed_profile(),
                      .name_tag = row.name_tag(),
                      .form = row.form()};
}

std::string Encode(const MemberRecord& member) {
  storage::v1::MemberRow row;
  row.set_organization(member.organization.text());
  row.set_state(static_cast<storage::v1::MembershipRow::State>(member.state));
  for (const std::string& field : member.missing_fields) row.add_missing_fields(field);
  row.set_verified(member.verified);
  row.set_accepted_micros(absl::ToUnixMicros(member.accepted_time));
  row.set_changed_micros(absl::ToUnixMicros(member.changed_time));
  row.set_revision(member.revision);
  row.set_document_index(member.document_index);
  row.set_sealed_profile(member.sealed_profile);
  row.set_name_tag(member.name_tag);
  row.set_form(member.form);
  return row.SerializeAsString();
}

// The member that an index leads to.
absl::StatusOr<std::optional<MemberRecord>> HolderOf(const kv::Reader& reader,
                                                     absl::string_view holder) {
  const std::optional<MemberId> id = MemberId::FromText(holder);
  if (!id.has_value()) return Unreadable();
  MINGCE_ASSIGN_OR_RETURN(std::optional<MemberRecord> member, FindMember(reader, *id));
  if (!member.has_value()) return absl::DataLossError("an index leads to no member");
  return member;
}

}  // namespace

absl::StatusOr<std::optional<MemberRecord>> FindMember(const kv::Reader& reader,
                                                       const MemberId& id) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(MemberKey(id)));
  if (!row.has_value()) return std::nullopt;
  MINGCE_ASSIGN_OR_RETURN(MemberRecord member, Decode(id, *row));
  return std::optional<MemberRecord>(std::move(member));
}

absl::StatusOr<std::optional<MemberRecord>> FindMemberByDocument(const kv::Reader& reader,
                                                                 const seal::Tag& document) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> holder,
                          reader.Get(MemberByDocumentKey(document)));
  if (!holder.has_value()) return std::nullopt;
  return HolderOf(reader, *holder);
}

absl::StatusOr<std::optional<MemberRecord>> FindMemberAtOrAfter(const kv::Reader& reader,
                                                                const seal::Tag& document) {
  const std::string prefix = MemberByDocumentPrefix();
  std::optional<std::string> holder;
  const auto take_first = [&holder](absl::string_view, absl::string_view value) {
    holder = std::string(value);
    return false;
  };
  MINGCE_RETURN_IF_ERROR(reader.ScanFrom(prefix, MemberByDocumentKey(document), take_first));
  // In a register begun before the last key was written; else only in an empty one.
  if (!holder.has_value()) MINGCE_RETURN_IF_ERROR(reader.Scan(prefix, take_first));
  if (!holder.has_value()) return std::nullopt;
  return HolderOf(reader, *holder);
}

absl::Status VisitMembersOf(const kv::Reader& reader, const OrganizationId& organization,
                            absl::string_view after,
                            absl::FunctionRef<absl::StatusOr<bool>(MemberRecord)> visit) {
  const std::string prefix = MembersOfOrganizationPrefix(organization);
  std::string from = prefix;
  kv::PutText(&from, after);
  absl::Status status;
  const auto visit_key = [&](absl::string_view key) -> absl::StatusOr<bool> {
    key.remove_prefix(prefix.size());
    std::string text;
    std::optional<MemberId> id;
    if (kv::GetText(&key, &text)) id = MemberId::FromText(text);
    if (!id.has_value()) return Unreadable();
    if (id->text() == after) return true;
    MINGCE_ASSIGN_OR_RETURN(std::optional<MemberRecord> member, FindMember(reader, *id));
    if (!member.has_value()) return absl::DataLossError("an index leads to no member");
    return visit(*std::move(member));
  };
  MINGCE_RETURN_IF_ERROR(
      reader.ScanFrom(prefix, from, [&](absl::string_view key, absl::string_view) {
        const absl::StatusOr<bool> going = visit_key(key);
        status = going.status();
        return going.ok() && *going;
      }));
  return status;
}

absl::StatusOr<std::int64_t> CountMembers(const kv::Reader& reader) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(MemberCountKey()));
  if (!row.has_value()) return 0;
  absl::string_view bytes = *row;
  std::uint64_t count = 0;
  if (!kv::GetU64(&bytes, &count)) return absl::DataLossError("the member count is not readable");
  return static_cast<std::int64_t>(count);
}

absl::Status PutMember(const MemberRecord& member, bool is_new, ledger::Transaction* transaction) {
  transaction->Put(MemberKey(member.id), Encode(member));
  if (!is_new) return absl::OkStatus();
  seal::Tag document{};
  if (member.document_index.size() != document.size()) return Unreadable();
  std::copy(member.document_index.begin(), member.document_index.end(), document.begin());
  transaction->Put(MemberByDocumentKey(document), member.id.text());
  transaction->Put(MemberByOrganizationKey(member.organization, member.id), "");
  MINGCE_ASSIGN_OR_RETURN(const std::int64_t count, CountMembers(*transaction));
  if (count == 0) transaction->Put(LastMemberByDocumentKey(), member.id.text());
  std::string bytes;
  kv::PutU64(&bytes, static_cast<std::uint64_t>(count) + 1);
  transaction->Put(MemberCountKey(), std::move(bytes));
  return absl::OkStatus();
}

}  // namespace mingce::members
