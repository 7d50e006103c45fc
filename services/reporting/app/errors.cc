#include "services/reporting/app/errors.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/resource_name.h"

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
                "There is no such campaign, or no quota plan of it is known.",
                "没有这项采集工作，或其目标任务数尚未下达。",
                {{"campaign", MakeResourceName(kCampaigns, campaign.text())}});
}

absl::Status QuotaPlanNotInForce(const CampaignId& campaign, absl::CivilDay as_of,
                                 absl::CivilDay first) {
  const std::string day = absl::FormatCivilTime(as_of);
  const std::string first_day = absl::FormatCivilTime(first);
  return Refuse(
      absl::StatusCode::kNotFound, "QUOTA_PLAN_NOT_IN_FORCE",
      absl::StrCat("No quota plan is in force on ", day, "; the first holds from ", first_day,
                   " on: ask for that day or a later one."),
      absl::StrCat(day, "尚无生效的目标任务数，最早自", first_day,
                   "起生效，请查询该日或之后的日期。"),
      {{"campaign", MakeResourceName(kCampaigns, campaign.text())}, {"first_day", first_day}});
}

absl::Status BadDate(absl::string_view field) {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "BAD_DATE",
      absl::StrCat(field, " must lie in the years 1900 to 9999; a day has year, month and day."),
      absl::StrCat(field, " 应在1900年至9999年之间；日期的年、月、日应齐全。"),
      {{"field", std::string(field)}});
}

absl::Status BadTreeBasis() {
  return Refuse(absl::StatusCode::kInvalidArgument, "BAD_TREE_BASIS",
                "tree_basis must be AS_AT_DATE, CURRENT or AS_AT_EVENT.",
                "组织树口径应为 AS_AT_DATE、CURRENT 或 AS_AT_EVENT。", {{"field", "tree_basis"}});
}

absl::Status AsOfInFuture(absl::CivilDay today) {
  const std::string day = absl::FormatCivilTime(today);
  return Refuse(absl::StatusCode::kInvalidArgument, "AS_OF_IN_FUTURE",
                absl::StrCat("as_of is a day to come; ask for ", day, " or an earlier day."),
                absl::StrCat("截止日期尚未到来，请查询", day, "或之前的日期。"),
                {{"field", "as_of"}, {"today", day}});
}

absl::Status KnownAtInFuture() {
  return Refuse(absl::StatusCode::kInvalidArgument, "KNOWN_AT_IN_FUTURE",
                "known_at is a time to come; leave it out for all that is known now.",
                "认知时点尚未到来；如需按目前所知统计，请勿填写。", {{"field", "known_at"}});
}

absl::Status PlanRevisedBetweenPages() {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN",
      "Another quota plan is in force than on the page before; begin again with the first page.",
      "翻页期间目标任务数已调整，请从第一页重新开始。");
}

absl::Status SourceBehind(Feed feed, std::uint64_t wanted) {
  return Refuse(
      absl::StatusCode::kUnavailable, "SOURCE_BEHIND",
      absl::StrCat("The figures have not reached event ", wanted, " of ", FeedName(feed),
                   " yet; try again shortly."),
      absl::StrCat("统计尚未跟上", ChineseName(feed), "的第", wanted, "号变更，请稍后再试。"),
      {{"feed", Name(feed)}, {"wanted", absl::StrCat(wanted)}, {"state", "behind"}});
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

}  // namespace mingce::reporting
