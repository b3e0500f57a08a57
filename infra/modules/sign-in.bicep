// Sign-in by the platform. Every request is let through, because hooks and approvals come from outside: the app itself denies by default
// (src/Convo.Functions.Web/Access/OpenPaths.cs), and believes the platform's principal only where the platform says that it is on.

@description('The name of the app.')
@minLength(3)
@maxLength(40)
param appName string

@description('The client id of the Entra app registration; empty switches sign-in by the platform off.')
@maxLength(36)
param clientId string

var entra = {
  enabled: true
  registration: {
    clientId: clientId
    clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
    openIdIssuer: '${environment().authentication.loginEndpoint}${subscription().tenantId}/v2.0'
  }
  validation: {
    allowedAudiences: [
      clientId
      'api://${clientId}'
    ]
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: !empty(clientId)
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    identityProviders: empty(clientId) ? {} : {
      azureActiveDirectory: entra
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
    httpSettings: {
      requireHttps: true
    }
  }
}
