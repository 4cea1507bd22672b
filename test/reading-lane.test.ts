import { AppError, isAppError, soughtWords, type ItemKey } from '@unseen/domain';
import { ItemIngestor, ItemPipeline } from '@unseen/ingest';
import { loadReaderPack, TextReader } from '@unseen/reader';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ReadingLane,
  type PictureReader,
  type ReadingEvent,
} from '../libs/ingest/src/reading/reading-lane.ts';
import { openTestPlatform, type TestPlatform } from '../libs/ingest/src/testing/platform.ts';
import { drawLines } from './support/written/written-picture.ts';

const PACK = fileURLToPath(new URL('../models/reader', import.meta.url));
const TENANTS = ['mine', 'theirs'] as const;
const collection = 'signs';

/** Holds whoever reads up until it is let go; another reader id makes it another reader. */
class Gate implements PictureReader {
  readonly #reader: PictureReader;
  readonly id: string;
  /** Called before a picture is read; what it waits for, the reader waits for. */
  before: () => Promise<void> = async () => undefined;
  read: PictureReader['read'] = async (picture) => {
    await this.before();
    return this.#reader.read(picture);
  };

  constructor(reader: PictureReader, id = reader.id) {
    this.#reader = reader;
    this.id = id;
  }

  look: PictureReader['look'] = (picture) => this.#reader.look(picture);
  // The reader is every lane's.
  rest = async () => undefined;
  close = async () => undefined;
}

describe('the lane that reads pictures', () => {
  let platform: TestPlatform;
  let pipeline: ItemPipeline;
  let items: ItemIngestor;
  let reader: TextReader;
  const lanes: ReadingLane[] = [];
  const events: ReadingEvent[] = [];
  const errors: unknown[] = [];

  beforeAll(async () => {
    reader = new TextReader({ pack: await loadReaderPack(PACK) });
  });
  afterAll(() => reader.close());
  beforeEach(async () => {
    platform = await openTestPlatform();
    pipeline = new ItemPipeline(platform);
    items = new ItemIngestor(pipeline);
    for (const tenant of TENANTS) {
      await platform.ledger.collections.ensure(tenant, collection);
      await platform.ledger.collections.change(tenant, collection, { readText: 'on' });
    }
    events.length = 0;
    errors.length = 0;
  });
  afterEach(async () => {
    await Promise.all(lanes.splice(0).map((lane) => lane.stop()));
    await platform.close();
    expect(errors).toEqual([]);
  });

  const key = (id: string, tenant: string = TENANTS[0]): ItemKey => ({ tenant, collection, id });
  const draw = (text: string) => drawLines([{ text, size: 32, x: 160, y: 40 }], 320, 80);
  const add = async (id: string, text: string, tenant: string = TENANTS[0]) =>
    items.ingestOne({ ...key(id, tenant), image: await draw(text) });
  const open = async (gate: PictureReader, alone = true): Promise<ReadingLane> => {
    const lane = new ReadingLane({
      ledger: platform.ledger,
      pictures: pipeline.pictures,
      openReader: async () => gate,
      decodeLimits: platform.decodeLimits,
      alone,
      lookEverySeconds: 0.05,
      observe: (event) => events.push(event),
      onError: (error) => errors.push(error),
    });
    lanes.push(lane);
    await lane.start();
    return lane;
  };
  const wordsOf = async (id: string, tenant: string = TENANTS[0]) => {
    const text = await platform.ledger.texts.get(key(id, tenant));
    return text?.state === 'read' ? text.words.map((word) => word.text).join(' ') : undefined;
  };
  const found = (word: string, tenant: string = TENANTS[0]) =>
    platform.ledger.texts.itemsWith(
      { tenant, collection },
      soughtWords(word).map(({ tokens }) => tokens),
      100,
    );

  it('goes on where another one ended, and reads each picture once', async () => {
    const texts = ['harbour', 'platform', 'library', 'garden', 'invoice'];
    for (const text of texts) await add(text, text);
    const gate = new Gate(reader);
    const first = await open(gate);
    await expect.poll(() => events.length).toBeGreaterThanOrEqual(2);
    await first.stop();
    const done = events.length;
    expect(done).toBeLessThan(texts.length + 1);
    await open(gate);
    for (const text of texts) await expect.poll(() => wordsOf(text)).toBe(text);
    expect(events).toHaveLength(texts.length);
    for (const text of texts) expect(await found(text)).toEqual([text]);
  });

  it('shares the pictures with another process, and takes over what one left behind', async () => {
    const texts = ['harbour', 'platform', 'library', 'garden'];
    for (const text of texts) await add(text, text);
    // Taken on by a process that is gone.
    const [left] = (await platform.ledger.texts.unread(key(''), reader.id, undefined, 1)).pictures;
    expect(await platform.ledger.texts.claim(left!, reader.id)).toBe(true);
    await Promise.all([open(new Gate(reader), false), open(new Gate(reader), false)]);
    await expect.poll(() => events.length).toBe(texts.length - 1);
    await Promise.all(lanes.splice(0).map((lane) => lane.stop()));
    expect(await wordsOf(left!.id)).toBeUndefined();
    await open(new Gate(reader));
    await expect.poll(() => wordsOf(left!.id)).toBe(left!.id);
    expect(events).toHaveLength(texts.length);
  });

  it('keeps nothing of an item that is removed while it is read, nor of a picture that is replaced', async () => {
    await add('gone', 'harbour');
    await add('changed', 'library');
    const gate = new Gate(reader);
    let meanwhile: (() => Promise<void>) | undefined = async () => {
      meanwhile = undefined;
      await items.deleteItem(key('gone'));
      await items.updateItem(key('changed'), { image: await draw('platform') });
    };
    gate.before = async () => meanwhile?.();
    await open(gate);
    await expect.poll(() => wordsOf('changed')).toBe('platform');
    expect(await found('harbour')).toEqual([]);
    expect(await found('library')).toEqual([]);
    expect(await platform.ledger.texts.get(key('gone'))).toBeUndefined();
    // Another item of that name has nothing of the one before.
    await items.ingestOne({ ...key('gone'), captions: ['words alone'] });
    expect(await platform.ledger.texts.get(key('gone'))).toBeUndefined();
    expect(await platform.ledger.texts.countWithWords(key(''))).toBe(1);
  });

  it('reads all again with another reader, whose words take the place of those before', async () => {
    await add('a', 'harbour');
    await add('b', 'library');
    const first = await open(new Gate(reader));
    await expect.poll(() => events.length).toBe(2);
    await first.stop();
    await platform.ledger.texts.correct(key('b'), { words: [], tokens: soughtWords('said')[0]!.tokens });
    const another = new Gate(reader, 'another@1');
    another.read = async () => [{ text: 'seaport', box: [0, 0, 1, 1], confidence: 1 }];
    await open(another);
    await expect.poll(() => wordsOf('a')).toBe('seaport');
    expect(await found('seaport')).toEqual(['a']);
    expect(await found('harbour')).toEqual([]);
    // What a person said stays.
    expect(await found('said')).toEqual(['b']);
  });

  it('keeps tenants apart, also where their collections, items and words have one name', async () => {
    await add('sign', 'harbour', 'mine');
    await add('sign', 'library', 'theirs');
    await open(new Gate(reader));
    await expect.poll(() => wordsOf('sign', 'mine')).toBe('harbour');
    await expect.poll(() => wordsOf('sign', 'theirs')).toBe('library');
    expect(await found('harbour', 'theirs')).toEqual([]);
    expect(await found('harbour', 'mine')).toEqual(['sign']);
    await platform.ledger.collections.change('mine', collection, { readText: 'off' });
    await platform.ledger.texts.forget(key('', 'mine'));
    expect(await found('harbour', 'mine')).toEqual([]);
    expect(await found('library', 'theirs')).toEqual(['sign']);
  });

  it('leaves a picture for later when a part of the platform is away, and tells so', async () => {
    await add('sign', 'harbour');
    const gate = new Gate(reader);
    let away = true;
    gate.before = async () => {
      if (!away) return;
      away = false;
      throw new AppError('blob_store_unavailable', 'away');
    };
    const first = await open(gate);
    await expect.poll(() => errors.length).toBe(1);
    expect(isAppError(errors[0], 'blob_store_unavailable')).toBe(true);
    errors.length = 0;
    expect(await wordsOf('sign')).toBeUndefined();
    await first.stop();
    await open(gate);
    await expect.poll(() => wordsOf('sign')).toBe('harbour');
  });
});
