// `npm run reference`: writes what is made from the built code: pages of docs/reference, types of the clients.
import { build, install, runTool } from './lib/toolchain.mjs';

install();
build();
runTool('../scripts/reference/write.ts', []);
