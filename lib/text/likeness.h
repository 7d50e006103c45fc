// How alike two texts are, for naming what somebody may have meant. Code points, not bytes.

#ifndef MINGCE_LIB_TEXT_LIKENESS_H_
#define MINGCE_LIB_TEXT_LIKENESS_H_

#include <cstddef>
#include <string_view>

namespace mingce::text {

// Fewest code points to insert, delete or replace that make one of the other (Levenshtein).
std::size_t EditDistance(std::u32string_view a, std::u32string_view b);

// How many code points both have in the same order, others in between (longest common subsequence):
// 发改局 and 发展和改革局 share 3.
std::size_t CommonSubsequence(std::u32string_view a, std::u32string_view b);

}  // namespace mingce::text

#endif  // MINGCE_LIB_TEXT_LIKENESS_H_
