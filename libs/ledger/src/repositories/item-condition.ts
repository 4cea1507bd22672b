import {
  filterTest,
  HAS_TEXT,
  instantOf,
  wellFormed,
  type Filter,
  type FilterCondition,
  type FilterScalar,
  type ItemKey,
  type RangeOp,
} from '@unseen/domain';
import { sql, type RawBuilder } from 'kysely';
import { isStorable } from './text.ts';

/** What the database can say of a filter. */
export interface ItemCondition {
  /** Holds for every item that satisfies the filter; null counts as false. */
  readonly where: RawBuilder<boolean>;
  /** It holds for no other item. */
  readonly exact: boolean;
  /** An index finds the items for which it holds. */
  readonly indexed: boolean;
}

/** The items of which a filter is asked. */
export type ItemScope = Pick<ItemKey, 'tenant' | 'collection'>;

/** The items of a collection that are there: a condition on `items`. */
export function inScope({ tenant, collection }: ItemScope): RawBuilder<boolean> {
  return sql<boolean>`items.tenant = ${tenant} and items.collection = ${collection} and items.state <> 'deleting'`;
}

/** When an item was added, as `items_newest` has it. */
export const CREATED_AT = sql`date_trunc('milliseconds', items.created_at at time zone 'UTC')`;
/** Whether words were read in the picture an item shows now. */
export const WITH_TEXT = sql<boolean>`exists (
  select from item_texts as texts where texts.tenant = items.tenant and texts.collection = items.collection
    and texts.id = items.id and texts.image_key = items.image_key and json_array_length(texts.words) > 0
)`;

const EVERY: ItemCondition = { where: sql`true`, exact: true, indexed: false };
const NONE: ItemCondition = { where: sql`false`, exact: true, indexed: true };
/** What is not told here. */
const UNKNOWN: ItemCondition = { ...EVERY, exact: false };

/** Dots of a field up to which every way to split it is asked for. */
const MOST_DOTS = 4;
/** Values of one condition up to which they are compared one by one. */
const MOST_VALUES = 200;
/** No offset from UTC moves an instant further from the day its text begins with. */
const DAYS_OFF = 6;
const DAY_MS = 86_400_000;
/** The earliest instant that is handed to the database; no item is as old. */
const EARLIEST = Date.UTC(1970, 0, 1);

const RANGES: Readonly<Record<RangeOp, RawBuilder<unknown>>> = {
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
};
const SIGNS: Readonly<Record<RangeOp, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/**
 * A filter as a condition on `items`. What the language of the database says with the same meaning as `filterTest` is exact; of the rest, the
 * condition holds at least for what satisfies the filter.
 */
export function itemCondition(filter: Filter, scope: ItemScope): ItemCondition {
  if (!('filters' in filter)) return leaf(filter, scope);
  const parts = filter.filters.map((each) => itemCondition(each, scope));
  const exact = parts.every((part) => part.exact);
  if (filter.op === 'none') {
    // The opposite of what holds for too many would hold for too few.
    return { ...without(parts.filter((part) => part.exact)), exact };
  }
  if (parts.length === 0) return filter.op === 'all' ? EVERY : NONE;
  const wheres = parts.map(({ where }) => where);
  return filter.op === 'all'
    ? { where: sql`(${sql.join(wheres, sql` and `)})`, exact, indexed: parts.some((part) => part.indexed) }
    : { where: sql`(${sql.join(wheres, sql` or `)})`, exact, indexed: parts.every((part) => part.indexed) };
}

function without(parts: readonly ItemCondition[]): ItemCondition {
  if (parts.length === 0) return EVERY;
  const opposites = parts.map(({ where }) => sql`(${where}) is not true`);
  return { where: sql`(${sql.join(opposites, sql` and `)})`, exact: true, indexed: false };
}

function leaf(condition: FilterCondition, scope: ItemScope): ItemCondition {
  switch (condition.field) {
    case '$id':
      return onId(condition);
    case '$createdAt':
      return onCreatedAt(condition);
    case '$hasImage':
      return onFlag(condition, sql`items.image_key is not null`);
    case HAS_TEXT:
      return onFlag(condition, WITH_TEXT);
    default:
      return inMetadata(condition, scope);
  }
}

function opposite(condition: ItemCondition): ItemCondition {
  return condition.exact ? without([condition]) : UNKNOWN;
}

function onId(condition: FilterCondition): ItemCondition {
  switch (condition.op) {
    case 'ne':
      return opposite(onId({ ...condition, op: 'eq' }));
    case 'eq':
    case 'in': {
      const values = texts(valuesOf(condition));
      if (values.some(isDate)) return UNKNOWN;
      const ids = values.map((value) => value.toWellFormed()).filter(isStorable);
      return { where: sql`items.id = any(${ids}::text[])`, exact: true, indexed: true };
    }
    case 'prefix':
      return isStorable(condition.value)
        ? exactly(
            sql`(items.id >= ${condition.value} and left(items.id, ${[...condition.value].length}::integer) = ${condition.value})`,
          )
        : UNKNOWN;
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      const { value } = condition;
      if (typeof value === 'number') return NONE;
      if (isDate(value) || !isStorable(value)) return UNKNOWN;
      return exactly(sql`items.id ${RANGES[condition.op]} ${value}`);
    }
    default:
      return UNKNOWN;
  }
}

function onCreatedAt(condition: FilterCondition): ItemCondition {
  const at = (instant: number) => sql`${new Date(Math.max(instant, EARLIEST)).toISOString()}::timestamp`;
  switch (condition.op) {
    case 'ne':
      return opposite(onCreatedAt({ ...condition, op: 'eq' }));
    case 'eq':
    case 'in': {
      const instants = texts(valuesOf(condition)).map((text) => instantOf(text.toWellFormed()));
      const dates = instants.filter((instant) => instant !== undefined && instant >= EARLIEST) as number[];
      if (dates.length === 0) return NONE;
      return exactly(sql`${CREATED_AT} in (${sql.join(dates.map(at))})`);
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      if (typeof condition.value === 'number') return NONE;
      const instant = instantOf(condition.value);
      return instant === undefined
        ? UNKNOWN
        : exactly(sql`${CREATED_AT} ${RANGES[condition.op]} ${at(instant)}`);
    }
    default:
      return UNKNOWN;
  }
}

/** A field that is true or false for every item. */
function onFlag(condition: FilterCondition, flag: RawBuilder<boolean>): ItemCondition {
  const holds = filterTest(condition);
  const holdsFor = (value: boolean) =>
    holds({ itemId: '', payload: { metadata: {}, hasImage: value, hasText: value } });
  const [yes, no] = [holdsFor(true), holdsFor(false)];
  if (yes === no) return yes ? EVERY : NONE;
  return exactly(yes ? flag : sql`not (${flag})`);
}

function inMetadata(condition: FilterCondition, scope: ItemScope): ItemCondition {
  const { field } = condition;
  if (!isPlain(field) || field.includes('\ufffd') || field.split('.').length > MOST_DOTS + 1) return UNKNOWN;
  const root = `$.${quoted(`${scope.tenant}\u001f${scope.collection}`)}`;
  const places = pathsOf(field).map((keys) => [root, ...keys.map(quoted)].join('.'));
  /** The condition that a test holds at any of the places. */
  const anywhere = (test: (place: string) => string) =>
    sql<boolean>`item_fields(items.tenant, items.collection, items.metadata) @@ ${places.map(test).join(' || ')}::jsonpath`;
  const found = (where: RawBuilder<boolean>): ItemCondition => ({ where, exact: false, indexed: false });
  const withText = () => found(anywhere((place) => `exists(${place} ? (@.type() == "string"))`));

  switch (condition.op) {
    case 'ne':
      return opposite(inMetadata({ ...condition, op: 'eq' }, scope));
    case 'eq':
    case 'in': {
      const values = valuesOf(condition).map(wellFormed);
      if (values.length === 0) return NONE;
      if (values.length * places.length > MOST_VALUES || texts(values).some((value) => !isPlain(value))) {
        return UNKNOWN;
      }
      const dates = texts(values).filter(isDate);
      const equal = (place: string) => [
        ...values.map((value) => `${place} == ${JSON.stringify(value)}`),
        ...dates.map((date) => `(${[...around(date)].map((limit) => `${place} ${limit}`).join(' && ')})`),
      ];
      const plain = dates.length === 0;
      return { where: anywhere((place) => equal(place).join(' || ')), exact: plain, indexed: plain };
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      const value = wellFormed(condition.value);
      if (typeof value === 'string' && !isPlain(value)) return withText();
      if (typeof value === 'string' && isDate(value)) {
        const [from, to] = around(value);
        const limit = condition.op.startsWith('g') ? from : to;
        return found(anywhere((place) => `${place} ${limit}`));
      }
      return exactly(anywhere((place) => `${place} ${SIGNS[condition.op]} ${JSON.stringify(value)}`));
    }
    case 'prefix': {
      const value = wellFormed(condition.value);
      if (!isPlain(value)) return withText();
      return exactly(anywhere((place) => `${place} starts with ${JSON.stringify(value)}`));
    }
    case 'ieq':
    case 'words':
      return withText();
    case 'length':
      return condition.is === 'ne' ? UNKNOWN : found(anywhere((place) => `exists(${place})`));
    case 'exists': {
      const there = exactly(
        anywhere((place) => `exists(${place} ? (@.type() != "null" && @.type() != "array"))`),
      );
      return condition.value ? there : opposite(there);
    }
  }
}

/** Every way to read a dotted path, since a key may itself have dots. */
function pathsOf(field: string): string[][] {
  const [first, ...rest] = field.split('.');
  return rest.reduce<string[][]>(
    (ways, part) =>
      ways.flatMap((way) => [
        [...way, part],
        [...way.slice(0, -1), `${way.at(-1)!}.${part}`],
      ]),
    [[first!]],
  );
}

/** Limits, as texts, between which every date lies that names the same instant; later ones lie above the first, earlier ones below the second. */
function around(date: string): [from: string, to: string] {
  const day = (days: number) => new Date(instantOf(date)! + days * DAY_MS).toISOString().slice(0, 10);
  const to = day(DAYS_OFF);
  // After the year 9999, dates are written with a sign, which comes before the digits.
  return [`>= ${quoted(day(-DAYS_OFF))}`, `< ${quoted(to.startsWith('+') ? ':' : to)}`];
}

function valuesOf(
  condition: Extract<FilterCondition, { op: 'in' } | { op: 'eq' | 'ne' }>,
): readonly FilterScalar[] {
  return 'values' in condition ? condition.values : [condition.value];
}

function texts(values: readonly FilterScalar[]): string[] {
  return values.filter((value) => typeof value === 'string');
}

function isDate(text: string): boolean {
  return instantOf(text) !== undefined;
}

/** Whether a text reads in `item_fields` as it does in metadata: NUL, and what stands for it there, do not. */
function isPlain(text: string): boolean {
  return !/[\0\u0001]/.test(text);
}

/** A text as `jsonpath` writes it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function exactly(where: RawBuilder<unknown>): ItemCondition {
  return { where: where as RawBuilder<boolean>, exact: true, indexed: false };
}
