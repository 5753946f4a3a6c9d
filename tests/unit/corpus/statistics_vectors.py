#!/usr/bin/env python3
"""Writes statistics_vectors.json: samples, and what scipy and statsmodels say of them. Needs both packages."""
import json
import pathlib
import random

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import cochrans_q, mcnemar
from statsmodels.stats.nonparametric import rank_compare_2indep
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

random.seed(20)
out = {}


def sample(n, ties):
    return [float(random.randint(0, 6)) if ties else random.gauss(0, 1) for _ in range(n)]


pairs = [(sample(a, t), sample(b, t)) for a, b in ((1, 1), (3, 4), (5, 40), (8, 9), (9, 9), (30, 25), (200, 3)) for t in (False, True)]
pairs += [([1.0, 1.0, 1.0], [1.0, 1.0, 1.0]), ([1.0] * 12, [2.0] * 12)]
out["mann_whitney"] = []
for a, b in pairs:
    done = stats.mannwhitneyu(a, b, alternative="two-sided")
    p = 1.0 if np.isnan(done.pvalue) else float(done.pvalue)
    delta = float(np.mean([np.sign(x - y) for x in a for y in b]))
    out["mann_whitney"].append({"a": a, "b": b, "u": float(done.statistic), "p": p, "delta": delta})

out["kruskal"] = []
for sizes, ties in (((3, 4, 5), True), ((10, 12, 30, 2), False), ((1, 1), False), ((40, 40, 40), True)):
    groups = [sample(n, ties) for n in sizes]
    done = stats.kruskal(*groups)
    out["kruskal"].append({"groups": groups, "h": float(done.statistic), "p": float(done.pvalue)})

out["spearman"] = []
for n, ties in ((3, False), (5, True), (30, False), (200, True)):
    x = sample(n, ties)
    y = [v + e for v, e in zip(x, sample(n, ties))]
    done = stats.spearmanr(x, y)
    out["spearman"].append({"x": x, "y": y, "rho": float(done.statistic), "p": float(done.pvalue)})
out["spearman"].append({"x": [1, 2, 3, 4], "y": [4, 3, 2, 1], "rho": -1.0, "p": 0.0})

out["fisher"] = []
for table in ([[3, 1], [1, 3]], [[0, 5], [7, 2]], [[12, 5], [29, 2]], [[200, 150], [120, 300]], [[0, 0], [3, 4]], [[1, 0], [0, 1]], [[10, 10], [10, 10]]):
    p = float(stats.fisher_exact(table).pvalue)
    out["fisher"].append({"table": table, "p": p})

out["mcnemar"] = []
for b, c in ((0, 0), (1, 0), (5, 5), (3, 12), (100, 60), (700, 800)):
    p = 1.0 if b + c == 0 else float(mcnemar([[9, b], [c, 9]], exact=True).pvalue)
    out["mcnemar"].append({"b": b, "c": c, "p": p})

out["cochran_q"] = []
for n, k in ((5, 2), (12, 3), (80, 8)):
    rows = [[int(random.random() < 0.2 + 0.1 * j) for j in range(k)] for _ in range(n)]
    done = cochrans_q(np.array(rows))
    out["cochran_q"].append({"rows": rows, "q": float(done.statistic), "p": float(done.pvalue)})

out["trend"] = []
for hits, n, scores in (([1, 3, 6], [10, 10, 10], [0, 1, 2]), ([5, 5, 5, 5], [9, 10, 12, 8], [2019, 2020, 2021, 2025]), ([0, 0], [4, 5], [0, 1])):
    # The score test of a logistic model without slope, computed from its definition on single observations.
    y = np.repeat([1.0, 0.0] * len(n), [v for h, m in zip(hits, n) for v in (h, m - h)])
    x = np.repeat(np.array(scores, float), n)
    spread = float(np.sum((y - y.mean()) ** 2) * np.sum((x - x.mean()) ** 2) / len(y))
    z = 0.0 if spread == 0 else float(np.sum((y - y.mean()) * (x - x.mean())) / np.sqrt(spread))
    out["trend"].append({"hits": hits, "n": n, "scores": scores, "z": z, "p": float(2 * stats.norm.sf(abs(z)))})

p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04]
out["holm"] = {"p": p, "adjusted": [float(v) for v in multipletests(p, method="holm")[1]]}
out["wilson"] = []
for hits, n in ((0, 1), (1, 1), (0, 30), (7, 30), (30, 30), (812, 5000)):
    low, high = proportion_confint(hits, n, method="wilson")
    out["wilson"].append({"hits": hits, "n": n, "low": float(low), "high": float(high)})

# Clusters: the robust variance of the mean of an ordinary regression on nothing but a constant (statsmodels' default,
# with its factor of small samples), and Wilson's interval for n / effect.
out["clusters"] = []
groups = [[(0, 1)], [(1, 1)], [(1, 2)], [(1, 1), (0, 1)], [(3, 10), (7, 8), (0, 5)], [(1, 1)] * 6 + [(0, 1)] * 9,
          [(5, 5), (0, 6), (4, 4), (0, 3), (1, 2)], [(2, 4)] * 5, [(4, 4), (3, 3)]]
groups.append([(sum(random.random() < q for _ in range(m)), m) for q, m in ((random.random(), random.randint(1, 40)) for _ in range(60))])
for clusters in groups:
    y = np.array([v for yes, n in clusters for v in [1.0] * yes + [0.0] * (n - yes)])
    owner = np.array([i for i, (yes, n) in enumerate(clusters) for _ in range(n)])
    share, n = y.mean(), len(y)
    effect = 1.0
    if len(clusters) > 1 and 0 < share < 1:
        fit = sm.OLS(y, np.ones(n)).fit(cov_type="cluster", cov_kwds={"groups": owner})
        effect = max(1.0, float(fit.cov_params()[0, 0]) / (share * (1 - share) / n))
    low, high = proportion_confint(share * n / effect, n / effect, method="wilson")
    out["clusters"].append({"clusters": clusters, "effect": effect, "low": float(low), "high": float(high)})

out["slope"] = []
for n, ties in ((2, False), (3, True), (40, False)):
    x, y = sample(n, ties), sample(n, ties)
    x[0] += 9
    out["slope"].append({"x": x, "y": y, "slope": float(stats.linregress(x, y).slope), "median": float(np.median(y))})

out["quantile"] = []
for values in ([3.0], [1.0, 2.0], [5.0] * 4, sample(7, True), sample(40, False)):
    out["quantile"].append({"values": values, "at": [[q, float(np.quantile(values, q))] for q in (0, 0.25, 0.5, 0.75, 1)]})

# Two groups in clusters: statsmodels' ordinary regression with the variance robust to clusters and Student's t.
out["clustered_difference"] = []
tables = [[(1, 2, 1, 1), (0, 3, 2, 2)], [(0, 4, 0, 0), (0, 0, 5, 7), (2, 3, 1, 1)], [(1, 1, 0, 0)] * 4 + [(0, 0, 0, 2)] * 5 + [(0, 2, 1, 3)]]
for _ in range(3):
    tables.append([(sum(random.random() < q for _ in range(a)), a, sum(random.random() < r for _ in range(b)), b)
                   for q, r, a, b in ((random.random(), random.random(), random.randint(0, 9), random.randint(0, 20)) for _ in range(40))])
for table in tables:
    y, x, owner = [], [], []
    for i, (yes_first, first, yes_second, second) in enumerate(table):
        for group, yes, n in ((1.0, yes_first, first), (0.0, yes_second, second)):
            y += [1.0] * yes + [0.0] * (n - yes)
            x += [group] * n
            owner += [i] * n
    fit = sm.OLS(np.array(y), sm.add_constant(np.array(x))).fit(cov_type="cluster", cov_kwds={"groups": np.array(owner)}, use_t=True)
    out["clustered_difference"].append({"clusters": table, "size": float(fit.params[1]), "t": float(fit.tvalues[1]), "p": float(fit.pvalues[1]),
                                        "ends": [float(v) for v in fit.conf_int()[1]]})

# Intervals of effects. Cliff's delta is 2 P(a > b) - 1: statsmodels has the probability, its variance and the degrees.
out["delta_interval"] = []
for a, b in [(sample(n, t), sample(m, t)) for n, m in ((5, 6), (5, 40), (30, 25), (200, 7)) for t in (False, True)]:
    done = rank_compare_2indep(a, b)
    half = 2 * float(stats.t.ppf(0.975, max(1, int(done.df)))) * float(done.var_prob) ** 0.5
    delta = 2 * float(done.prob1) - 1
    out["delta_interval"].append({"a": a, "b": b, "low": max(-1.0, delta - half), "high": min(1.0, delta + half)})
out["rho_interval"] = []
for rho, n in ((0.0, 4), (0.22, 13), (-0.47, 13), (0.93, 200)):
    z = 0.5 * np.log((1 + rho) / (1 - rho))
    ends = [z + s * stats.norm.ppf(0.975) * np.sqrt((1 + rho**2 / 2) / (n - 3)) for s in (-1, 1)]
    out["rho_interval"].append({"rho": rho, "n": n, "ends": [float((np.exp(2 * e) - 1) / (np.exp(2 * e) + 1)) for e in ends]})
out["paired_interval"] = []
for b, c, n in ((0, 0, 1), (4, 19, 56), (19, 6, 56), (30, 0, 30), (100, 60, 900)):
    # One observation of each sort is added; the variance is that of the mean of -1, 0 and 1.
    values = np.repeat([1.0, -1.0, 0.0], [b + 1, c + 1, n - b - c])
    half = stats.norm.ppf(0.975) * np.sqrt(values.var() / len(values))
    ends = [max(-1.0, float(values.mean() - half)), min(1.0, float(values.mean() + half))]
    out["paired_interval"].append({"b": b, "c": c, "n": n, "ends": ends})
out["median_interval"] = []
for n in (5, 6, 9, 41, 1000):
    values = sample(n, False)
    rank = max((k for k in range(n // 2 + 1) if stats.binom.cdf(k - 1, n, 0.5) <= 0.025), default=0)
    ends = [sorted(values)[rank - 1], sorted(values)[n - rank]] if rank else None
    out["median_interval"].append({"values": values, "ends": ends})
for one in out["trend"]:
    y = np.repeat([1.0, 0.0] * len(one["n"]), [v for h, m in zip(one["hits"], one["n"]) for v in (h, m - h)])
    fit = sm.OLS(y, sm.add_constant(np.repeat(np.array(one["scores"], float), one["n"]))).fit(cov_type="HC0")
    low, high = fit.conf_int()[1]
    one["slope"] = float(fit.params[1])
    one["interval"] = [max(-1.0, float(low)), min(1.0, float(high))] if one["z"] else None

pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=None, separators=(",", ":")).replace("],[", "],\n[").replace('],"', '],\n"') + "\n")
