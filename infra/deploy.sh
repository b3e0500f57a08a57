#!/usr/bin/env bash
# Deploys Convo.Functions to Azure with az alone. It may be run again at any time: what is there already stays as it is.
set -euo pipefail
shopt -s inherit_errexit

usage() {
  cat <<'USAGE'
infra/deploy.sh --name NAME --location REGION [options]

  --name NAME           what this installation is called (1 to 40 of a-z, 0-9 and -); names the resource group rg-NAME
  --location REGION     the Azure region, for example westeurope; it must offer Flex Consumption
  --subscription ID     the subscription; otherwise the one that az has chosen
  --salt TEXT           other names for the same (a second installation; a deleted vault that holds its name)
  --hosting HOSTING     custom (default) or dotnet-isolated
  --client-id ID        people sign in by this Entra app registration; otherwise with an admin token that the vault keeps
  --public-address URL  the https address at which Convo reaches the app, where it has a domain of its own
  --operator ID         who may read the admin token (object id of a person or group); otherwise whoever is signed in
  --yes                 do not ask before anything is made
USAGE
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$1"
  say "Do: $2"
  exit 1
}

azure() { az "$@" --subscription "$subscription" --only-show-errors; }

must_match() {
  local option="$1" value="$2" pattern="$3" example="$4"
  [[ "$value" =~ ^$pattern$ ]] || fail "$option can't be '$value'." "give something like $option $example"
}

ask() {
  local answer
  if [ ! -t 0 ]; then
    fail "$1 is missing." "see infra/deploy.sh --help"
  fi
  read -r -p "$2: " answer
  printf '%s' "$answer"
}

read_options() {
  name='' location='' subscription='' salt='' hosting=custom client='' address='' operator='' sure=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --help) usage; exit 0 ;;
      --yes) sure=yes; shift; continue ;;
    esac
    [ $# -ge 2 ] || fail "$1 needs a value." "see infra/deploy.sh --help"
    case "$1" in
      --name) name="$2" ;;
      --location) location="$2" ;;
      --subscription) subscription="$2" ;;
      --salt) salt="$2" ;;
      --hosting) hosting="$2" ;;
      --client-id) client="$2" ;;
      --public-address) address="$2" ;;
      --operator) operator="$2" ;;
      *) fail "There is no option $1." "see infra/deploy.sh --help" ;;
    esac
    shift 2
  done
}

check_options() {
  local guid='[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
  [ -n "$name" ] || name="$(ask --name 'What shall this installation be called')"
  [ -n "$location" ] || location="$(ask --location 'In which Azure region')"
  must_match --name "$name" '[a-z0-9][a-z0-9-]{0,39}' team-meetings
  must_match --location "$location" '[a-z0-9]{3,40}' westeurope
  must_match --hosting "$hosting" '(custom|dotnet-isolated)' custom
  [ -z "$subscription" ] || must_match --subscription "$subscription" "$guid" 00000000-0000-0000-0000-000000000000
  [ -z "$salt" ] || must_match --salt "$salt" '[a-z0-9]{1,20}' two
  [ -z "$client" ] || must_match --client-id "$client" "$guid" 00000000-0000-0000-0000-000000000000
  [ -z "$operator" ] || must_match --operator "$operator" "$guid" 00000000-0000-0000-0000-000000000000
  [ -z "$address" ] || must_match --public-address "$address" 'https://[A-Za-z0-9.-]{1,190}/?' https://hooks.example.com
  group="rg-$name${salt:+-$salt}"
  deployment="convo-functions-$name${salt:+-$salt}"
}

check_tools() {
  local tool
  for tool in az dotnet zip; do
    command -v "$tool" >/dev/null || fail "$tool is not installed." "install it, and run this again"
  done
}

check_account() {
  [ -n "$subscription" ] || subscription="$(az account show --query id --output tsv)" || fail "az is not signed in." "az login"
  [ -n "$(azure functionapp list-flexconsumption-locations --query "[?name=='$location'].name" --output tsv)" ] ||
    fail "$location offers no Flex Consumption." "choose one of: az functionapp list-flexconsumption-locations --output table"
}

confirm() {
  say "Subscription $subscription, resource group $group, region $location, hosting $hosting."
  if [ -z "$sure" ]; then
    [ "$(ask --yes 'Type yes to deploy')" = yes ] || fail "Nothing was made." "run this again when you are sure"
  fi
}

# The package is made before anything in Azure is touched: what does not build changes nothing.
make_package() {
  local folder=artifacts/functionapp
  package="$PWD/artifacts/functionapp.zip"
  say "Making the package."
  if [ "$hosting" = custom ]; then
    dotnet publish src/Convo.Functions --configuration Release >&2
  else
    dotnet publish src/Convo.Functions.Worker --configuration Release -p:FunctionsWorker=true --output "$folder" >&2
  fi
  [ -f "$folder/host.json" ] || fail "$folder has no host.json." "look at what dotnet publish said"
  rm -f "$package"
  (cd "$folder" && zip -q -r -X "$package" .)
}

# A token is made once. Whether there is one is asked of the management side, which tells names and never values.
new_token() {
  local exists vault status=0
  [ -z "$client" ] || return 0
  exists="$(azure group exists --name "$group")"
  if [ "$exists" = true ]; then
    vault="$(azure resource list --resource-group "$group" --resource-type Microsoft.KeyVault/vaults --query '[0].id' --output tsv)"
    if [ -n "$vault" ]; then
      azure resource show --ids "$vault/secrets/convo-admin-token" --api-version 2023-07-01 --output none 2>/dev/null || status=$?
      # az ends with 3 where a resource is missing.
      [ "$status" -ne 0 ] || return 0
      [ "$status" -eq 3 ] || fail "It can't be told whether the vault holds an admin token already." "check that you may read $vault"
    fi
  fi
  head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'
}

make_resources() {
  local token
  token="$(new_token)"
  [ -n "$operator" ] || operator="$(az ad signed-in-user show --query id --output tsv 2>/dev/null)" || operator=''

  # The token goes by a file that only this user reads: arguments can be seen by everybody on the machine.
  parameters="$(umask 077 && mktemp)"
  trap 'rm -f "$parameters"' EXIT
  printf '{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "environmentName": { "value": "%s" },
    "location": { "value": "%s" },
    "salt": { "value": "%s" },
    "functionsHosting": { "value": "%s" },
    "authClientId": { "value": "%s" },
    "adminToken": { "value": "%s" },
    "operatorId": { "value": "%s" },
    "publicAddress": { "value": "%s" }
  }
}\n' "$name" "$location" "$salt" "$hosting" "$client" "$token" "$operator" "$address" >"$parameters"

  say "Making the resources; this takes some minutes."
  azure deployment sub create --name "$deployment" --location "$location" --template-file infra/main.bicep --parameters "@$parameters" --output none
  rm -f "$parameters"
}

output() { azure deployment sub show --name "$deployment" --query "properties.outputs.$1.value" --output tsv; }

deploy_package() {
  app="$(output AZURE_FUNCTION_APP_NAME)"
  say "Deploying the package to $app."
  # For Flex Consumption az sends the package to the app's publish endpoint, with an Entra token.
  azure functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package" --output none
}

say_what_next() {
  local secret
  secret="$(output CONVO_ADMIN_TOKEN_SECRET)"
  say "Done. Next: open $(output CONVO_PAGE)"
  if [ -n "$secret" ]; then
    say "and sign in with the admin token:"
    say "  az keyvault secret show --vault-name $(output AZURE_KEY_VAULT_NAME) --name $secret --query value --output tsv"
  else
    say "once the app registration trusts the identity $(output CONVO_IDENTITY_PRINCIPAL_ID) (infra/README.md, \"Sign in with Entra\")."
  fi
}

cd "$(dirname "${BASH_SOURCE[0]}")/.."
read_options "$@"
check_options
check_tools
check_account
confirm
make_package
make_resources
deploy_package
say_what_next
