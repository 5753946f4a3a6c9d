from loans.hooks import DataStatsHook

HOOKS = (DataStatsHook(),)
