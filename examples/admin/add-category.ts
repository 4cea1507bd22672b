// Adds a category and shows what it finds: node add-category.ts NAME [DESCRIPTION] [ITEM...]
// The items are ids of pictures that show it; three are worth far more than words.
import { dataOf, Unseen } from '@unseen/client';
import { setTimeout as sleep } from 'node:timers/promises';

const { UNSEEN_URL = 'http://127.0.0.1:8080', UNSEEN_API_KEY, COLLECTION = 'default' } = process.env;

const [name, description, ...exemplars] = process.argv.slice(2);
if (name === undefined) {
  console.error('Usage: node add-category.ts NAME [DESCRIPTION] [ITEM...]');
  process.exit(2);
}

const unseen = new Unseen({ url: UNSEEN_URL, key: UNSEEN_API_KEY });
const category = { name, description, exemplars, collection: COLLECTION, seen: false };

// Before anything is saved: what would it catch, and whose words does it share?
const preview = dataOf(await unseen.http.POST('/v1/classes/preview', { body: category }));
console.log(`"${name}" would catch ${preview.items} of ${preview.reached} items in its reach.`);
for (const { word, className } of preview.collisions) {
  console.log(`It shares the word "${word}" with "${className}".`);
}
for (const { name: neighbor, loses } of preview.neighbors.filter(({ loses }) => loses > 0)) {
  console.log(`"${neighbor}" would lose ${loses} items to it.`);
}

// From here on it is found; nothing was trained.
const { id, version } = dataOf(await unseen.http.POST('/v1/classes', { body: category }));
console.log(`Added as version ${version} of the catalogue. To take it back: DELETE /v1/classes/${id}`);

const { hits } = await unseen.search({ collection: COLLECTION, text: name, classes: [name], limit: 5 });
for (const hit of hits)
  console.log(`  ${hit.id}  ${hit.class?.probability.toFixed(2)}  ${hit.caption ?? ''}`);

// Tags on stored items, for counts and reviews, follow in the background.
for (;;) {
  const { collections } = dataOf(await unseen.http.GET('/v1/classes/retag'));
  if (collections.every(({ state }) => state === 'current')) break;
  await sleep(500);
}
const { items } = dataOf(await unseen.http.GET('/v1/classes/{id}', { params: { path: { id } } }));
console.log(`${items ?? 0} stored items carry it.`);
