// How much a workbook may ask of the reader. Each limit is checked before the memory is taken, and
// a workbook exactly at a limit is still read.

#ifndef MINGCE_LIB_SHEET_READ_LIMITS_H_
#define MINGCE_LIB_SHEET_READ_LIMITS_H_

#include <cstdint>

namespace mingce::sheet {

struct ReadLimits {
  // The file on disk. 40,000 members with every field filled make about 8 MiB; people also leave
  // pictures in. FILE_TOO_LARGE.
  std::uint64_t file_bytes = 64ULL << 20;

  // Parts in the zip. Workbooks of people have some tens; each costs memory in the directory.
  // Relationships are held to the same number, and sheets too, for no two are of one part.
  // WORKBOOK_BOMB.
  std::uint64_t entries = 1000;

  // One part once inflated. A sheet of 200,000 rows by 40 columns is about 400 MiB. WORKBOOK_BOMB.
  std::uint64_t part_bytes = 512ULL << 20;

  // A part that is neither a sheet nor the shared strings (workbook, relationships, styles): these
  // are kept in memory. Workbooks grown old in WPS reach 20 MiB of styles. WORKBOOK_BOMB.
  std::uint64_t small_part_bytes = 32ULL << 20;

  // All parts together once inflated: what reading can cost in time. WORKBOOK_BOMB.
  std::uint64_t total_bytes = 1ULL << 30;

  // Inflated size over deflated size of a part. Sheets of equal rows reach 60; a bomb 1,000.
  // WORKBOOK_BOMB.
  std::uint64_t expansion_ratio = 200;

  // Parts up to this size may expand at any ratio: small and very regular parts are common.
  std::uint64_t expansion_free_bytes = 1ULL << 20;

  // Text of all shared strings, and 4 bytes for each string; held in memory while the workbook is
  // open. 40,000 rows of 20 columns, every text different, take about 20 MiB. WORKBOOK_BOMB.
  std::uint64_t shared_string_bytes = 64ULL << 20;

  // What the XML parser may hold: long tags, deep nesting, thousands of different names. A usual
  // part needs less than 1 MiB. WORKBOOK_BOMB.
  std::uint64_t xml_parser_bytes = 16ULL << 20;

  // The highest row number with a value in a sheet: five times the largest union of the district.
  // Formatted rows without a value do not count. SHEET_TOO_LARGE.
  std::uint32_t rows = 200'000;

  // Columns up to the last with a value. The widest template has under 60. SHEET_TOO_LARGE.
  std::uint32_t columns = 256;

  // Bytes of text in one cell: some 10,000 Chinese characters; the longest field holds 200. Bounds
  // a row in memory to columns times this. SHEET_TOO_LARGE.
  std::uint64_t cell_bytes = 32ULL << 10;

  // Merged ranges in one sheet: one for each row. SHEET_TOO_LARGE.
  std::uint32_t merged_ranges = 200'000;

  // Keys in the metadata sheet, which is kept in memory; templates have five. WORKBOOK_BOMB.
  std::uint32_t metadata_rows = 100;

  // For whoever keeps the rows of a workbook: their BytesKept (cell.h), all sheets together. The
  // reader itself keeps none and charges nothing. One shared string can stand in every cell, so
  // the size of the file says nothing about this. 40,000 members with every field take about 80
  // MiB. WORKBOOK_BOMB.
  std::uint64_t kept_bytes = 256ULL << 20;
};

}  // namespace mingce::sheet

#endif  // MINGCE_LIB_SHEET_READ_LIMITS_H_
