export { decodeImage, decodeWhole, type DecodedPicture, type DecodeSpec } from './decode-image.ts';
export { identifyImage, type ImageInfo } from './identify-image.ts';
export { IMAGE_TYPES, type ImageType } from './image-type.ts';
export type { DecodeLimits } from './limits.ts';
export { isOwnThumbnail, makeThumbnail, type EncodedImage } from './make-thumbnail.ts';
export { toPng } from './to-png.ts';
export { renderAttention, type HeatGrid } from './render-attention.ts';
export { readPictureWords, WORDS_HEAD_BYTES, type PictureWords } from './picture-words.ts';
