import { MODALITIES, pointId, type ReadPoint, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';
import type { TableRows, TextRow } from '@unseen/ledger';
import type { SpacePoints } from '../archive/point-lines.ts';
import type { BackupParts } from './backup-parts.ts';
import { asPending, readItemRow, withoutSecondPack, type ItemRow } from './item-row.ts';
import type { Pictures } from './pictures.ts';

/** Looks at an item that is being changed all the time. */
const ROUNDS = 5;
const ALL = { vectors: MODALITIES, regions: true, tokens: true, payload: true } as const;

/** Items as they go into a backup. */
export interface SettledItems {
  readonly rows: readonly TextRow[];
  readonly points: readonly SpacePoints[];
  /** Items whose original is lost. */
  readonly withoutOriginal: number;
}

/**
 * Finds the vectors and the pictures of items as the snapshot of the ledger has them. An item that was changed or deleted since is
 * taken as it is now, or left out; where its vectors are just being written, it is taken without, to be embedded after a restore.
 * So every item goes in with what belongs to it, and nothing goes in without its item. Pictures go into the archive at once.
 */
export async function settleItems(
  parts: BackupParts,
  pictures: Pictures,
  { columns, rows }: TableRows,
): Promise<SettledItems> {
  const items = rows.map((row) => readItemRow(columns, row));
  const points = await readPoints(parts, items);
  const settled: TextRow[] = [];
  const found = new Map<string, { space: VectorSpaceKey; points: VectorPoint[] }>();
  let withoutOriginal = 0;
  for (const item of items) {
    const taken = await settle(parts, pictures, columns, item, points.get(idOf(item)));
    if (taken === undefined) continue;
    settled.push(withoutSecondPack(columns, taken.row));
    if (taken.lost) withoutOriginal += 1;
    if (taken.point === undefined) continue;
    const name = JSON.stringify(taken.space);
    const group = found.get(name) ?? { space: taken.space, points: [] };
    group.points.push(taken.point);
    found.set(name, group);
  }
  return { rows: settled, points: [...found.values()], withoutOriginal };
}

interface Taken {
  readonly row: TextRow;
  readonly space: VectorSpaceKey;
  readonly point?: VectorPoint;
  /** Whether its original is not there, and was not when the backup began. */
  readonly lost: boolean;
}

async function settle(
  parts: BackupParts,
  pictures: Pictures,
  columns: readonly string[],
  first: ItemRow,
  firstPoint: ReadPoint | undefined,
): Promise<Taken | undefined> {
  let item = first;
  let read = firstPoint;
  for (let round = 1; ; round += 1) {
    if (item.state === 'deleting') return undefined;
    const payload = item.payload();
    const whole = item.state === 'indexed' && read?.payload?.contentHash === payload.contentHash;
    const taken = {
      row: whole ? item.row : asPending(columns, item.row),
      space: item.space,
      point:
        whole && read ? { ...read, payload: { ...payload, createdAt: read.payload?.createdAt } } : undefined,
    };
    const hasPicture = item.picture === null || (await pictures.add(item.picture));
    if (hasPicture && (whole || item.state === 'pending' || round > 1)) return { ...taken, lost: false };
    const now = await reread(parts, columns, item);
    if (now === undefined) return undefined;
    if ((round > 1 && now.version === item.version) || round === ROUNDS)
      return { ...taken, lost: !hasPicture };
    item = now;
    read = (await readPoints(parts, [item])).get(idOf(item));
  }
}

async function reread(
  { ledger }: BackupParts,
  columns: readonly string[],
  { space, id }: ItemRow,
): Promise<ItemRow | undefined> {
  const { rows } = await ledger.transfer.readItems([
    { tenant: space.tenant, collection: space.collection, id },
  ]);
  return rows[0] && readItemRow(columns, rows[0]);
}

/** The points of items that should have one, by id. */
async function readPoints(
  { store }: BackupParts,
  items: readonly ItemRow[],
): Promise<Map<string, ReadPoint>> {
  const spaces = new Map<string, ItemRow[]>();
  for (const item of items) {
    if (item.state !== 'indexed') continue;
    const name = JSON.stringify(item.space);
    spaces.set(name, [...(spaces.get(name) ?? []), item]);
  }
  const points = new Map<string, ReadPoint>();
  for (const group of spaces.values()) {
    const { space } = group[0]!;
    if (!(await store.hasSpace(space))) continue;
    for (const point of await store.read(space, group.map(idOf), ALL)) points.set(point.id, point);
  }
  return points;
}

function idOf(item: ItemRow): string {
  return pointId(item.space, item.id);
}
