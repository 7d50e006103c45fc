#include "services/reporting/app/readiness.h"

#include <string>

#include "lib/base/error.h"
#include "lib/base/log.h"

namespace mingce::reporting {
namespace {

struct Advice {
  absl::string_view en;
  absl::string_view zh;
};

Advice AdviceOf(Remedy remedy) {
  switch (remedy) {
    case Remedy::kRebuild:
      return {
          "stop mingce-reporting, delete its store directory (--data_dir), start it again: it "
          "builds itself anew from the feeds",
          "停止 mingce-reporting，删除其数据目录（--data_dir），再启动：统计将从数据流自行重建"};
    case Remedy::kUpgrade:
      return {"install a version of mingce-reporting that knows this event, start it again",
              "请升级 mingce-reporting 后再启动"};
    case Remedy::kRestore:
      return {
          "the source's store was changed or is damaged: keep its directory, restore its newest "
          "copy, then start mingce-reporting again",
          "数据源的数据被改动或损坏：请保留其数据目录，恢复最新备份后再启动 mingce-reporting"};
    case Remedy::kReport:
      return {"the source sent an event that makes no sense; report it to the developers",
              "数据源发来的变更有误，请报告开发者"};
  }
  return {"", ""};
}

}  // namespace

Remedy RemedyFor(const absl::Status& broken) {
  const std::string reason = ReasonOf(broken);
  if (reason == "EVENT_TYPE_UNKNOWN") return Remedy::kUpgrade;
  if (reason == "EVENT_UNREADABLE") return Remedy::kReport;
  if (reason == "EVENTS_ALTERED") return Remedy::kRestore;
  return Remedy::kRebuild;
}

bool Readiness::Look(const FeedSource& feeds) {
  bool serving = true;
  for (const Feed feed : kFeeds) {
    const FeedView view = feeds.View(feed);
    const std::size_t i = IndexOf(feed);
    caught_up_[i] = caught_up_[i] || view.caught_up;
    if (!view.broken.ok() && !broken_[i]) {
      const Advice advice = AdviceOf(RemedyFor(view.broken));
      Log(LogLevel::kError, "feed broken: not serving, an operator has to act",
          {{"feed", std::string(FeedName(feed))},
           {"status", absl::StatusCodeToString(view.broken.code())},
           {"reason", ReasonOf(view.broken)},
           {"remedy", std::string(advice.en)},
           {"remedy_zh", std::string(advice.zh)}});
    }
    broken_[i] = !view.broken.ok();
    serving = serving && caught_up_[i] && !broken_[i];
  }
  if (serving != serving_) {
    Log(serving ? LogLevel::kInfo : LogLevel::kWarning,
        serving ? "serving: both feeds are caught up" : "not serving any more");
  }
  serving_ = serving;
  return serving;
}

}  // namespace mingce::reporting
