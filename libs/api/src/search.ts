import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Json, type Metadata } from '@unseen/domain';
import { ClassSummary } from './class-of-answer.ts';
import { Explanation } from './explanation.ts';
import {
  Boost,
  FacetsField,
  FacetWish,
  FieldFacet,
  GroupBy,
  HitGroup,
  PartialQuery,
  SearchWeights,
  SortKey,
  Total,
} from './search-arrangement.ts';
import {
  ChoiceField,
  CollectionField,
  DataField,
  FlagField,
  ItemIdField,
  MetadataPathsField,
  NestedField,
  NestedListField,
  NumberField,
  PictureField,
  QueryTextField,
  schemaOf,
  TextField,
  TextsField,
  WholeNumberField,
  WholeNumberOrField,
} from './fields/index.ts';
import { WrittenWord } from './item-text.ts';
import { NotField, Unlike } from './not.ts';
import { Warning } from './warning.ts';

/**
 * Body of `POST /v1/search`; multipart takes the same fields with `image` as a file. Without a text, a picture and an item it browses
 * what satisfies the filter.
 */
@ApiExtraModels(FacetWish, Unlike)
export class SearchRequest {
  @CollectionField({ optional: true, description: 'Collection to search in' })
  collection?: string;

  @TextsField({
    optional: true,
    least: 1,
    most: 16,
    max: 100,
    example: ['shoes', 'bags'],
    description: 'In place of `collection`: search in all of these; hits say which they are from',
  })
  collections?: string[];

  @QueryTextField({ optional: true, example: 'a red apple', description: 'What to look for, in words' })
  text?: string;

  @PictureField({ optional: true, description: 'What to look for, as a picture in base64' })
  image?: string;

  @ItemIdField({ optional: true, description: 'Find what is like this stored item' })
  itemId?: string;

  @NestedListField(() => PartialQuery, {
    optional: true,
    most: 16,
    description: 'In place of `text`, `image` and `itemId`: several, weighed against one another',
  })
  queries?: PartialQuery[];

  @NotField({
    optional: true,
    example: 'a green apple',
    description:
      'What the hits should not show: a text; `{ image }` (base64) or `{ itemId }` for what they should not be like; or a list of these',
  })
  not?: string | Unlike | (string | Unlike)[];

  @QueryTextField({
    optional: true,
    example: 'Weleda',
    description:
      'Words that must be written in the picture, whatever their case and accents; where none are, with one slip a word. ' +
      'Alone, or beside what the picture should show',
  })
  written?: string;

  @DataField({
    optional: true,
    code: 'invalid_filter',
    example: { group: 'food-drink', price: { lte: 30 } },
    description:
      '`{ field: value | { eq, ne, in, lt, lte, gt, gte, exists, ieq, prefix, words, length } }`, with `all`, `any`, `none` to combine. ' +
      'Fields are those of metadata, and `$id`, `$createdAt`, `$hasImage`, `$hasText` (whether words were read in the picture) and `$class`',
  })
  filter?: Record<string, Json>;

  @TextsField({
    optional: true,
    least: 1,
    most: 100,
    max: 200,
    example: ['fruit'],
    description: 'Ids or names of classes the hits must belong to; kinds of a class are included with it',
  })
  classes?: string[];

  @FlagField({
    optional: true,
    description:
      'Whether hits carry their class. By default where `classes` or `scope` are asked for, and while the catalogue has at most 500 active classes',
  })
  hitClasses?: boolean;

  @WholeNumberOrField({
    optional: true,
    word: 'published',
    max: 2 ** 31 - 1,
    description:
      'Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published',
  })
  asOf?: number | 'published';

  @ChoiceField(['all', 'seen', 'unseen'], {
    optional: true,
    default: 'all',
    description: 'Only hits that belong to seen, or to unseen, classes',
  })
  scope?: 'all' | 'seen' | 'unseen';

  @FacetsField({
    optional: true,
    example: ['brand', { field: 'price', ranges: [{ to: 50 }, { from: 50 }] }],
    description:
      'Fields whose values are counted over all pages, `$hasText` among them; `true` counts hits per class',
  })
  facets?: boolean | (string | FacetWish)[];

  @NestedListField(() => SortKey, {
    optional: true,
    most: 8,
    description: 'In place of relevance; without a query the newest come first by default',
  })
  sort?: SortKey[];

  @NestedField(() => GroupBy, { optional: true, description: 'Shows variants of one thing as one' })
  groupBy?: GroupBy;

  @MetadataPathsField({ optional: true, most: 64, description: 'Metadata fields hits show; all by default' })
  fields?: string[];

  @NestedListField(() => Boost, {
    optional: true,
    most: 8,
    description: 'Fields that move hits forward or back',
  })
  boost?: Boost[];

  @NumberField({
    optional: true,
    min: 0,
    max: 1,
    description: 'Maximal marginal relevance: 0 is relevance alone, 1 is variety alone',
  })
  diversity?: number;

  @ChoiceField(['show', 'fold'], {
    optional: true,
    default: 'show',
    description:
      '`fold`: of hits with one and the same picture, stored again as it is or slightly changed, only the first is shown; it says how many are `alike`',
  })
  nearDuplicates?: 'show' | 'fold';

  @WholeNumberField({ optional: true, default: 20, min: 1, max: 200, description: 'Hits on one page' })
  limit?: number;

  @TextField({ optional: true, code: 'invalid_cursor', description: '`nextCursor` of the previous page' })
  cursor?: string;

  @WholeNumberField({
    optional: true,
    default: 100,
    min: 1,
    max: 1_000,
    description: 'Candidates to recall and re-score',
  })
  candidates?: number;

  @ChoiceField(['imfa', 'self', 'none'], {
    optional: true,
    default: 'imfa',
    description: 'How to re-score the candidates',
  })
  rescore?: 'imfa' | 'self' | 'none';

  @ChoiceField(['rrf', 'weighted'], {
    optional: true,
    default: 'weighted',
    description: 'How to fuse the lists of the modalities',
  })
  fusion?: 'rrf' | 'weighted';

  @ChoiceField(['any', 'image', 'caption'], {
    optional: true,
    default: 'any',
    description: 'What to search in',
  })
  target?: 'any' | 'image' | 'caption';

  @ChoiceField(['auto', 'off'], {
    optional: true,
    default: 'auto',
    description: '`auto`: only what matches the text; `off`: what is nearest to it as well, marked `weak`',
  })
  cutoff?: 'auto' | 'off';

  @NumberField({
    optional: true,
    min: 0,
    max: 1,
    description: 'The least `match` of a hit, in place of the line that `cutoff` draws',
  })
  minMatch?: number;

  @NestedField(() => SearchWeights, {
    optional: true,
    description:
      'How much pictures, captions and keywords count, as multiples of what they count; 0 leaves one out',
  })
  weights?: SearchWeights;

  @FlagField({ optional: true, default: false, description: 'Say of each hit why it is where it is' })
  explain?: boolean;

  @FlagField({
    optional: true,
    default: false,
    description: 'Add each picture’s width and height, so that a page can lay out before pictures load',
  })
  sizes?: boolean;
}

/** Milliseconds each stage took. */
export class Took {
  @ApiProperty({ description: 'Milliseconds to embed the query' })
  embed!: number;
  @ApiProperty({ description: 'Milliseconds to find candidates' })
  recall!: number;
  @ApiProperty({ description: 'Milliseconds to fuse the lists' })
  fuse!: number;
  @ApiProperty({ description: 'Milliseconds to re-score' })
  rescore!: number;
  @ApiProperty({ description: 'Milliseconds in all' })
  total!: number;
}

/** Pixels of an upright picture. */
export class PictureSize {
  @ApiProperty({ description: 'Pixels', type: 'integer' })
  width!: number;
  @ApiProperty({ description: 'Pixels', type: 'integer' })
  height!: number;
}

/** The class of a hit. */
export class HitClass extends ClassSummary {
  @ApiProperty({ description: '0 to 1' })
  probability!: number;
}

/** How many hits a search has when it is restricted to a class. */
export class ClassFacet extends ClassSummary {
  @ApiPropertyOptional({ description: 'Id of the class it is a kind of' })
  parent?: string;
  @ApiProperty({ description: 'Hits of the same search in it and its kinds', type: 'integer' })
  count!: number;
  @ApiProperty({ description: 'Otherwise there are at least so many' })
  exact!: boolean;
}

/** A class the query names: its hits are moved forward. */
export class NamedClass {
  @ApiProperty({ description: 'Id of the class' })
  id!: string;
  @ApiProperty({ description: 'Its name' })
  name!: string;
  @ApiProperty({ description: 'The word of the catalogue that the query holds' })
  word!: string;
  @ApiProperty({ description: 'What the word is to the class', enum: ['name', 'synonym'] })
  as!: 'name' | 'synonym';
}

/** One hit. */
export class Hit {
  @ApiProperty({ description: 'Id of the item' })
  id!: string;
  @ApiProperty({ description: 'Puts hits in order; comparable within one answer only' })
  score!: number;
  @ApiProperty({
    description:
      'How surely it is what was asked for, 0 to 1: the same scale for every text and in every collection',
  })
  match!: number;
  @ApiPropertyOptional({
    type: [String],
    enum: ['shown', 'keywords', 'written'],
    description:
      'What makes it a match of the text: `shown` by picture or captions as the model reads them, `keywords` of id, captions and fields, `written` in its picture; empty where nothing does',
  })
  matchedBy?: readonly ('shown' | 'keywords' | 'written')[];
  @ApiPropertyOptional({
    description: 'Set where `match` is under the line between match and no match: shown only on request',
  })
  weak?: true;
  @ApiPropertyOptional({ description: 'Its collection, where several were searched' })
  collection?: string;
  @ApiPropertyOptional({ description: 'The first caption' })
  caption?: string;
  @ApiPropertyOptional({ type: [String], description: 'All captions, when there are several' })
  captions?: string[];
  @ApiProperty({ description: 'What was stored with the item', type: 'object', additionalProperties: true })
  metadata!: Metadata;
  @ApiProperty({ description: 'Whether the item has a picture' })
  hasImage!: boolean;
  @ApiPropertyOptional({ type: HitClass, description: 'Absent when no class explains the item' })
  class?: HitClass;
  @ApiPropertyOptional({ type: HitGroup, description: 'With `groupBy`, where the item has the field' })
  group?: HitGroup;
  @ApiPropertyOptional({
    type: 'integer',
    description: 'With `nearDuplicates: "fold"`: hits that look the same and are not shown',
  })
  alike?: number;
  @ApiPropertyOptional({ type: PictureSize, description: 'With `sizes`, for items that have a picture' })
  image?: PictureSize;
  @ApiPropertyOptional({
    type: [WrittenWord],
    description: 'Words of the query that are written in the picture, and where they stand',
  })
  written?: readonly WrittenWord[];
  @ApiPropertyOptional({
    type: Explanation,
    description: 'Each list’s rank and raw score, the fused score, the IMFA score and the attention grid',
  })
  explain?: Explanation;
}

/** Answer of `POST /v1/search`. */
@ApiExtraModels(FieldFacet)
export class SearchResult {
  @ApiProperty({ description: 'Hits, best first', type: [Hit] })
  hits!: Hit[];
  @ApiProperty({ description: 'For the next page; null on the last', type: String, nullable: true })
  nextCursor!: string | null;
  @ApiProperty({ description: 'How long each stage took', type: Took })
  took!: Took;
  @ApiProperty({ description: 'Whether re-scoring took part; false with a reason when it was skipped' })
  rescored!: boolean;
  @ApiPropertyOptional({ description: 'Why re-scoring was skipped' })
  rescoreSkipped?: string;
  @ApiPropertyOptional({
    type: 'integer',
    description:
      'How many candidates, from the first on, re-scoring put in order: `candidates`, where there are as many, and fewer under load',
  })
  rescoredCandidates?: number;
  @ApiProperty({ type: 'integer', description: 'Candidates left out because they do not match' })
  cut!: number;
  @ApiProperty({ type: 'integer', description: 'Candidates that `not` vetoed' })
  vetoed!: number;
  @ApiPropertyOptional({ type: [Warning], description: 'What to know of the words of the query' })
  warnings?: readonly Warning[];
  @ApiPropertyOptional({ type: [NamedClass], description: 'Classes the query names' })
  named?: readonly NamedClass[];
  @ApiPropertyOptional({
    type: [ClassFacet],
    description:
      'With `facets: true`, on the first page: per class, how many hits the same search has in it, over all pages; most first',
  })
  classes?: readonly ClassFacet[];
  @ApiPropertyOptional({ type: Total, description: 'On the first page: items that belong to the answer' })
  total?: Total;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: schemaOf(FieldFacet),
    description: 'On the first page, by field: how many items of the answer have each value',
  })
  facets?: Readonly<Record<string, FieldFacet>>;
}
