/** A public model that is known to convert, and what to expect of it. */
export interface KnownModel {
  /** What `unseen model get` calls it, and the name of its pack. */
  readonly name: string;
  readonly title: string;
  /** Where it lies on the Hugging Face hub, as `owner/name`. */
  readonly repository: string;
  readonly license: { readonly name: string; readonly address: string };
  readonly languages: 'English' | 'many';
  /** Parameters of the side of pictures and of that of texts, in millions. */
  readonly parameters: { readonly image: number; readonly text: number };
  /** Multiplications and additions for a picture and for a text, in billions, where they were published. */
  readonly billions?: { readonly image: number; readonly text: number };
  /** Published figures, in percent; nothing of it was measured here. */
  readonly quality: {
    /** ImageNet-1k, classified by name. */
    readonly imageNet: number;
    /** MS COCO (5,000 pictures), R@1 of pictures searched by their captions. */
    readonly cocoTextToImage?: number;
    /** Where the figures are from. */
    readonly source: string;
  };
}

const OPEN_CLIP =
  'https://github.com/mlfoundations/open_clip/tree/main/docs (openclip_results.csv, openclip_retrieval_results.csv)';
const SIGLIP_2 =
  'https://github.com/google-research/big_vision/blob/main/big_vision/configs/proj/image_text/README_siglip2.md';
const MOBILE_CLIP = 'https://github.com/apple/ml-mobileclip (README.md)';

const MIT_OPENAI = { name: 'MIT', address: 'https://github.com/openai/CLIP/blob/main/LICENSE' };
const MIT_LAION = { name: 'MIT', address: 'https://github.com/mlfoundations/open_clip/blob/main/LICENSE' };
const APACHE = { name: 'Apache-2.0', address: 'https://www.apache.org/licenses/LICENSE-2.0' };
const APPLE = {
  name: 'of Apple, restricted',
  address: 'https://github.com/apple/ml-mobileclip',
};

const VIT_B32 = { parameters: { image: 87.85, text: 63.43 }, billions: { image: 8.82, text: 5.96 } };
const VIT_B16 = { parameters: { image: 86.19, text: 63.43 }, billions: { image: 35.13, text: 5.96 } };
const VIT_L14 = { parameters: { image: 303.97, text: 123.65 }, billions: { image: 162.03, text: 13.3 } };
const SIGLIP_B16 = { parameters: { image: 92.88, text: 110.27 }, billions: { image: 35.42, text: 11.02 } };

/**
 * The public models `unseen model get` offers, families together, small ones first. Sizes and operations are those of open_clip's
 * `model_profile.csv` where it lists the architecture. Revisions are not written here: see docs/adr/0019.
 */
export const KNOWN_MODELS: readonly KnownModel[] = [
  {
    name: 'clip-vit-base-patch32',
    title: 'CLIP ViT-B/32',
    repository: 'Xenova/clip-vit-base-patch32',
    license: MIT_OPENAI,
    languages: 'English',
    ...VIT_B32,
    quality: { imageNet: 63.3, cocoTextToImage: 30.4, source: OPEN_CLIP },
  },
  {
    name: 'clip-vit-base-patch16',
    title: 'CLIP ViT-B/16',
    repository: 'Xenova/clip-vit-base-patch16',
    license: MIT_OPENAI,
    languages: 'English',
    ...VIT_B16,
    quality: { imageNet: 68.3, cocoTextToImage: 33.1, source: OPEN_CLIP },
  },
  {
    name: 'clip-vit-large-patch14',
    title: 'CLIP ViT-L/14',
    repository: 'Xenova/clip-vit-large-patch14',
    license: MIT_OPENAI,
    languages: 'English',
    ...VIT_L14,
    quality: { imageNet: 75.5, cocoTextToImage: 36.5, source: OPEN_CLIP },
  },
  {
    name: 'openclip-vit-b-32-laion2b',
    title: 'OpenCLIP ViT-B/32, LAION-2B',
    repository: 'laion/CLIP-ViT-B-32-laion2B-s34B-b79K',
    license: MIT_LAION,
    languages: 'English',
    ...VIT_B32,
    quality: { imageNet: 66.6, cocoTextToImage: 39.3, source: OPEN_CLIP },
  },
  {
    name: 'openclip-vit-b-32-datacomp',
    title: 'OpenCLIP ViT-B/32, DataComp-XL',
    repository: 'laion/CLIP-ViT-B-32-DataComp.XL-s13B-b90K',
    license: MIT_LAION,
    languages: 'English',
    ...VIT_B32,
    quality: { imageNet: 69.2, cocoTextToImage: 37.1, source: OPEN_CLIP },
  },
  {
    name: 'openclip-vit-b-16-datacomp',
    title: 'OpenCLIP ViT-B/16, DataComp-XL',
    repository: 'laion/CLIP-ViT-B-16-DataComp.XL-s13B-b90K',
    license: MIT_LAION,
    languages: 'English',
    ...VIT_B16,
    quality: { imageNet: 73.5, cocoTextToImage: 40.2, source: OPEN_CLIP },
  },
  {
    name: 'openclip-vit-l-14-laion2b',
    title: 'OpenCLIP ViT-L/14, LAION-2B',
    repository: 'laion/CLIP-ViT-L-14-laion2B-s32B-b82K',
    license: MIT_LAION,
    languages: 'English',
    ...VIT_L14,
    quality: { imageNet: 75.3, cocoTextToImage: 46.5, source: OPEN_CLIP },
  },
  {
    name: 'openclip-vit-l-14-datacomp',
    title: 'OpenCLIP ViT-L/14, DataComp-XL',
    repository: 'laion/CLIP-ViT-L-14-DataComp.XL-s13B-b90K',
    license: MIT_LAION,
    languages: 'English',
    ...VIT_L14,
    quality: { imageNet: 79.2, cocoTextToImage: 45.7, source: OPEN_CLIP },
  },
  {
    name: 'siglip-base-patch16-224',
    title: 'SigLIP ViT-B/16',
    repository: 'Xenova/siglip-base-patch16-224',
    license: APACHE,
    languages: 'English',
    ...SIGLIP_B16,
    quality: { imageNet: 76.0, cocoTextToImage: 47.8, source: OPEN_CLIP },
  },
  {
    name: 'siglip2-base-patch16-224',
    title: 'SigLIP 2 ViT-B/16',
    repository: 'onnx-community/siglip2-base-patch16-224-ONNX',
    license: APACHE,
    languages: 'many',
    parameters: { image: 93, text: 283 },
    quality: { imageNet: 78.2, cocoTextToImage: 52.1, source: SIGLIP_2 },
  },
  {
    name: 'mobileclip-s0',
    title: 'MobileCLIP-S0',
    repository: 'Xenova/mobileclip_s0',
    license: APPLE,
    languages: 'English',
    parameters: { image: 11.4, text: 42.4 },
    quality: { imageNet: 67.8, source: MOBILE_CLIP },
  },
  {
    name: 'mobileclip-s2',
    title: 'MobileCLIP-S2',
    repository: 'Xenova/mobileclip_s2',
    license: APPLE,
    languages: 'English',
    parameters: { image: 35.7, text: 63.4 },
    quality: { imageNet: 74.4, source: MOBILE_CLIP },
  },
];

/** Bytes a parameter takes in a variant of the graphs. */
const BYTES: Readonly<Record<string, number>> = { fp32: 4, fp16: 2, quantized: 1, int8: 1, uint8: 1 };

/** About how many bytes the graphs of a model have; undefined for a variant whose size does not follow from its name. */
export function bytesOf({ parameters }: KnownModel, variant = 'fp32'): number | undefined {
  const each = Object.hasOwn(BYTES, variant) ? BYTES[variant] : undefined;
  return each && (parameters.image + parameters.text) * 1e6 * each;
}

/** The known model of a name or repository. */
export function knownModel(name: string): KnownModel | undefined {
  return KNOWN_MODELS.find((model) => model.name === name || model.repository === name);
}
