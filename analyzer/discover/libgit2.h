// libgit2, as far as tracklint calls it, opened at the first call (analyzer/base/delayed_library.h) unless it is linked.
#pragma once

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

#ifdef TRACKLINT_DELAYED_LIBGIT2  // the file of the shared library
#include "analyzer/base/delayed_library.h"

// NOLINTBEGIN(readability-identifier-naming, bugprone-macro-parentheses): the names are those of the library
#define TRACKLINT_DELAYED(name) \
  inline constexpr DelayedFunction<TRACKLINT_DELAYED_LIBGIT2, #name, decltype(::name)> name {}

namespace tracklint {

TRACKLINT_DELAYED(git_attr_get);
TRACKLINT_DELAYED(git_attr_value);
TRACKLINT_DELAYED(git_blob_free);
TRACKLINT_DELAYED(git_blob_lookup);
TRACKLINT_DELAYED(git_blob_rawcontent);
TRACKLINT_DELAYED(git_blob_rawsize);
TRACKLINT_DELAYED(git_commit_free);
TRACKLINT_DELAYED(git_commit_id);
TRACKLINT_DELAYED(git_commit_lookup);
TRACKLINT_DELAYED(git_commit_parent);
TRACKLINT_DELAYED(git_commit_time);
TRACKLINT_DELAYED(git_commit_tree);
TRACKLINT_DELAYED(git_commit_tree_id);
TRACKLINT_DELAYED(git_diff_foreach);
TRACKLINT_DELAYED(git_diff_free);
TRACKLINT_DELAYED(git_diff_options_init);
TRACKLINT_DELAYED(git_diff_tree_to_index);
TRACKLINT_DELAYED(git_diff_tree_to_workdir_with_index);
TRACKLINT_DELAYED(git_error_last);
TRACKLINT_DELAYED(git_error_set_str);
TRACKLINT_DELAYED(git_index_entrycount);
TRACKLINT_DELAYED(git_index_free);
TRACKLINT_DELAYED(git_index_get_byindex);
TRACKLINT_DELAYED(git_libgit2_init);
TRACKLINT_DELAYED(git_libgit2_opts);
TRACKLINT_DELAYED(git_libgit2_shutdown);
TRACKLINT_DELAYED(git_merge_base);
TRACKLINT_DELAYED(git_object_free);
TRACKLINT_DELAYED(git_object_id);
TRACKLINT_DELAYED(git_object_lookup);
TRACKLINT_DELAYED(git_object_peel);
TRACKLINT_DELAYED(git_object_string2type);
TRACKLINT_DELAYED(git_odb_add_alternate);
TRACKLINT_DELAYED(git_odb_add_backend);
TRACKLINT_DELAYED(git_odb_backend_data_alloc);
TRACKLINT_DELAYED(git_odb_backend_data_free);
TRACKLINT_DELAYED(git_odb_backend_pack);
TRACKLINT_DELAYED(git_odb_free);
TRACKLINT_DELAYED(git_odb_init_backend);
TRACKLINT_DELAYED(git_odb_new);
TRACKLINT_DELAYED(git_odb_object_data);
TRACKLINT_DELAYED(git_odb_object_free);
TRACKLINT_DELAYED(git_odb_object_size);
TRACKLINT_DELAYED(git_odb_read);
TRACKLINT_DELAYED(git_odb_read_header);
TRACKLINT_DELAYED(git_oid_equal);
TRACKLINT_DELAYED(git_oid_fromstr);
TRACKLINT_DELAYED(git_oid_tostr);
TRACKLINT_DELAYED(git_reference_name_to_id);
TRACKLINT_DELAYED(git_repository_commondir);
TRACKLINT_DELAYED(git_repository_free);
TRACKLINT_DELAYED(git_repository_hashfile);
TRACKLINT_DELAYED(git_repository_index);
TRACKLINT_DELAYED(git_repository_is_bare);
TRACKLINT_DELAYED(git_repository_odb);
TRACKLINT_DELAYED(git_repository_open_ext);
TRACKLINT_DELAYED(git_repository_set_odb);
TRACKLINT_DELAYED(git_repository_workdir);
TRACKLINT_DELAYED(git_revparse_single);
TRACKLINT_DELAYED(git_revwalk_free);
TRACKLINT_DELAYED(git_tree_entry_byindex);
TRACKLINT_DELAYED(git_tree_entry_filemode);
TRACKLINT_DELAYED(git_tree_entry_id);
TRACKLINT_DELAYED(git_tree_entry_name);
TRACKLINT_DELAYED(git_tree_entrycount);
TRACKLINT_DELAYED(git_tree_free);
TRACKLINT_DELAYED(git_tree_lookup);

}  // namespace tracklint

#undef TRACKLINT_DELAYED
// NOLINTEND(readability-identifier-naming, bugprone-macro-parentheses)
#endif
