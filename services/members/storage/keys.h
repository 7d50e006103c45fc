// Every key of the members' store, in one place. On disk: numbers never change, and a number once
// used is never used again.
//
//   table  name                    key                              value
//   0x01   meta                    text name                        lib/ledger/records.h; identity
//   0x02   request                 lib/ledger/records.h
//   0x03   event                   u64 sequence                     members.events.v1.Event, chained
//   0x04   audit                   u64 sequence                     lib/audit/entry.h, chained
//   0x05   feed cursor             text feed                        type.Cursor
//   0x06   count                   text name                        u64
//   0x10   member                  text member                      storage.MemberRow
//   0x11   member by document      16 bytes, blind index            member, 26 characters
//   0x12   member by organization  text organization, text member   (empty)
//   0x20   organization            text organization                storage.OrganizationMirrorRow
//   0x21   organization by code    text credit code                 organization, 26 characters
//   0x22   form                    text form                        type.Form
//   0x23   code list               text list                        type.CodeList
//   0x24   campaign                text campaign                    storage.CampaignMirrorRow
//
// No key holds a name, a number or a phone: RocksDB's own files show keys in clear.

#ifndef MINGCE_SERVICES_MEMBERS_STORAGE_KEYS_H_
#define MINGCE_SERVICES_MEMBERS_STORAGE_KEYS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "lib/seal/key_ring.h"
#include "services/members/domain/ids.h"

namespace mingce::members {

enum class Table : std::uint8_t {
  kMeta = 0x01,
  kRequest = 0x02,
  kEvent = 0x03,
  kAudit = 0x04,
  kFeedCursor = 0x05,
  kCount = 0x06,
  kMember = 0x10,
  kMemberByDocument = 0x11,
  kMemberByOrganization = 0x12,
  kOrganization = 0x20,
  kOrganizationByCode = 0x21,
  kForm = 0x22,
  kCodeList = 0x23,
  kCampaign = 0x24,
};

std::string FeedCursorKey(absl::string_view feed);
std::string MemberCountKey();
std::string MemberKey(const MemberId& id);
std::string MemberByDocumentKey(const seal::Tag& document);
std::string MemberByOrganizationKey(const OrganizationId& organization, const MemberId& member);
std::string MembersOfOrganizationPrefix(const OrganizationId& organization);
std::string OrganizationKey(const OrganizationId& id);
std::string OrganizationPrefix();
std::string OrganizationByCodeKey(absl::string_view code);
std::string FormKey(absl::string_view id);
std::string CodeListKey(absl::string_view id);
std::string CodeListPrefix();
std::string CampaignKey(absl::string_view id);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_STORAGE_KEYS_H_
