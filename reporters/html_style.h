// The style sheet of the HTML report: light and dark, for wide and narrow windows and for paper. No script, no fonts,
// nothing from outside.
#pragma once

#include <string_view>

namespace tracklint::reporters {

inline constexpr std::string_view kHtmlStyle = R"css(
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2128;--soft:#59636e;--line:#d5dbe1;--box:#f5f7f9;--error:#b3261e;
--warning:#855300;--note:#1d5fa8;--good:#1b6e3c;--track:#e3e8ed;--part:#b07d12}
@media (prefers-color-scheme:dark){:root{--bg:#14181d;--fg:#dfe5eb;--soft:#97a3af;--line:#333c46;--box:#1d232a;
--error:#ff8d84;--warning:#f0b65a;--note:#7db8f5;--good:#6fcf97;--track:#2d353e;--part:#d9a441}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1.5rem 1rem 4rem;background:var(--bg);color:var(--fg);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0}h2{font-size:1.2rem;margin:2.2rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.4rem 0 .5rem}p{margin:.4rem 0}code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{font-size:.82rem;line-height:1.45;margin:.5rem 0;padding:.6rem .7rem;background:var(--box);border:1px solid var(--line);
border-radius:6px;overflow-x:auto;overflow-wrap:normal}
.soft,small{color:var(--soft)}.grade{font-size:2.6rem;font-weight:700;line-height:1}
.head{display:flex;gap:1.2rem;align-items:center;flex-wrap:wrap;margin-top:1rem}
.count{font-weight:600}.error{--tone:var(--error)}.warning{--tone:var(--warning)}.note{--tone:var(--note)}
.tone{color:var(--tone);font-weight:600}
article{border:1px solid var(--line);border-left:4px solid var(--tone);border-radius:6px;padding:.6rem .8rem;margin:.6rem 0;
break-inside:avoid}
article p:first-child{margin-top:0}article small{display:block}
table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{text-align:left;padding:.35rem .6rem .35rem 0;vertical-align:top;
border-bottom:1px solid var(--line)}th{color:var(--soft);font-weight:500}
td:first-child,th{overflow-wrap:normal}.run th{width:7rem}.run td.n{width:3rem}td.n,th.n{text-align:right;white-space:nowrap}
.bar{display:block;min-width:5rem;height:.6rem;margin-top:.45rem;border-radius:3px;background:var(--track);overflow:hidden}
.bar i{display:block;height:100%;background:var(--good)}.bar i.maybe{margin-top:-.6rem;opacity:.35}
.tags span{display:inline-block;margin:.1rem .3rem .1rem 0;padding:0 .45rem;border:1px solid var(--line);border-radius:1rem;font-size:.82rem}
.tags .absent{border-style:dashed;color:var(--soft)}
details{margin:.4rem 0}summary{cursor:pointer}
.filter{position:absolute;opacity:0;pointer-events:none}.filters{margin:.6rem 0}
.filters label{display:inline-block;margin:.15rem .3rem .15rem 0;padding:.1rem .6rem;border:1px solid var(--line);border-radius:1rem;
font-size:.88rem;cursor:pointer;user-select:none}
@media (max-width:40rem){body{font-size:15px;padding-top:1rem}.grade{font-size:2rem}.wide{display:none}}
@media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--box:#fff;--error:#b3261e;--warning:#855300;
--note:#1d5fa8;--good:#1b6e3c;--track:#ddd}body{max-width:none;padding:0;font-size:10pt}.filters,.filter,details{display:none}
h2,h3{break-after:avoid}pre{white-space:pre-wrap}}
)css";

}  // namespace tracklint::reporters
