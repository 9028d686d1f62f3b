/** The part of libheif-js that is used here; its own types are those of the WebAssembly module. */
declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface Picture {
    is_primary(): boolean
    get_width(): number
    get_height(): number
    /** Fills the picture, with its rotation applied; `null` if that fails. */
    display(pixels: ImageData, done: (pixels: ImageData | null) => void): void
  }
  interface Heif {
    HeifDecoder: new () => { decode(file: ArrayBuffer): Picture[] }
  }
  export default function libheif(options: { wasmBinary: ArrayBuffer }): Heif | Promise<Heif>
}
