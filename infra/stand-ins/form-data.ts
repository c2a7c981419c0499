const { FormData } = globalThis;

/** Stands in bundles for the package of this name: Node's own forms. */
export { FormData as default };
