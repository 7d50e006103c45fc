#include "services/members/storage/mirror_store.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/status_macros.h"
#include "lib/kv/key_codec.h"
#include "mingce/members/storage/v1/rows.pb.h"
#include "services/members/storage/keys.h"

namespace mingce::members {
namespace {

// "forms/member-2019-1" → "member-2019-1".
std::string IdOf(absl::string_view name) {
  const std::size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

template <typename Message>
absl::StatusOr<std::optional<Message>> FindMessage(const kv::Reader& reader,
                                                   absl::string_view key) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(key));
  if (!row.has_value()) return std::nullopt;
  Message message;
  if (!message.ParseFromString(*row)) return absl::DataLossError("a mirrored row is not readable");
  return std::optional<Message>(std::move(message));
}

Organization FromRow(const OrganizationId& id, const storage::v1::OrganizationMirrorRow& row) {
  return {.id = id,
          .parent = row.parent(),
          .union_name = row.union_name(),
          .unit_name = row.unit_name(),
          .aliases = {row.aliases().begin(), row.aliases().end()},
          .union_uscc = row.union_uscc(),
          .unit_uscc = row.unit_uscc(),
          .collected = row.collected(),
          .closed = row.closed(),
          .may_own_members = row.may_own_members()};
}

}  // namespace

absl::StatusOr<std::optional<Organization>> FindOrganization(const kv::Reader& reader,
                                                             const OrganizationId& id) {
  MINGCE_ASSIGN_OR_RETURN(
      const std::optional<storage::v1::OrganizationMirrorRow> row,
      FindMessage<storage::v1::OrganizationMirrorRow>(reader, OrganizationKey(id)));
  if (!row.has_value()) return std::nullopt;
  return std::optional<Organization>(FromRow(id, *row));
}

absl::StatusOr<std::optional<Organization>> FindOrganizationByCode(const kv::Reader& reader,
                                                                   absl::string_view code) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> holder,
                          reader.Get(OrganizationByCodeKey(code)));
  if (!holder.has_value()) return std::nullopt;
  const std::optional<OrganizationId> id = OrganizationId::Parse(*holder);
  if (!id.has_value()) return absl::DataLossError("a code leads to no organisation");
  return FindOrganization(reader, *id);
}

absl::Status ScanOrganizations(const kv::Reader& reader,
                               absl::FunctionRef<bool(const Organization&)> visit) {
  bool readable = true;
  MINGCE_RETURN_IF_ERROR(
      reader.Scan(OrganizationPrefix(), [&](absl::string_view key, absl::string_view value) {
        key.remove_prefix(1);
        std::string text;
        storage::v1::OrganizationMirrorRow row;
        std::optional<OrganizationId> id;
        if (kv::GetText(&key, &text)) id = OrganizationId::Parse(text);
        if (!id.has_value() || !row.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          return readable = false;
        }
        return visit(FromRow(*id, row));
      }));
  return readable ? absl::OkStatus() : absl::DataLossError("a mirrored row is not readable");
}

absl::Status PutOrganization(const Organization& organization, ledger::Transaction* transaction) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<Organization> before,
                          FindOrganization(*transaction, organization.id));
  if (before.has_value()) {
    for (const std::string& code : {before->union_uscc, before->unit_uscc}) {
      if (code.empty()) continue;
      // A code of an abolished union may have gone to the one founded after it.
      MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> holder,
                              transaction->Get(OrganizationByCodeKey(code)));
      if (holder == organization.id.text()) transaction->Delete(OrganizationByCodeKey(code));
    }
  }
  for (const std::string& code : {organization.union_uscc, organization.unit_uscc}) {
    if (!code.empty()) transaction->Put(OrganizationByCodeKey(code), organization.id.text());
  }
  storage::v1::OrganizationMirrorRow row;
  row.set_parent(organization.parent);
  row.set_union_name(organization.union_name);
  row.set_unit_name(organization.unit_name);
  for (const std::string& alias : organization.aliases) row.add_aliases(alias);
  row.set_union_uscc(organization.union_uscc);
  row.set_unit_uscc(organization.unit_uscc);
  row.set_collected(organization.collected);
  row.set_closed(organization.closed);
  row.set_may_own_members(organization.may_own_members);
  transaction->Put(OrganizationKey(organization.id), row.SerializeAsString());
  return absl::OkStatus();
}

absl::StatusOr<std::optional<type::Form>> FindForm(const kv::Reader& reader, absl::string_view id) {
  return FindMessage<type::Form>(reader, FormKey(id));
}

void PutForm(const type::Form& form, ledger::Transaction* transaction) {
  transaction->Put(FormKey(IdOf(form.name())), form.SerializeAsString());
}

absl::StatusOr<std::optional<type::CodeList>> FindCodeList(const kv::Reader& reader,
                                                           absl::string_view id) {
  return FindMessage<type::CodeList>(reader, CodeListKey(id));
}

absl::StatusOr<std::optional<type::CodeList>> FindNewestCodeList(const kv::Reader& reader,
                                                                 absl::string_view stem) {
  std::string newest;
  std::int64_t newest_version = -1;
  MINGCE_RETURN_IF_ERROR(
      reader.Scan(CodeListPrefix(), [&](absl::string_view key, absl::string_view) {
        key.remove_prefix(1);
        std::string id;
        std::int64_t version = 0;
        if (kv::GetText(&key, &id)) {
          absl::string_view rest = id;
          if (absl::ConsumePrefix(&rest, stem) && absl::ConsumePrefix(&rest, "-") &&
              absl::SimpleAtoi(rest, &version) && version > newest_version) {
            newest_version = version;
            newest = id;
          }
        }
        return true;
      }));
  if (newest.empty()) return std::nullopt;
  return FindCodeList(reader, newest);
}

void PutCodeList(const type::CodeList& list, ledger::Transaction* transaction) {
  transaction->Put(CodeListKey(IdOf(list.name())), list.SerializeAsString());
}

absl::StatusOr<std::optional<std::string>> FindCampaignForm(const kv::Reader& reader,
                                                            absl::string_view campaign) {
  MINGCE_ASSIGN_OR_RETURN(
      const std::optional<storage::v1::CampaignMirrorRow> row,
      FindMessage<storage::v1::CampaignMirrorRow>(reader, CampaignKey(campaign)));
  if (!row.has_value()) return std::nullopt;
  return std::optional<std::string>(row->member_form());
}

void PutCampaign(absl::string_view campaign, absl::string_view member_form,
                 ledger::Transaction* transaction) {
  storage::v1::CampaignMirrorRow row;
  row.set_member_form(IdOf(member_form));
  transaction->Put(CampaignKey(IdOf(campaign)), row.SerializeAsString());
}

absl::StatusOr<type::Cursor> FindFeedCursor(const kv::Reader& reader, absl::string_view feed) {
  MINGCE_ASSIGN_OR_RETURN(std::optional<type::Cursor> cursor,
                          FindMessage<type::Cursor>(reader, FeedCursorKey(feed)));
  return cursor.has_value() ? *std::move(cursor) : type::Cursor();
}

void PutFeedCursor(absl::string_view feed, const type::Cursor& cursor,
                   ledger::Transaction* transaction) {
  transaction->Put(FeedCursorKey(feed), cursor.SerializeAsString());
}

}  // namespace mingce::members
