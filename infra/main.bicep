// Convo.Functions as a function app: a resource group with everything in it. See README.md beside this file.
// Written in the Bicep of version 0.9, so that an older compiler builds it too; the tests hold that (tests/Convo.Functions.Infra.Tests).
targetScope = 'subscription'

@description('What this installation is called: it names the resource group (rg-NAME, or rg-NAME-SALT) and is part of what every other name is derived from.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The Azure region of everything. It must offer Flex Consumption: az functionapp list-flexconsumption-locations lists those that do.')
@minLength(3)
@maxLength(40)
param location string

@description('Changes the names and nothing else: for a second installation, or where a deleted vault still holds its name.')
@maxLength(20)
param salt string = ''

@description('Which program the Functions host starts: custom is the custom handler (src/Convo.Functions), dotnet-isolated the isolated worker (src/Convo.Functions.Worker).')
@allowed([
  'custom'
  'dotnet-isolated'
])
param functionsHosting string = 'custom'

@description('Memory of one instance in MB. One instance is always ready, so this is most of the bill.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 512

@description('The most instances that the app scales out to.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('The client id of an Entra app registration: people sign in by it. Empty: they sign in with the admin token that the vault keeps.')
@maxLength(36)
param authClientId string = ''

@description('The admin token to put into the vault, 32 characters at least; deploy.sh and azd make one at the first deployment. Empty: the vault keeps what it has.')
@secure()
@maxLength(256)
param adminToken string = ''

@description('The object id of a person or group that may read the admin token from the vault. Empty: nobody but the app.')
@maxLength(36)
param operatorId string = ''

@description('Whether a deleted vault is kept for its 7 days whatever anybody does. It can be switched on, but never off again.')
param purgeProtection bool = false

@description('For how many hours the content of a meeting is kept after its work is done; 0 keeps none.')
@minValue(0)
@maxValue(8760)
param contentKeepHours int = 72

@description('For how many hours titles of meetings are kept, which the lists show that long. As long as their content, unless given.')
@minValue(0)
@maxValue(8760)
param titleKeepHours int = contentKeepHours

@description('For how many days events, runs, deliveries and what is left of deleted meetings are kept; nothing of what was said.')
@minValue(90)
@maxValue(3650)
param historyKeepDays int = 400

@description('For how many days it is kept who changed what.')
@minValue(1)
@maxValue(3650)
param auditKeepDays int = 730

@description('After how many days the secret of each webhook is replaced; 0 for never.')
@minValue(0)
@maxValue(3650)
param rotateDays int = 90

@description('The address at which Convo reaches the app, where it has a domain of its own, such as https://hooks.example.com. Empty: the address that Azure gives.')
@maxLength(200)
param publicAddress string = ''

@description('For how many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many GB of logs a day are taken in at most; what comes after is dropped until the next day.')
@minValue(1)
@maxValue(100)
param logDailyLimitGB int = 1

var unique = toLower(uniqueString(subscription().id, environmentName, location, salt))
var name = 'convo-${unique}'
// One group holds one installation, so that deploy.sh finds its vault there.
var groupName = empty(salt) ? 'rg-${environmentName}' : 'rg-${environmentName}-${salt}'
var tags = {
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2022-09-01' = {
  name: groupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    logRetentionDays: logRetentionDays
    logDailyLimitGB: logDailyLimitGB
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'convo${unique}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    purgeProtection: purgeProtection
    adminToken: adminToken
    operatorId: operatorId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    functionsHosting: functionsHosting
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    packageContainer: storage.outputs.packageContainer
    vaultUri: vault.outputs.uri
    adminTokenUri: empty(authClientId) ? vault.outputs.adminTokenUri : ''
    telemetryConnection: monitoring.outputs.connection
    contentKeepHours: contentKeepHours
    titleKeepHours: titleKeepHours
    historyKeepDays: historyKeepDays
    auditKeepDays: auditKeepDays
    rotateDays: rotateDays
    publicAddress: publicAddress
    platformSignIn: !empty(authClientId)
  }
}

module signIn 'modules/sign-in.bicep' = {
  name: 'sign-in'
  scope: group
  params: {
    appName: app.outputs.name
    clientId: authClientId
  }
}

@description('The resource group of everything.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app, to which the package is deployed.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name

@description('The vault with the secrets.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('The name of the admin token in the vault; empty where people sign in by the platform.')
output CONVO_ADMIN_TOKEN_SECRET string = empty(authClientId) ? vault.outputs.adminTokenName : ''

@description('Where people open the app.')
output CONVO_PAGE string = app.outputs.page

@description('The identity that the app acts as; a federated credential of the app registration names it as its subject.')
output CONVO_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId

@description('What to do now.')
output NEXT_STEP string = empty(authClientId) ? 'Deploy the package, then open ${app.outputs.page} and sign in with the secret ${vault.outputs.adminTokenName} of the vault ${vault.outputs.name}.' : 'Deploy the package, let the app registration trust the identity (infra/README.md, "Sign in with Entra"), then open ${app.outputs.page}.'
