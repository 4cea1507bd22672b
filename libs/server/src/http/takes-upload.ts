import { SetMetadata } from '@nestjs/common';

const UPLOADS_METADATA = 'unseen:uploads';
/** Where `ApiConsumes` keeps what it says; its package does not export the name. */
const CONSUMES_METADATA = 'swagger/apiConsumes';

/** Bytes of a body where no picture and no table is taken. */
export const SMALL_BODY_BYTES = 2 ** 20;

/** Gives a route that takes pictures inside JSON alone the upload limit; one that consumes other types than JSON has it anyway. */
export const TakesUploads = () => SetMetadata(UPLOADS_METADATA, true);

/** Whether a handler's bodies may be as large as an upload: it says so, or takes files by its content types. */
export function takesUploads(handler: object): boolean {
  const consumes = (Reflect.getMetadata(CONSUMES_METADATA, handler) ?? []) as string[];
  return (
    Reflect.getMetadata(UPLOADS_METADATA, handler) === true ||
    consumes.some((type) => type !== 'application/json' && !type.endsWith('+json'))
  );
}
