// The function app on Flex Consumption (Microsoft Learn, "Azure Functions Flex Consumption plan hosting" and "Automate function app resource
// deployment to Azure"). There FUNCTIONS_WORKER_RUNTIME and FUNCTIONS_EXTENSION_VERSION are not set: functionAppConfig says both.

@description('The name of the plan and of the app, and so of its address.')
@minLength(3)
@maxLength(40)
param name string

@description('The region.')
@minLength(3)
@maxLength(40)
param location string

@description('The tags of every resource.')
param tags object

@description('Which program the Functions host starts.')
@allowed([
  'custom'
  'dotnet-isolated'
])
param functionsHosting string

@description('Memory of one instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int

@description('The most instances that the app scales out to.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('The resource id of the identity that the app acts as.')
@minLength(1)
@maxLength(400)
param identityId string

@description('The client id of that identity.')
@minLength(36)
@maxLength(36)
param identityClientId string

@description('The address of the blobs.')
@minLength(9)
@maxLength(200)
param blobEndpoint string

@description('The address of the queues.')
@minLength(9)
@maxLength(200)
param queueEndpoint string

@description('The address of the tables.')
@minLength(9)
@maxLength(200)
param tableEndpoint string

@description('The address of the container that the deployed package lies in.')
@minLength(9)
@maxLength(300)
param packageContainer string

@description('The address of the vault.')
@minLength(9)
@maxLength(200)
param vaultUri string

@description('The address of the admin token in the vault; empty: there is none, because people sign in by the platform.')
@maxLength(300)
param adminTokenUri string

@description('Where telemetry is sent.')
@minLength(1)
@maxLength(1000)
param telemetryConnection string

@description('For how many hours the content of a meeting is kept after its work is done.')
@minValue(0)
@maxValue(8760)
param contentKeepHours int

@description('For how many hours titles of meetings are kept, which the lists show that long. As long as their content, unless given.')
@minValue(0)
@maxValue(8760)
param titleKeepHours int

@description('For how many days events, runs, deliveries and what is left of deleted meetings are kept; nothing of what was said.')
@minValue(90)
@maxValue(3650)
param historyKeepDays int

@description('For how many days it is kept who changed what.')
@minValue(1)
@maxValue(3650)
param auditKeepDays int

@description('After how many days the secret of each webhook is replaced; 0 for never.')
@minValue(0)
@maxValue(3650)
param rotateDays int

@description('The address at which Convo reaches the app, where it has a domain of its own; empty: the one that Azure gives.')
@maxLength(200)
param publicAddress string

@description('Whether people sign in by the platform.')
param platformSignIn bool

var runtimes = {
  custom: {
    name: 'custom'
    version: '1.0'
  }
  'dotnet-isolated': {
    name: 'dotnet-isolated'
    version: '10.0'
  }
}

// What the app reads (its README lists all), and what the host reads under the same names.
var settings = [
  {
    name: 'AzureWebJobsStorage__blobServiceUri'
    value: blobEndpoint
  }
  {
    name: 'AzureWebJobsStorage__queueServiceUri'
    value: queueEndpoint
  }
  {
    name: 'AzureWebJobsStorage__tableServiceUri'
    value: tableEndpoint
  }
  {
    name: 'AzureWebJobsStorage__credential'
    value: 'managedidentity'
  }
  {
    name: 'AzureWebJobsStorage__clientId'
    value: identityClientId
  }
  {
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
    value: telemetryConnection
  }
  {
    name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
    value: 'Authorization=AAD;ClientId=${identityClientId}'
  }
  {
    name: 'CONVO_VAULT_URI'
    value: vaultUri
  }
  {
    name: 'CONVO_CONTENT_KEEP_HOURS'
    value: string(contentKeepHours)
  }
  {
    name: 'CONVO_TITLE_KEEP_HOURS'
    value: string(titleKeepHours)
  }
  {
    name: 'CONVO_HISTORY_KEEP_DAYS'
    value: string(historyKeepDays)
  }
  {
    name: 'CONVO_AUDIT_KEEP_DAYS'
    value: string(auditKeepDays)
  }
  {
    name: 'CONVO_ROTATE_DAYS'
    value: string(rotateDays)
  }
]
var tokenSettings = empty(adminTokenUri) ? [] : [
  {
    name: 'CONVO_ADMIN_TOKEN'
    value: '@Microsoft.KeyVault(SecretUri=${adminTokenUri})'
  }
]
var addressSettings = empty(publicAddress) ? [] : [
  {
    name: 'CONVO_PUBLIC_ADDRESS'
    value: publicAddress
  }
]
// The identity stands in for a client secret (Microsoft Learn, "Configure your App Service or Azure Functions app to use Microsoft Entra sign-in").
var signInSettings = platformSignIn ? [
  {
    name: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
    value: identityClientId
  }
] : []

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  // azd finds the app by this tag.
  tags: union(tags, {
    'azd-service-name': 'app'
  })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: concat(settings, tokenSettings, addressSettings, signInSettings)
    }
    functionAppConfig: {
      runtime: runtimes[functionsHosting]
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        // Convo waits 10 seconds and tries once: a hook must never meet a cold start.
        alwaysReady: [
          {
            name: 'http'
            instanceCount: 1
          }
        ]
      }
    }
  }
}

// Packages are deployed with an Entra token; publishing passwords are not accepted.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

@description('The name of the app.')
output name string = app.name

@description('Where people open the app.')
output page string = 'https://${app.properties.defaultHostName}/app/'
