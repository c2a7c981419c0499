/** Stands in bundles for packages that are loaded and never called. */
export {};
