/** Paper has no links and no dark mode: ink on white, one column, nothing torn apart that belongs together. */
export const PRINT_STYLE = `
@page { margin: 20mm 18mm; }
@media print {
  :root {
    --paper: #fff; --raised: #fff; --ink: #000; --soft: #444; --rule: #999; --strong-rule: #000; --link: #000;
    --verified: #0c5a56; --verified-tint: #fff; --disputed: #8c3a10; --disputed-tint: #fff;
    --unverified: #464c63; --unverified-tint: #fff;
  }
  html { font-size: 9.5pt; }
  body { padding: 0; line-height: 1.45; }
  .skip-link { display: none; }
  a { text-decoration: none; }
  .masthead h1 { margin-block-start: 8mm; font-size: 24pt; }
  .claim { display: block; margin-block-start: 10mm; }
  .claim > *, .reasoning > *, .endmatter section { max-inline-size: none; }
  .finding { position: static; margin-block: 4mm; }
  .correction, .exceptions, .answer, .citation { border: 1px solid var(--rule); }
  h1, h2, h3, h4, .kicker, .claim > header { break-after: avoid; }
  .quotation, .finding, .dissent .view, .authenticity .view, .search .facts, .contents li, .ratings div, .citation { break-inside: avoid; }
  .chip .solid { print-color-adjust: exact; }
  p { orphans: 3; widows: 3; }
}
`;
