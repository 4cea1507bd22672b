declare module 'libheif-js/wasm-bundle.js' {
  /** One picture of a file; see the package's `libheif.js`. */
  interface HeifImage {
    is_primary(): boolean;
    /** Pixels, turned and cut as the file says. */
    get_width(): number;
    get_height(): number;
    /** Decodes into RGBA; calls back with null when it cannot. */
    display(
      target: { data: Uint8ClampedArray; width: number; height: number },
      done: (shown: { data: Uint8ClampedArray } | null) => void,
    ): void;
    free(): void;
  }

  const libheif: {
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
    /** The module's memory. */
    readonly HEAPU8: Uint8Array;
  };
  export default libheif;
}
