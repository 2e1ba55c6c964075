package dev.agentguard.scope.railway;

import java.util.Map;

/**
 * The account of the tests: project {@code shop} (environments staging, production, preview), project {@code blog}
 * (main). Volume {@code v-shared} serves staging and production, {@code v-staging} staging, {@code v-blog} main.
 */
final class Canned {

    private Canned() {}

    static String page(String nodes) {
        return connection(nodes, false, null);
    }

    static String connection(String nodes, boolean more, String cursor) {
        StringBuilder edges = new StringBuilder();
        for (String node : nodes.isEmpty() ? new String[0] : nodes.split("\\|")) {
            edges.append(edges.isEmpty() ? "" : ",")
                    .append("{\"node\":")
                    .append(node)
                    .append('}');
        }
        return "{\"edges\":[" + edges + "],\"pageInfo\":{\"hasNextPage\":" + more + ",\"endCursor\":"
                + (cursor == null ? "null" : "\"" + cursor + "\"") + "}}";
    }

    static String environment(String id, boolean canAccess) {
        return "{\"id\":\"e-" + id + "\",\"name\":\"" + id + "\",\"isEphemeral\":false,\"canAccess\":" + canAccess
                + ",\"deletedAt\":null,\"projectId\":\"p-shop\"}";
    }

    static String environment(String id) {
        return environment(id, true);
    }

    static String project(String id, String environments) {
        return "{\"id\":\"p-" + id + "\",\"name\":\"" + id + "\",\"primaryEnvironmentId\":null,\"environments\":"
                + environments + "}";
    }

    static String instance(String id, String volume, String environment) {
        return "{\"id\":\"i-" + id + "\",\"volumeId\":\"v-" + volume + "\",\"environmentId\":\"e-" + environment
                + "\",\"serviceId\":\"s-web\",\"mountPath\":\"/data\",\"state\":\"READY\",\"isPendingDeletion\":false,\"deletedAt\":null,"
                + "\"volume\":{\"id\":\"v-" + volume + "\",\"name\":\"" + volume + "\"}}";
    }

    static String volumeInstances(String environment, String connection) {
        return "{\"environment\":{\"id\":\"e-" + environment + "\",\"volumeInstances\":" + connection + "}}";
    }

    static String serviceInstances(String environment, String connection) {
        return "{\"environment\":{\"id\":\"e-" + environment + "\",\"serviceInstances\":" + connection + "}}";
    }

    static String backup(String id, String createdAt) {
        return "{\"id\":\"" + id + "\",\"createdAt\":\"" + createdAt + "\",\"expiresAt\":null}";
    }

    /** Fills in the whole account. */
    static FakeRailway account(FakeRailway railway) {
        String shopEnvironments =
                environment("staging") + "|" + environment("production") + "|" + environment("preview");
        railway.on("apiToken", "{\"apiToken\":{\"workspaces\":[{\"id\":\"w1\",\"name\":\"one\"}]}}");
        railway.on(
                "projects(workspaceId: $w, first: 100, after",
                "{\"projects\":"
                        + page(project("blog", page(environment("main"))) + "|"
                                + project("shop", page(shopEnvironments)))
                        + "}");
        railway.on(
                "node { id volumes(first",
                "{\"projects\":{\"edges\":[{\"node\":{\"id\":\"p-shop\",\"volumes\":{\"edges\":["
                        + "{\"node\":{\"id\":\"v-shared\"}},{\"node\":{\"id\":\"v-staging\"}}]}}}]}}");
        railway.on(
                "project(id", "id", Map.of("p-shop", "{\"project\":" + project("shop", page(shopEnvironments)) + "}"));
        railway.on(
                "environment(id: $e) {",
                "e",
                Map.of(
                        "e-staging", "{\"environment\":" + environment("staging") + "}",
                        "e-production", "{\"environment\":" + environment("production") + "}",
                        "e-preview", "{\"environment\":" + environment("preview") + "}"));
        railway.on(
                "volumeInstances(first",
                "e",
                Map.of(
                        "e-main", volumeInstances("main", page(instance("blog", "blog", "main"))),
                        "e-staging",
                                volumeInstances(
                                        "staging",
                                        page(instance("shared-s", "shared", "staging") + "|"
                                                + instance("staging", "staging", "staging"))),
                        "e-production",
                                volumeInstances("production", page(instance("shared-p", "shared", "production"))),
                        "e-preview", volumeInstances("preview", page(""))));
        railway.on(
                "volumeInstance(id",
                "id",
                Map.of(
                        "i-shared-p",
                        "{\"volumeInstance\":"
                                + instance("shared-p", "shared", "production")
                                        .replaceFirst("\\{", "{\"environment\":" + environment("production") + ",")
                                + "}"));
        railway.on(
                "service(id",
                "id",
                Map.of(
                        "s-web",
                        "{\"service\":{\"id\":\"s-web\",\"name\":\"web\",\"projectId\":\"p-shop\",\"deletedAt\":null}}"));
        String web = "{\"id\":\"si\",\"serviceId\":\"s-web\"}";
        railway.on(
                "serviceInstances(first",
                "e",
                Map.of(
                        "e-staging", serviceInstances("staging", page(web)),
                        "e-production", serviceInstances("production", page(web)),
                        "e-preview", serviceInstances("preview", page("{\"id\":\"x\",\"serviceId\":\"s-other\"}"))));
        railway.on(
                "volumeInstanceBackupList",
                "v",
                Map.of(
                        "i-shared-p",
                        "{\"volumeInstanceBackupList\":[" + backup("b1", "2026-04-20T03:00:00.000Z") + ","
                                + backup("b2", "2026-04-23T03:00:00.000Z") + "]}",
                        "i-shared-s",
                        "{\"volumeInstanceBackupList\":[" + backup("b3", "2026-04-22T03:00:00.000Z") + "]}",
                        "i-staging",
                        "{\"volumeInstanceBackupList\":[]}",
                        "i-blog",
                        "{\"volumeInstanceBackupList\":[]}"));
        return railway;
    }
}
