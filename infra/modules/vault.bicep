// The vault: the secrets of connections, which the app sets and reads, and the admin token.

@description('The name of the vault; a deleted vault holds its name for 7 days.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
@minLength(3)
@maxLength(40)
param location string

@description('The tags of every resource.')
param tags object

@description('The object id of the identity that the app acts as.')
@minLength(36)
@maxLength(36)
param principalId string

@description('Whether a deleted vault is kept for its 7 days whatever anybody does.')
param purgeProtection bool

@description('The admin token to put in; empty: what is there stays, and no new version is made.')
@secure()
@maxLength(256)
param adminToken string

@description('The object id of a person or group that may read the admin token; empty: nobody but the app.')
@maxLength(36)
param operatorId string

var adminTokenSecret = 'convo-admin-token'

// Key Vault Secrets Officer: the app sets, reads and deletes the secrets of its connections; Secrets User could only read.
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

// Key Vault Secrets User, for the operator, and for the one secret only.
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
    // Azure refuses false: it is true or it is not said.
    enablePurgeProtection: purgeProtection ? true : null
  }
}

resource token 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(adminToken)) {
  parent: vault
  name: adminTokenSecret
  properties: {
    value: adminToken
    contentType: 'The admin token of Convo.Functions'
  }
}

resource storedToken 'Microsoft.KeyVault/vaults/secrets@2023-07-01' existing = {
  parent: vault
  name: adminTokenSecret
}

resource appKeeps 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource operatorReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorId)) {
  name: guid(vault.id, adminTokenSecret, operatorId, secretsUser)
  scope: storedToken
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: operatorId
  }
  dependsOn: [
    token
  ]
}

@description('The name of the vault.')
output name string = vault.name

@description('The address of the vault.')
output uri string = vault.properties.vaultUri

@description('The name of the admin token.')
output adminTokenName string = adminTokenSecret

@description('The address of the admin token, without a version: the newest one counts.')
output adminTokenUri string = '${vault.properties.vaultUri}secrets/${adminTokenSecret}'
