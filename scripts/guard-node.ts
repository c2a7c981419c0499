/** Says plainly that Node is too old, before anything else can fail in a way nobody understands. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Shanhuo needs Node 22.18 or newer; this is ${process.versions.node}. ` +
      `On Linux and Windows (x64) "npm ci" brings Node 24 along and "npm run …" uses it; elsewhere install Node 24.`,
  );
  process.exit(1);
}
