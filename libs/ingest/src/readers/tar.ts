import { pipeline, type Readable } from 'node:stream';
import type { AppError } from '@unseen/domain';
import { extract } from 'tar-stream';
import { UnpackBudget } from './archive-picture.ts';
import { findMembersInOrder, type ArchiveMember } from './members-in-order.ts';
import { unpackers, type Packing } from './packing.ts';
import type { PassedOver } from './passed-over.ts';
import type { Found, LocatedSource, ReaderContext } from './reader.ts';

/** The pictures of a tar file, packed or not, in order. */
export function findTarMembers(
  source: LocatedSource,
  context: ReaderContext,
  packing: Packing | undefined,
  passedOver: PassedOver,
): AsyncGenerator<Found, void, undefined> {
  return findMembersInOrder((broken) => readMembers(source, context, packing, broken), context, passedOver);
}

/** Members in order; what is not read of one is run through when the next is asked for. */
async function* readMembers(
  source: LocatedSource,
  context: ReaderContext,
  packing: Packing | undefined,
  broken: (error: unknown) => AppError,
): AsyncGenerator<ArchiveMember, void, undefined> {
  const handle = await context.root.open(source.main, 'source');
  const budget = new UnpackBudget((await handle.stat()).size, context.unpackAllowance);
  const file = handle.createReadStream({ highWaterMark: 256 * 1024 });
  // Those of before 1988 do not say what they are.
  const members = extract({ allowUnknownFormat: true } as object);
  let failure: unknown;
  const settle = (error: unknown): void => {
    failure ??= error;
  };
  const unpacking = packing === undefined ? [] : unpackers(packing, budget);
  pipeline([file, ...unpacking, members as unknown as NodeJS.WritableStream], settle);
  try {
    for await (const member of members) {
      budget.addMember();
      yield { header: member.header, body: member as unknown as Readable };
      member.resume();
    }
    if (failure !== undefined && failure !== null) throw broken(failure);
  } catch (error) {
    throw broken(failure ?? error);
  } finally {
    members.destroy();
    file.destroy();
  }
}
