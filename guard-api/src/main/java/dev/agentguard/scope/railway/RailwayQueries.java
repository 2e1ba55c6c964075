package dev.agentguard.scope.railway;

import java.util.List;

/** The documents that are sent to Railway; each reads only, and each is checked against the published schema. */
final class RailwayQueries {

    /** The workspaces of an account or workspace token. */
    static final String TOKEN_WORKSPACES = "query { apiToken { workspaces { id name } } }";

    /** The workspaces of an account, for tokens that the query above does not answer. */
    static final String ACCOUNT_WORKSPACES = "query { me { workspaces { id name } } }";

    static final String PROJECTS = """
            query ($w: String!, $after: String) {
              projects(workspaceId: $w, first: 100, after: $after) {
                edges { node { id name primaryEnvironmentId
                  environments(first: 50) { edges { node { id name isEphemeral canAccess deletedAt } }
                    pageInfo { hasNextPage endCursor } } } }
                pageInfo { hasNextPage endCursor } } }
            """;

    /** Which project a volume may be in: says where to look first, and nothing rests on it. */
    static final String VOLUMES = """
            query ($w: String!) {
              projects(workspaceId: $w, first: 100) {
                edges { node { id volumes(first: 100) { edges { node { id } } } } } } }
            """;

    static final String PROJECT_ENVIRONMENTS = """
            query ($id: String!, $after: String) {
              project(id: $id) { id name environments(first: 50, after: $after) {
                edges { node { id name isEphemeral canAccess deletedAt } }
                pageInfo { hasNextPage endCursor } } } }
            """;

    static final String ENVIRONMENT = """
            query ($e: String!) {
              environment(id: $e) { id name isEphemeral canAccess deletedAt projectId } }
            """;

    static final String VOLUME_INSTANCES = """
            query ($e: String!, $p: String!, $after: String) {
              environment(id: $e, projectId: $p) { id
                volumeInstances(first: 100, after: $after) {
                  edges { node { id volumeId environmentId serviceId mountPath state isPendingDeletion deletedAt
                    volume { id name } } }
                  pageInfo { hasNextPage endCursor } } } }
            """;

    static final String VOLUME_INSTANCE = """
            query ($id: String!) {
              volumeInstance(id: $id) { id volumeId environmentId serviceId mountPath state isPendingDeletion deletedAt
                environment { id name isEphemeral canAccess deletedAt projectId } volume { id name } } }
            """;

    static final String SERVICE = "query ($id: String!) { service(id: $id) { id name projectId deletedAt } }";

    static final String SERVICE_INSTANCES = """
            query ($e: String!, $p: String!, $after: String) {
              environment(id: $e, projectId: $p) { id
                serviceInstances(first: 100, after: $after) {
                  edges { node { id serviceId } }
                  pageInfo { hasNextPage endCursor } } } }
            """;

    static final String BACKUPS = """
            query ($v: String!) { volumeInstanceBackupList(volumeInstanceId: $v) { id createdAt expiresAt } }
            """;

    /** All of them, for the check against the schema. */
    static final List<String> ALL = List.of(
            TOKEN_WORKSPACES,
            ACCOUNT_WORKSPACES,
            PROJECTS,
            VOLUMES,
            PROJECT_ENVIRONMENTS,
            ENVIRONMENT,
            VOLUME_INSTANCES,
            VOLUME_INSTANCE,
            SERVICE,
            SERVICE_INSTANCES,
            BACKUPS);

    private RailwayQueries() {}
}
