#include "services/reporting/app/list_attainment.h"

#include <algorithm>
#include <utility>

#include "lib/base/status_macros.h"
#include "services/reporting/app/errors.h"

namespace mingce::reporting {

absl::StatusOr<AttainmentList> ListAttainment(const Projection& projection, const FeedSource& feeds,
                                              const Call& call, const AttainmentListQuery& query) {
  FiguresQuery wanted = query.figures;
  if (query.from.has_value()) {
    wanted.as_of = query.from->as_of;
    wanted.known_at = query.from->known_at;
  }
  MINGCE_ASSIGN_OR_RETURN(Figures figures, ReadFigures(projection, feeds, wanted, call.now));
  AttainmentList list{.figures = ShownTo(call.access, std::move(figures))};
  const Attainment& attainment = *list.figures.attainment;
  if (query.from.has_value()) {
    if (query.from->revision != attainment.quota_revision) return PlanRevisedBetweenPages();
    list.begin = std::min(query.from->index, attainment.units.size());
  }
  list.end = list.begin + std::min(query.page_size, attainment.units.size() - list.begin);
  if (list.end < attainment.units.size()) {
    list.next = PagePlace{.revision = attainment.quota_revision,
                          .index = list.end,
                          .as_of = list.figures.question.as_of,
                          .known_at = list.figures.question.known_at};
  }
  return list;
}

}  // namespace mingce::reporting
