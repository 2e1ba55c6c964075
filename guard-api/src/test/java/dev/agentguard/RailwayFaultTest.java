package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.FaultServer.Asked;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Railway's GraphQL API, as its schema of the tests' resources has it, failing. */
class RailwayFaultTest extends ResolverFaultContract {

    private volatile boolean loops;

    @Override
    String config(String endpoint) {
        return """
                agent: {environments: [staging]}
                environments:
                  staging: {railway: [staging]}
                  production: {railway: [production], protected: true}
                resolvers: {railway: {endpoint: "%s/graphql/v2", token: "file:secret.txt", time-limit: 2s}}
                """.formatted(endpoint);
    }

    @Override
    String answer(Asked request) {
        String environment =
                "{\"id\":\"e1\",\"name\":\"staging\",\"isEphemeral\":false,\"canAccess\":true,\"deletedAt\":null}";
        String query = request.body();
        String data;
        if (query.contains("apiToken")) {
            data = "{\"apiToken\":{\"workspaces\":[{\"id\":\"w\",\"name\":\"w\"}]}}";
        } else if (query.contains("projects(")) {
            data = "{\"projects\":"
                    + page("{\"id\":\"p\",\"name\":\"shop\",\"primaryEnvironmentId\":null,\"environments\":"
                            + page(environment) + "}")
                    + "}";
        } else if (query.contains("volumeInstances(")) {
            data = "{\"environment\":{\"id\":\"e1\",\"volumeInstances\":"
                    + page(
                            "{\"id\":\"i\",\"volumeId\":\"v1\",\"environmentId\":\"e1\",\"mountPath\":\"/data\",\"state\":"
                                    + "\"READY\",\"isPendingDeletion\":false,\"deletedAt\":null,"
                                    + "\"volume\":{\"id\":\"v1\",\"name\":\"data\"}}")
                    + "}}";
        } else {
            data = "{\"volumeInstanceBackupList\":[]}";
        }
        return "{\"data\":" + data + "}";
    }

    private String page(String node) {
        return "{\"edges\":[{\"node\":" + node + "}],\"pageInfo\":{\"hasNextPage\":" + loops + ",\"endCursor\":"
                + (loops ? "\"again\"" : "null") + "}}";
    }

    private static Action graphQl(String document) {
        return new HttpCall(
                "POST",
                "https://backboard.railway.com/graphql/v2",
                Map.of("Content-Type", List.of("application/json")),
                Body.of(("{\"query\":\"" + document + "\"}").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    Action destroying() {
        return graphQl("mutation { volumeDelete(volumeId: \\\"v1\\\") }");
    }

    @Override
    Action reading() {
        return graphQl("query { project(id: \\\"p\\\") { id } }");
    }

    /** Backups are listed when the place is known already: that they could not be is said, and the place stands. */
    @Override
    int requestsBesideTheQuestion() {
        return 1;
    }

    @Test
    void pages_that_repeat_hold() throws IOException {
        loops = true;
        try (Guard guard = guard()) {
            assertThat(words(check(guard, destroying()))).isEqualTo("Deny scope.unknown");
        }
        assertThat(server.asked.size()).isLessThan(10);
    }
}
