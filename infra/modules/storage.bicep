// The storage account: the app's tables and queues, which it makes itself, the host's own blobs, and the deployed package.
// There are no keys: who wants anything from it needs a role.

@description('The name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
@minLength(3)
@maxLength(40)
param location string

@description('The tags of every resource.')
param tags object

@description('The object id of the identity that the app and its host act as.')
@minLength(36)
@maxLength(36)
param principalId string

// Each is the least built-in role that holds the calls made (Microsoft Learn, "Azure Functions developer guide", section
// "Connecting to host storage with an identity", and "Azure built-in roles for Storage").
var roles = [
  // Storage Blob Data Owner: the host's keys, locks and the timers' last runs; Microsoft asks for it by name. The package is read by it too.
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Storage Queue Data Contributor: the app makes its queues and sends to them; the host takes, deletes and moves to the poison queue.
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // Storage Table Data Contributor: the app makes its tables and keeps its rows; the host writes its diagnostic events.
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource package 'containers' = {
      name: 'app-package'
      properties: {
        publicAccess: 'None'
      }
    }
  }

  resource queues 'queueServices' = {
    name: 'default'
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in roles: {
  name: guid(account.id, principalId, role)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

@description('The address of the blobs.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('The address of the queues.')
output queueEndpoint string = account.properties.primaryEndpoints.queue

@description('The address of the tables.')
output tableEndpoint string = account.properties.primaryEndpoints.table

@description('The address of the container that the deployed package lies in.')
output packageContainer string = '${account.properties.primaryEndpoints.blob}${account::blobs::package.name}'
