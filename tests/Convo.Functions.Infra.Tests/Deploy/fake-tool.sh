#!/usr/bin/env bash
# Stands in for az, dotnet and zip: records each call, and answers as the real one would. What it is to answer comes in FAKE_… variables.
set -euo pipefail

call="$(basename "$0") $*"
printf '%s\n' "$call" >>"$FAKE_CALLS"

case "$call" in
  "az account show"*)
    [ "${FAKE_SIGNED_IN:-yes}" = yes ] || { echo "Please run 'az login'." >&2; exit 1; }
    echo 00000000-0000-0000-0000-000000000001
    ;;
  "az functionapp list-flexconsumption-locations"*) echo "${FAKE_REGION-westeurope}" ;;
  "az group exists"*)
    [ "${FAKE_GROUP:-false}" != broken ] || exit 1
    echo "${FAKE_GROUP:-false}"
    ;;
  "az resource list"*) echo "${FAKE_VAULT:-}" ;;
  "az resource show"*) exit "${FAKE_TOKEN:-3}" ;;
  "az ad signed-in-user show"*)
    [ "${FAKE_PERSON:-yes}" = yes ] || exit 1
    echo 00000000-0000-0000-0000-000000000002
    ;;
  "az deployment sub create"*)
    file="$(sed 's/.*--parameters @\([^ ]*\).*/\1/' <<<"$call")"
    stat -c %a "$file" >"$FAKE_CALLS.mode"
    cp "$file" "$FAKE_CALLS.parameters"
    printf '%s' "$file" >"$FAKE_CALLS.file"
    [ "${FAKE_DEPLOYMENT:-well}" = well ] || { echo "DeploymentFailed" >&2; exit 1; }
    ;;
  "az deployment sub show"*)
    case "$call" in
      *outputs.AZURE_FUNCTION_APP_NAME.*) echo convo-abc ;;
      *outputs.AZURE_KEY_VAULT_NAME.*) echo convo-vault ;;
      *outputs.CONVO_PAGE.*) echo https://convo-abc.example.com/app/ ;;
      *outputs.CONVO_ADMIN_TOKEN_SECRET.*) echo "${FAKE_SECRET-convo-admin-token}" ;;
      *outputs.CONVO_IDENTITY_PRINCIPAL_ID.*) echo 00000000-0000-0000-0000-000000000003 ;;
      *) exit 1 ;;
    esac
    ;;
  "az functionapp deployment source config-zip"*) ;;
  "dotnet publish"*)
    [ "${FAKE_BUILD:-well}" = well ] || { echo "error CS0000" >&2; exit 1; }
    mkdir -p artifacts/functionapp
    [ "${FAKE_HOST_FILE:-yes}" != yes ] || echo '{}' >artifacts/functionapp/host.json
    ;;
  "zip "*) echo "$PWD" >"$FAKE_CALLS.zipped" ;;
  *)
    echo "No answer is known to: $call" >&2
    exit 64
    ;;
esac
