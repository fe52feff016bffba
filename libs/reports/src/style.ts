/** The page's only style sheet, in the page itself: nothing is loaded from elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1d1b18;--soft:#57524a;--rule:#d8d2c6;--link:#1f4a7d;
--verified:#1b5e38;--disputed:#8a3c0a;--unverified:#4a4a55}
@media (prefers-color-scheme:dark){:root{--paper:#171614;--ink:#ece8df;--soft:#b8b1a4;--rule:#45413a;--link:#a9c8f0;
--verified:#8fd6a8;--disputed:#f2b183;--unverified:#c3c3cf}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 Georgia,'Times New Roman',serif;overflow-wrap:anywhere}
header,main,footer{max-inline-size:44rem;margin-inline:auto;padding-inline:1rem}
header{padding-block:2.5rem 0}
h1{font-size:clamp(1.7rem,5vw,2.5rem);line-height:1.15;margin-block:.3rem .6rem;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.3;margin-block:2.5rem .6rem}
h3,.kind,.meta,dt,nav,.rating,footer,figcaption{font-family:system-ui,sans-serif}
h3{font-size:.95rem;margin-block:1.4rem .4rem}
.kind,.meta,figcaption,footer,dt{color:var(--soft);font-size:.88rem}
a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;inset-inline-start:-99rem}.skip:focus{inset-inline-start:1rem}
article{border-block-start:1px solid var(--rule);margin-block-start:2.5rem}
.rating{display:inline-block;font-weight:700;font-size:.9rem;border:2px solid;border-radius:.3rem;padding:.05rem .5rem}
.verified{color:var(--verified)}.disputed{color:var(--disputed)}.unverified{color:var(--unverified)}
nav ol{padding-inline-start:1.4rem}nav li{margin-block:.5rem}
blockquote{margin:.4rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--rule)}
figure{margin:0 0 1rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem;margin-block:1rem}dd{margin:0}
.correction{border:2px solid var(--disputed);padding:.6rem 1rem;margin-block:1rem}
footer{border-block-start:1px solid var(--rule);margin-block-start:3rem;padding-block:1rem 3rem}
@media (max-width:30rem){dl{grid-template-columns:1fr}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#333}article{break-inside:avoid-page}.skip{display:none}}
`;
