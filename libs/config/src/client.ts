// What the command line needs of the configuration to send a request, without what reads the rest of it.
export { clientConfigDir, loadClientConfig } from './client-config.ts';
export { pictureProtocol, type PictureProtocol } from './picture-protocol.ts';
