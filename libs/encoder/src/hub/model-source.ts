import { AppError } from '@unseen/domain';

/** The hub that is asked where nothing else is named. */
export const HUGGING_FACE = 'https://huggingface.co';

/** One file of a model where it is kept. */
export interface RemoteFile {
  readonly path: string;
  readonly bytes: number;
  /** What its content must hash to, as far as the source says. */
  readonly sha256?: string;
  /** Its name as a git object, which says the same of small files. */
  readonly gitBlob?: string;
}

/** A state of a model's repository. */
export interface Revision {
  /** The commit, where the source has such. */
  readonly commit?: string;
  readonly files: readonly RemoteFile[];
}

/** Where models are kept: a hub, a mirror of it, or a folder. */
export interface ModelSource {
  /** For people: an address or a path. */
  readonly place: string;
  /**
   * The files of a model.
   * @throws AppError `model_not_fetched`
   */
  list(repository: string, revision: string): Promise<Revision>;
  /**
   * Brings a file; what of it is there already is not fetched again.
   * @param target - where it goes; unfinished, it is called `<target>.part`
   * @param onBytes - told of bytes as they come, those that were there included; less than 0 where they have to come again
   * @throws AppError `model_not_fetched` when it does not come, or is not what the source said
   */
  fetch(
    repository: string,
    revision: Revision,
    file: RemoteFile,
    target: string,
    onBytes: (count: number) => void,
  ): Promise<void>;
}

/** The error for what does not come. */
export function notFetched(detail: string, cause?: unknown): AppError {
  return new AppError('model_not_fetched', detail, { cause });
}
