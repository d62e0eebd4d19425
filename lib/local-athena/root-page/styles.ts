/** The whole look of the page; allowed in its policy by the hash of this text. */
export const STYLES = `
:root{color-scheme:light dark;--ink:#17181c;--quiet:#5c6069;--line:#e2e4e9;--page:#fbfbfc;--card:#fff;--code:#f4f5f7;--accent:#4b5bd6;--good:#1d7a46;--bad:#b3261e;--busy:#9a6700}
@media (prefers-color-scheme:dark){:root{--ink:#e8e9ed;--quiet:#a0a5b1;--line:#2b2e36;--page:#111216;--card:#18191f;--code:#1f2128;--accent:#9aa6ff;--good:#5fcf8f;--bad:#ff8a80;--busy:#e3b341}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:0;letter-spacing:-.01em}
h2{font-size:1rem;margin:2.25rem 0 .75rem}
h3{font-size:.85rem;font-weight:600;margin:1rem 0 .35rem;color:var(--quiet)}
p{margin:.5rem 0;max-width:44rem}
a{color:var(--accent)}
header p{color:var(--quiet)}
.state{display:inline-block;margin-left:.5rem;padding:.1rem .55rem;border:1px solid var(--line);border-radius:99px;font-size:.8rem;font-weight:500;vertical-align:.2em;color:var(--busy)}
.state.ready{color:var(--good)}
.state.failed{color:var(--bad)}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:.75rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1rem;min-width:0}
.card>strong{display:block;font-size:1.45rem;line-height:1.2;font-variant-numeric:tabular-nums}
.card>span{color:var(--quiet);font-size:.85rem}
.card ul{list-style:none;margin:.6rem 0 0;padding:.5rem 0 0;border-top:1px solid var(--line);font-size:.875rem}
.card li{display:flex;justify-content:space-between;gap:1rem;padding:.1rem 0}
.card li span{min-width:0;overflow-wrap:anywhere}
.card li b{font-weight:500;font-variant-numeric:tabular-nums;white-space:nowrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;margin:1.25rem 0 0}
dt{color:var(--quiet)}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
code,pre{font:13px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{background:var(--code);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;margin:0;overflow-x:auto;user-select:all;-webkit-user-select:all}
pre:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.note{color:var(--quiet);font-size:.875rem}
@media (max-width:30rem){main{padding:1.5rem 1rem 3rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
`;
