import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

const READS_ONLY_METADATA = 'unseen:reads-only';

/** Says the same of an operation to whoever reads the OpenAPI document. */
export const READS_ONLY_EXTENSION = 'x-reads-only';

/** Says that a POST asks and changes nothing, so that there is nothing to do once only. */
export const ReadsOnly = () =>
  applyDecorators(SetMetadata(READS_ONLY_METADATA, true), ApiExtension(READS_ONLY_EXTENSION, true));

/** Whether a handler only reads. */
export function readsOnly(handler: object): boolean {
  return Reflect.getMetadata(READS_ONLY_METADATA, handler) === true;
}
