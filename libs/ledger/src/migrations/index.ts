import type { Migration } from 'kysely/migration';
import { itemsAndJobs } from './0001-items-and-jobs.ts';
import { keyLimits } from './0002-key-limits.ts';
import { catalogue } from './0003-catalogue.ts';
import { evaluations } from './0004-evaluations.ts';
import { modelSwitches } from './0005-model-switches.ts';
import { strandedItems } from './0006-stranded-items.ts';
import { blockedEvaluations } from './0007-blocked-evaluations.ts';
import { jobFacts } from './0010-job-facts.ts';
import { pictureUses } from './0011-picture-uses.ts';
import { itemWrites } from './0020-item-writes.ts';
import { collections } from './0021-collections.ts';
import { repeatedRequests } from './0030-repeated-requests.ts';
import { replacedKeys } from './0031-replaced-keys.ts';
import { itemTexts } from './0060-item-texts.ts';
import { tagsWithoutProbability } from './0090-tags-without-probability.ts';
import { dismissedItems } from './0091-dismissed-items.ts';
import { servedVersion } from './0105-served-version.ts';
import { keyLastUse } from './0110-key-last-use.ts';
import { trash } from './0111-trash.ts';
import { collectionMaps } from './0112-collection-maps.ts';
import { exemplarPictures } from './0120-exemplar-pictures.ts';
import { leftovers } from './0125-leftovers.ts';
import { itemCounts } from './0130-item-counts.ts';
import { changedItems } from './0131-changed-items.ts';
import { itemFields } from './0132-item-fields.ts';
import { classCounts } from './0133-class-counts.ts';
import { captionsNotRead } from './0140-captions-not-read.ts';

/** Every migration in order. Names are recorded in the database: never rename or reorder, only append. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-items-and-jobs': itemsAndJobs,
  '0002-key-limits': keyLimits,
  '0003-catalogue': catalogue,
  '0004-evaluations': evaluations,
  '0005-model-switches': modelSwitches,
  '0006-stranded-items': strandedItems,
  '0007-blocked-evaluations': blockedEvaluations,
  '0010-job-facts': jobFacts,
  '0011-picture-uses': pictureUses,
  '0020-item-writes': itemWrites,
  '0021-collections': collections,
  '0030-repeated-requests': repeatedRequests,
  '0031-replaced-keys': replacedKeys,
  '0060-item-texts': itemTexts,
  '0090-tags-without-probability': tagsWithoutProbability,
  '0091-dismissed-items': dismissedItems,
  '0105-served-version': servedVersion,
  '0110-key-last-use': keyLastUse,
  '0111-trash': trash,
  '0112-collection-maps': collectionMaps,
  '0120-exemplar-pictures': exemplarPictures,
  '0125-leftovers': leftovers,
  '0130-item-counts': itemCounts,
  '0131-changed-items': changedItems,
  '0132-item-fields': itemFields,
  '0133-class-counts': classCounts,
  '0140-captions-not-read': captionsNotRead,
};
