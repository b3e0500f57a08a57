// Only what the flow needs: no editor, no admin API, no log below warnings.
module.exports = {
  uiHost: "127.0.0.1",
  uiPort: Number(process.env.PORT),
  flowFile: "flows.json",
  disableEditor: true,
  httpAdminRoot: false,
  credentialSecret: false,
  functionGlobalContext: { crypto: require("node:crypto") },
  logging: { console: { level: "warn", metrics: false, audit: false } },
};
