// `npm run build`: install what is missing, compile what changed.
import { build, install } from './lib/toolchain.mjs';

install();
build();
