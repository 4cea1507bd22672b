import { findGraphs, missingGraphs, SETTINGS, variantsOf, weightFilesOf } from './export-layout.ts';
import { fetchFiles, type FetchFilesOptions } from './fetch-files.ts';
import { FolderSource } from './folder-source.ts';
import { notFetched, type ModelSource, type RemoteFile } from './model-source.ts';

/** Which export to fetch, and where to. */
export interface FetchExportOptions extends FetchFilesOptions {
  readonly variant?: string;
}

/** The hub, a server that speaks as it does, or a folder. @param mirror - address or path; the hub where absent */
export async function modelSource(mirror?: string): Promise<ModelSource> {
  if (mirror !== undefined && !/^https?:\/\//.test(mirror)) return new FolderSource(mirror);
  // What speaks to a hub is loaded where one is spoken to.
  const { HubSource } = await import('./hub-source.ts');
  return new HubSource(mirror);
}

/**
 * Fetches the files of an export that a pack is made of.
 * @returns the commit they are of, where the source has such
 * @throws AppError `model_not_fetched`
 */
export function fetchExport(options: FetchExportOptions): Promise<{ commit?: string }> {
  return fetchFiles(options, (there) => chosen(there, options));
}

/** The files that are needed. @throws AppError `model_not_fetched` when the repository lacks one */
function chosen(
  files: readonly RemoteFile[],
  { repository, variant, source }: FetchExportOptions,
): RemoteFile[] {
  const paths = files.map(({ path }) => path);
  const graphs = findGraphs(paths, variant);
  if (graphs === undefined) throw notFetched(withoutGraphs(paths, repository, variant, source.place));
  const missing = SETTINGS.needed.find((name) => !paths.includes(name));
  if (missing) throw notFetched(`${repository} has no ${missing}, which a pack is made with.`);
  const both = [...new Set([graphs.vision, graphs.text])];
  const wanted = new Set<string>([
    ...SETTINGS.needed,
    ...SETTINGS.welcome,
    ...both,
    ...both.flatMap((graph) => weightFilesOf(graph, paths)),
  ]);
  return files.filter(({ path }) => wanted.has(path)).sort((a, b) => a.bytes - b.bytes);
}

function withoutGraphs(
  paths: readonly string[],
  repository: string,
  variant: string | undefined,
  place: string,
): string {
  if (variantsOf(paths).length > 0) return `${repository} has no ${missingGraphs(paths, variant)}.`;
  return (
    `${repository} at ${place} has no ONNX export. Make one on a machine with Python: pip install "optimum[onnx]", then ` +
    `optimum-cli export onnx --model ${repository} --task zero-shot-image-classification FOLDER, then unseen model add FOLDER --out PACK.`
  );
}
