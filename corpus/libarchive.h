// libarchive, as far as tracklint calls it, opened at the first call (analyzer/base/delayed_library.h) unless it is linked.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#ifdef TRACKLINT_DELAYED_LIBARCHIVE  // the file of the shared library
#include "analyzer/base/delayed_library.h"

// NOLINTBEGIN(readability-identifier-naming, bugprone-macro-parentheses): the names are those of the library
#define TRACKLINT_DELAYED(name) \
  inline constexpr DelayedFunction<TRACKLINT_DELAYED_LIBARCHIVE, #name, decltype(::name)> name {}

namespace tracklint {

TRACKLINT_DELAYED(archive_entry_filetype);
TRACKLINT_DELAYED(archive_entry_hardlink);
TRACKLINT_DELAYED(archive_entry_is_encrypted);
TRACKLINT_DELAYED(archive_entry_pathname);
TRACKLINT_DELAYED(archive_entry_pathname_utf8);
TRACKLINT_DELAYED(archive_entry_size);
TRACKLINT_DELAYED(archive_entry_size_is_set);
TRACKLINT_DELAYED(archive_entry_symlink);
TRACKLINT_DELAYED(archive_error_string);
TRACKLINT_DELAYED(archive_read_data);
TRACKLINT_DELAYED(archive_read_data_block);
TRACKLINT_DELAYED(archive_read_free);
TRACKLINT_DELAYED(archive_read_new);
TRACKLINT_DELAYED(archive_read_next_header);
TRACKLINT_DELAYED(archive_read_open_filename);
TRACKLINT_DELAYED(archive_read_support_filter_bzip2);
TRACKLINT_DELAYED(archive_read_support_filter_compress);
TRACKLINT_DELAYED(archive_read_support_filter_gzip);
TRACKLINT_DELAYED(archive_read_support_filter_xz);
TRACKLINT_DELAYED(archive_read_support_filter_zstd);
TRACKLINT_DELAYED(archive_read_support_format_7zip);
TRACKLINT_DELAYED(archive_read_support_format_cpio);
TRACKLINT_DELAYED(archive_read_support_format_tar);
TRACKLINT_DELAYED(archive_read_support_format_zip);

}  // namespace tracklint

#undef TRACKLINT_DELAYED
// NOLINTEND(readability-identifier-naming, bugprone-macro-parentheses)
#endif
