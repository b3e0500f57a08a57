// The identity that the app acts as. It stays when the app is made anew, and its roles are there before the app first starts.

@description('The name of the identity.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
@minLength(3)
@maxLength(40)
param location string

@description('The tags of every resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('The resource id.')
output id string = identity.id

@description('The id by which the app asks for tokens.')
output clientId string = identity.properties.clientId

@description('The object id, to which roles are given.')
output principalId string = identity.properties.principalId
