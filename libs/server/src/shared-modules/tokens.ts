/** Injection token of the frozen configuration. */
export const CONFIG = Symbol('Config');

/** Injection token of what keeping a catalogue works with. */
export const CLASS_PARTS = Symbol('ClassParts');
