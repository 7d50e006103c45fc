#include "cli/generate/trades.h"

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/files/text_file.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

constexpr const char* kWords[] = {"鑫源", "宏达", "金谷", "清江", "长青", "春晖",  "华兴", "天成",
                                  "恒通", "瑞丰", "正大", "兴隆", "永昌", "嘉禾",  "绿洲", "星辰",
                                  "长盛", "万顺", "东方", "利民", "佳美", "同心",  "和盛", "银河",
                                  "青山", "晨光", "凯旋", "鼎盛", "富康", "新世纪"};

// The first that names a part of the unit's name, else the one for all others. `mark` stands before
// the parts that are looked at.
const Trade& Find(const std::vector<Trade>& trades, absl::string_view unit,
                  absl::string_view mark) {
  const Trade* other = &trades.back();
  for (const Trade& trade : trades) {
    for (absl::string_view part : trade.units) {
      if (!absl::ConsumePrefix(&part, mark)) continue;
      if (absl::StrContains(unit, part)) return trade;
      if (part == "*") other = &trade;
    }
  }
  return *other;
}

}  // namespace

absl::StatusOr<std::vector<Trade>> ReadTrades(const std::string& path) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  std::vector<Trade> trades;
  std::size_t number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (++number == 1 || line.empty()) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells.size() != 7) {
      return InputDamaged(path, number,
                          {"应为制表符分隔的七列", "must have seven columns, separated by tabs"});
    }
    trades.push_back({absl::StrSplit(cells[0], '|'), cells[1], cells[2], cells[3], cells[4],
                      cells[5] == "yes", absl::StrSplit(cells[6], '|')});
  }
  if (trades.empty()) return InputDamaged(path, 0, {"没有数据行", "there are no rows"});
  return trades;
}

const Trade& TradeOf(const QuotaRow& quota, const std::vector<Trade>& trades, Random* random) {
  if (quota.section != "township") return Find(trades, quota.unit, "");
  std::vector<const Trade*> here;
  for (const Trade& trade : trades) {
    if (absl::c_linear_search(trade.units, "township")) here.push_back(&trade);
  }
  return here.empty() ? Find(trades, quota.unit, "") : *here[random->Below(here.size())];
}

const Trade& OwnTradeOf(const QuotaRow& quota, const std::vector<Trade>& trades) {
  return Find(trades, quota.unit, "=");
}

std::string EmployerName(const Setting& setting, const Trade& trade, absl::string_view township,
                         Random* random, std::set<std::string>* taken) {
  for (int attempt = 0;; ++attempt) {
    const std::string place = !trade.at_place    ? std::string(random->Pick(kWords))
                              : township.empty() ? setting.AnyTownship(random)
                                                 : std::string(township);
    // Names run out in a large unit; then a fancy word, and at last a number, tells them apart.
    const std::string word = attempt < 3 ? "" : random->Pick(kWords);
    const std::string number =
        attempt < 6 ? "" : absl::StrCat("第", random->Between(1, 99 + attempt), "");
    std::string name = absl::StrCat(trade.at_place ? setting.place : setting.stem, place, word,
                                    number, trade.endings[random->Below(trade.endings.size())]);
    if (taken->insert(name).second) return name;
  }
}

}  // namespace mingce::cli
