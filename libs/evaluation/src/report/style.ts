/** The look of a report: light or dark as the reader's system is, readable on paper. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --right: #2a9d4a; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 1rem 0; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; }
small { opacity: .7; }
.case { border: 1px solid var(--line); border-radius: 8px; padding: .7rem 1rem; margin: .8rem 0; break-inside: avoid; }
.case h4 { margin: 0 0 .4rem; }
.row { display: flex; gap: .4rem; align-items: center; margin: .3rem 0; flex-wrap: wrap; }
.row b { width: 9rem; font-weight: 500; }
.picture { width: 110px; height: 110px; background: center / cover; border-radius: 4px; border: 3px solid transparent; }
.picture.right { border-color: var(--right); }
ol { margin: 0; padding-left: 1.4rem; flex: 1; }
li.right { color: var(--right); font-weight: 600; }
`;
