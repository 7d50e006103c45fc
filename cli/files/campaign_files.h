// What a campaign folder holds; another county is another folder (deploy/campaigns has one):
//
//   campaign.json   {"campaign": mingce.registry.v1.Campaign, "county": fields of the county union,
//                    "codeLists": title of each code list by its resource name}
//   quotas.tsv      annex 1: section, seq, unit, quota, kind
//   trades.tsv      for 'mingcectl generate' (cli/generate/trades.h)
//   codes/*.tsv     the code lists: codes/sex.tsv is what codeLists/sex-1 holds
//   forms/*.json    mingce.type.Form
//
// Errors: INPUT_UNREADABLE, INPUT_DAMAGED, and those of lib/form/form_proto.h.

#ifndef MINGCE_CLI_FILES_CAMPAIGN_FILES_H_
#define MINGCE_CLI_FILES_CAMPAIGN_FILES_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/form/form.h"
#include "lib/gb/code_list.h"
#include "mingce/registry/v1/campaign.pb.h"
#include "mingce/type/form.pb.h"

namespace mingce::cli {

// One row of annex 1.
struct QuotaRow {
  std::string section;  // "county" or "township"
  int seq = 0;          // 序号 within the section, from 1
  std::string unit;     // as the document writes it
  std::int64_t quota = 0;
  std::string kind;  // suggested code of union_kind
};

// Every row, in the order of the file. A row that is not of that form, or repeats (section, seq) or
// a unit, is INPUT_DAMAGED naming its line.
absl::StatusOr<std::vector<QuotaRow>> ReadQuotas(const std::string& path);

struct CampaignFile {
  registry::v1::Campaign campaign;  // without organization: that is for the registry to say
  std::map<std::string, std::string> county;      // form fields of the county federation
  std::map<std::string, std::string> code_lists;  // titles by resource name
};
absl::StatusOr<CampaignFile> ReadCampaignFile(const std::string& dir);

struct CodeListFile {
  std::string title;
  gb::CodeList list;
};
// Those that `file` names, by name. A list that it does not name is INPUT_DAMAGED too.
absl::StatusOr<std::vector<CodeListFile>> ReadCodeLists(const std::string& dir,
                                                        const CampaignFile& file);

// In the order of the file names.
absl::StatusOr<std::vector<type::Form>> ReadForms(const std::string& dir);

// The forms and lists of a campaign folder, ready to check rows with.
struct CampaignForms {
  registry::v1::Campaign campaign;            // as in CampaignFile
  std::map<std::string, std::string> county;  // as in CampaignFile
  form::Form organization;
  form::Form member;
  form::CodeLists lists;
};
absl::StatusOr<CampaignForms> ReadCampaignForms(const std::string& dir);

// Fills `message` from protobuf's JSON.
absl::Status ParseJsonMessage(absl::string_view json, const std::string& path,
                              google::protobuf::Message* message);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_FILES_CAMPAIGN_FILES_H_
