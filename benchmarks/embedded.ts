// The embedded platform as `npm start` runs it, in one table: loading, searching, IMFA, explaining, classes, rest, memory, start, recall. Each against a
// reference of the same run: its parts by themselves, a bare loop, a plain scan, a graph, and the shortest script on the same libraries (`peer/`).
// Run: npm run bench -- embedded --pictures DIR [--captions FILE] [--vectors 100000] [--rounds 120] [--seconds 15] [--json FILE]   (needs `npm run build`, Linux)
//   With 7,000 pictures some ten minutes on two cores that do nothing else. For the graph: npm install --no-save usearch
import { loadPack } from '@unseen/encoder';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bareLoad } from './embedded/bare-load.ts';
import { Parts } from './embedded/parts.ts';
import { PeerProcess } from './embedded/peer-process.ts';
import { BenchPlatform } from './embedded/platform.ts';
import { coreShare, peakMib, residentMib } from './embedded/process.ts';
import { detail, format, ratioRow, renderRows, valueRow, type Row } from './embedded/row.ts';
import { timeSearches } from './embedded/searches.ts';
import { textsFor } from './embedded/texts.ts';
import { openModel } from './peer/model.ts';
import { LITE } from './support/engines.ts';
import { blends } from './support/grown-vectors.ts';
import { percentile } from './support/report.ts';
import { timeRecall } from './support/recall-times.ts';

/** Seconds until a platform has come to rest: models that nobody uses are given up after a minute. */
const SETTLE = 75;
const REST = 60;
const BARE_PICTURES = 800;
const SEARCHES = 1_000;
const CLASSES = ['bicycle', 'lighthouse', 'umbrella', 'violin', 'tractor'];
const RECALL_QUERIES = 100;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    vectors: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '120' },
    seconds: { type: 'string', default: '15' },
    settle: { type: 'string', default: String(SETTLE) },
    json: { type: 'string' },
  },
});
if (values.pictures === undefined) console.log('\nembedded: NOT RUN: name --pictures.');
else await run(resolve(values.pictures));

async function run(pictures: string): Promise<void> {
  const rows: Row[] = [];
  const add = (...some: Row[]) => {
    rows.push(...some);
    console.log(renderRows(some).split('\n').slice(1).join('\n'));
  };
  const settle = 1_000 * Number(values.settle);
  const texts = await textsFor(pictures, values.captions);
  let asked = 0;
  const nextText = () => texts[asked++ % texts.length]!;

  const platform = await BenchPlatform.start(pictures);
  let vectors: Float32Array[];
  let peer: PeerProcess | undefined;
  let count: number;
  try {
    await sleep(settle);
    add(valueRow('resident, empty', await residentMib(platform.pid), 'MiB', 450));

    const before = await bareLoad(pictures, BARE_PICTURES);
    const loaded = await platform.load();
    const bare = (before + (await bareLoad(pictures, BARE_PICTURES))) / 2;
    count = loaded.pictures;
    const rate = `${format(loaded.perSecond)} pictures/s`;
    add(
      ratioRow(
        `loading ${count} pictures`,
        rate,
        `a bare loop of decoding and the same graphs, ${format(bare)}/s`,
        loaded.perSecond / bare,
        { least: 1.26 },
      ),
      detail(valueRow('the most resident meanwhile', await peakMib(platform.pid), 'MiB')),
    );
    peer = await PeerProcess.load(pictures);
    const peerRate = peer.pictures / peer.seconds;
    add(
      ratioRow(
        `loading ${count} pictures`,
        rate,
        `the peer, ${format(peerRate)}/s`,
        loaded.perSecond / peerRate,
      ),
    );

    vectors = await peer.vectors();
    const { spaces } = await loadPack(LITE);
    const model = await openModel(LITE, 1);
    const regions = [spaces.grid[0] * spaces.grid[1], spaces.region] as const;
    const parts = await Parts.open(LITE, model, vectors, regions);
    add(
      ...(await timeSearches(
        { platform, parts, peer, nextText },
        Number(values.rounds),
        Number(values.seconds),
      )),
    );
    const peerMib = await residentMib(peer.pid, 1);
    await peer.close();
    peer = undefined;
    while (platform.searches < SEARCHES) await platform.search(nextText(), {});

    const added: number[] = [];
    for (const name of CLASSES) added.push(await platform.addClass(name));
    add(valueRow('a new class, until it classifies', percentile(added, 0.5), 'ms'));

    const commands: number[] = [];
    for (let i = 0; i < 5; i++) commands.push(await platform.commandLine(nextText()));
    add(valueRow('`unseen search`, from nothing to its end', percentile(commands, 0.5), 'ms', 700));

    await sleep(settle);
    const resident = await residentMib(platform.pid);
    add({
      ...valueRow(
        `resident after loading and ${SEARCHES} searches`,
        resident,
        'MiB',
        700,
        `the peer, ${format(peerMib)} MiB`,
      ),
      ratio: resident / peerMib,
    });
    add(
      valueRow(
        `at rest with ${count} pictures, over a minute`,
        await coreShare(platform.pid, REST),
        '% of a core',
        0.5,
      ),
    );
    add(valueRow(`starting again with ${count} pictures`, (await platform.restart()) / 1_000, 's', 4));

    const queries: Float32Array[] = [];
    for (let i = 0; i < RECALL_QUERIES; i++) {
      queries.push((await model.text(nextText())).global!.data as Float32Array);
    }
    await platform.dispose();
    add(...(await recallRows(vectors, queries)));
  } finally {
    await peer?.close();
    await platform.dispose();
  }
  console.log(`\n${renderRows(rows)}`);
  if (values.json !== undefined)
    await writeFile(values.json, JSON.stringify({ pictures: count, rows }, null, 2));
}

async function recallRows(
  vectors: readonly Float32Array[],
  queries: readonly Float32Array[],
): Promise<Row[]> {
  const most = Number(values.vectors);
  const all = [...vectors, ...blends(vectors, Math.max(0, most - vectors.length))].slice(0, most);
  const space = { tenant: 'default', collection: 'all', pack: 'bench' };
  const { store, scan, graph, filtered, ofTen, ofHundred } = await timeRecall(space, all, queries);
  const name = `recalling 100 of ${all.length.toLocaleString('en-US')}`;
  const measured = `${format(store)} ms`;
  return [
    ratioRow(`${name}, p50`, measured, `a plain scan, ${format(scan)} ms`, store / scan, { most: 0.15 }),
    ...(graph === undefined
      ? []
      : [
          ratioRow(`${name}, p50`, measured, `\`usearch\`, ${format(graph)} ms`, store / graph, { most: 10 }),
        ]),
    ...Object.entries(filtered).map(([share, p50]) =>
      detail(
        ratioRow(`the same, filtered to ${share}`, `${format(p50)} ms`, 'without the filter', p50 / store, {
          most: 2,
        }),
      ),
    ),
    {
      what: 'found of the exact ten, hundred',
      measured: `${ofTen.toFixed(4)}, ${ofHundred.toFixed(4)}`,
      reference: '',
      must: { text: '1.00, 0.98', met: ofTen >= 0.9995 && ofHundred >= 0.98 },
    },
  ];
}
