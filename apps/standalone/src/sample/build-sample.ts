import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';

const require = createRequire(import.meta.url);

/** What emojibase-data says of one emoji. */
interface Emoji {
  readonly label: string;
  readonly hexcode: string;
  readonly emoji: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly subgroup?: number;
}

interface Groups {
  readonly groups: Readonly<Record<string, string>>;
  readonly subgroups: Readonly<Record<string, string>>;
}

/** Skin tones and hair, symbols, flags: pictures of signs, not of things. */
const LEFT_OUT = new Set(['component', 'symbols', 'flags']);

/**
 * Writes the sample collection as a JSONL source: Microsoft's Fluent emoji pictures (MIT) with names, tags and
 * groups from emojibase (MIT).
 *
 * @param folder - where to put `sample.jsonl` and `pictures/`
 * @returns how many pictures there are
 */
export async function buildSample(folder: string): Promise<number> {
  const assets = join(dirname(require.resolve('@lobehub/fluent-emoji-3d/package.json')), 'assets');
  const emojis = require('emojibase-data/en/data.json') as Emoji[];
  const { groups, subgroups } = require('emojibase-data/meta/groups.json') as Groups;
  await mkdir(join(folder, 'pictures'), { recursive: true });
  const lines: string[] = [];
  for (const emoji of emojis) {
    const group = groups[String(emoji.group)];
    const source = pictureOf(assets, emoji.hexcode);
    if (group === undefined || LEFT_OUT.has(group) || isVariant(emoji) || source === undefined) continue;
    const id = emoji.label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '');
    const image = `pictures/${emoji.hexcode.toLowerCase()}.webp`;
    await copyFile(source, join(folder, image));
    lines.push(
      JSON.stringify({
        id,
        image,
        caption: emoji.label,
        metadata: {
          group,
          subgroup: subgroups[String(emoji.subgroup)],
          tags: emoji.tags ?? [],
          emoji: emoji.emoji,
        },
      }),
    );
  }
  await writeFile(join(folder, 'sample.jsonl'), `${lines.join('\n')}\n`);
  return lines.length;
}

/** Joined sequences are variants (by gender, by direction) of a picture that is there already. */
function isVariant(emoji: Emoji): boolean {
  return emoji.hexcode.includes('200D');
}

function pictureOf(assets: string, hexcode: string): string | undefined {
  const name = hexcode.toLowerCase();
  return [name, name.replaceAll('-fe0f', ''), `${name}-fe0f`]
    .map((candidate) => join(assets, `${candidate}.webp`))
    .find((path) => existsSync(path));
}
