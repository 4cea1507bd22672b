import type { ErrorEntry } from '../error-entry.ts';

/** Codes of model packs. */
export const MODEL_PACKS_CODES = {
  pack_not_found: {
    status: 500,
    title: 'The model pack is not there',
    help: 'Set UNSEEN_MODEL_PACK to a folder that holds a manifest.json.',
  },
  pack_invalid: {
    status: 500,
    title: 'The model pack is not valid',
    help: 'Mend the manifest as the detail says.',
  },
  pack_checksum_mismatch: {
    status: 500,
    title: 'A file of the model pack is not the one its manifest names',
    help: 'Fetch the pack again.',
  },
  pack_unknown: {
    status: 404,
    title: 'There is no such model pack',
    help: 'Put its folder beside that of UNSEEN_MODEL_PACK, on every machine; GET /v1/model lists what is there.',
  },
  model_not_fetched: {
    status: 502,
    title: 'A public model could not be fetched',
    help: 'Follow the detail; run the command again to go on where it stopped. UNSEEN_MODEL_MIRROR names another place.',
  },
  model_switch_running: {
    status: 409,
    title: 'A switch between model packs is under way',
    help: 'Wait for its end, or cancel it while it is embedding.',
  },
  model_switch_not_running: {
    status: 409,
    title: 'No switch between model packs is under way that could do this',
    help: 'Look at GET /v1/model. Once searches use the new pack, switch back instead of cancelling.',
  },
  model_switch_needless: { status: 409, title: 'Nothing is left to switch', help: 'There is nothing to do.' },
  execution_provider_unavailable: {
    status: 500,
    title: 'The requested execution provider is not available',
    help: 'Follow the detail, or set UNSEEN_EXECUTION_PROVIDER=cpu.',
  },
  encoder_failed: { status: 500, title: 'The encoder failed', help: 'See the logs under the request id.' },
} as const satisfies Record<string, ErrorEntry>;
