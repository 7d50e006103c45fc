#include "services/reporting/app/errors.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"

namespace mingce::reporting {
namespace {

absl::Status Refuse(absl::StatusCode code, absl::string_view reason, absl::string_view en,
                    std::string zh, std::map<std::string, std::string> metadata = {}) {
  return MakeError(code, en,
                   {.reason = std::string(reason),
                    .domain = "mingce.reporting",
                    .message_zh = std::move(zh),
                    .metadata = std::move(metadata)});
}

std::string Name(Feed feed) { return std::string(FeedName(feed)); }

absl::string_view ChineseName(Feed feed) { return feed == Feed::kRegistry ? "组织库" : "会员库"; }

}  // namespace

absl::Status CampaignNotFound(const CampaignId& campaign) {
  return Refuse(absl::StatusCode::kNotFound, "CAMPAIGN_NOT_FOUND",
                "There is no such campaign, or its quota plan has not arrived yet.",
                "没有这项采集工作，或其目标任务数尚未下达。",
                {{"campaign", absl::StrCat("campaigns/", campaign.text())}});
}

absl::Status BadAsOf() {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_DATE",
                "as_of must be a day of the calendar, with year, month and day.",
                "截止日期应为日历上的某一天，年、月、日齐全。", {{"field", "as_of"}});
}

absl::Status PlanRevisedBetweenPages() {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN",
      "The quota plan was revised since the page before; begin again with the first page.",
      "翻页期间目标任务数已调整，请从第一页重新开始。");
}

absl::Status SourceBehind(Feed feed, std::uint64_t wanted, std::uint64_t applied) {
  return Refuse(
      absl::StatusCode::kUnavailable, "SOURCE_BEHIND",
      absl::StrCat("The figures have not reached event ", wanted, " of ", FeedName(feed),
                   " yet; try again shortly."),
      absl::StrCat("统计尚未跟上", ChineseName(feed), "的第", wanted, "号变更，请稍后再试。"),
      {{"feed", Name(feed)},
       {"wanted", absl::StrCat(wanted)},
       {"applied", absl::StrCat(applied)},
       {"state", "behind"}});
}

absl::Status SourceBroken(Feed feed) {
  return Refuse(absl::StatusCode::kUnavailable, "SOURCE_BEHIND",
                absl::StrCat("The feed of ", FeedName(feed),
                             " is broken; no figure is given until reporting has been rebuilt."),
                absl::StrCat("与", ChineseName(feed), "的数据衔接已中断，统计重建之前不提供数字。"),
                {{"feed", Name(feed)}, {"state", "broken"}});
}

absl::Status FeedGap(Feed feed, std::uint64_t applied, std::uint64_t arrived) {
  return Refuse(
      absl::StatusCode::kDataLoss, "FEED_GAP",
      absl::StrCat("Event ", arrived, " of ", FeedName(feed), " does not follow event ", applied,
                   "."),
      absl::StrCat(ChineseName(feed), "的变更不连续：第", applied, "号之后收到第", arrived, "号。"),
      {{"feed", Name(feed)},
       {"applied", absl::StrCat(applied)},
       {"arrived", absl::StrCat(arrived)}});
}

absl::Status FeedEpochChanged(Feed feed) {
  return Refuse(absl::StatusCode::kFailedPrecondition, "FEED_EPOCH_CHANGED",
                absl::StrCat("The stream of ", FeedName(feed), " began anew."),
                absl::StrCat(ChineseName(feed), "的变更流已重新开始。"), {{"feed", Name(feed)}});
}

absl::Status EventUnknown(Feed feed, std::uint64_t sequence) {
  return Refuse(absl::StatusCode::kUnimplemented, "EVENT_UNKNOWN",
                absl::StrCat("Event ", sequence, " of ", FeedName(feed),
                             " is of a kind this version does not know."),
                absl::StrCat(ChineseName(feed), "的第", sequence, "号变更属于本版本不认识的类型。"),
                {{"feed", Name(feed)}, {"sequence", absl::StrCat(sequence)}});
}

absl::Status EventDamaged(Feed feed, std::uint64_t sequence, absl::string_view field) {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "EVENT_DAMAGED",
      absl::StrCat("Event ", sequence, " of ", FeedName(feed), " has no sound ", field, "."),
      absl::StrCat(ChineseName(feed), "的第", sequence, "号变更有误：", field, "。"),
      {{"feed", Name(feed)}, {"sequence", absl::StrCat(sequence)}, {"field", std::string(field)}});
}

}  // namespace mingce::reporting
