// Logs and metrics. Telemetry is taken in from the identity only; a connection string alone can send nothing
// (Microsoft Learn, "Microsoft Entra authentication for Application Insights").

@description('The name of the workspace and of the component.')
@minLength(3)
@maxLength(24)
param name string

@description('The region.')
@minLength(3)
@maxLength(40)
param location string

@description('The tags of every resource.')
param tags object

@description('The object id of the identity that sends telemetry.')
@minLength(36)
@maxLength(36)
param principalId string

@description('For how many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int

@description('How many GB of logs a day are taken in at most.')
@minValue(1)
@maxValue(100)
param logDailyLimitGB int

// Monitoring Metrics Publisher: to send telemetry, and nothing else.
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
    workspaceCapping: {
      dailyQuotaGb: logDailyLimitGB
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, principalId, metricsPublisher)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Where telemetry is sent.')
output connection string = component.properties.ConnectionString
