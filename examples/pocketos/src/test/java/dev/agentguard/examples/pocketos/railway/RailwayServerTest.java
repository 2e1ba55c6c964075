package dev.agentguard.examples.pocketos.railway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RailwayServerTest {

    private static final String THE_REQUEST =
            "{\"query\":\"mutation { volumeDelete(volumeId: \\\"" + PocketOs.SHARED_VOLUME + "\\\") }\"}";

    @TempDir
    Path directory;

    private RailwayServer server;
    private Client account;
    private Client viewer;
    private Client staging;

    @BeforeEach
    void start() {
        server = RailwayServer.start(directory.resolve("volumes"), 2);
        server.issue("account", Access.account());
        server.issue("workspace", Access.workspace(PocketOs.WORKSPACE));
        server.issue("viewer", Access.viewer(PocketOs.WORKSPACE));
        server.issue("staging", Access.project(PocketOs.STAGING));
        account = bearer("account");
        viewer = bearer("viewer");
        staging = new Client(server.endpoint(), "Project-Access-Token", "staging");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/json", "text/plain"})
    void volumeDelete_asInTheIncident_takesAllInstancesAndBackups(String contentType) {
        assertThat(server.rows(PocketOs.SHARED_VOLUME, PocketOs.PRODUCTION)).isEqualTo(18_204);
        assertThat(server.rows(PocketOs.SHARED_VOLUME, PocketOs.STAGING)).isEqualTo(212);
        assertThat(server.backups(PocketOs.SHARED_VOLUME)).isEqualTo(4);

        JsonNode answer = account.post(THE_REQUEST, contentType);

        assertThat(answer).hasToString("{\"data\":{\"volumeDelete\":true}}");
        assertThat(server.holds(PocketOs.SHARED_VOLUME)).isFalse();
        assertThat(server.rows(PocketOs.SHARED_VOLUME, PocketOs.PRODUCTION)).isZero();
        assertThat(server.backups(PocketOs.SHARED_VOLUME)).isZero();
        assertThat(directory.resolve("volumes").resolve(PocketOs.SHARED_VOLUME)).doesNotExist();
        assertThat(server.holds(PocketOs.CACHE_VOLUME)).isTrue();
        assertThat(server.firstDeletion()).isNotNull();
    }

    @Test
    void volumeInstanceUpdate_toDeletedWithoutAnEnvironment_takesAllInstances() {
        JsonNode answer = account.send(
                "mutation ($v: String!) { volumeInstanceUpdate(volumeId: $v, input: { state: DELETED }) }",
                Map.of("v", PocketOs.SHARED_VOLUME));

        assertThat(answer.at("/data/volumeInstanceUpdate").asBoolean()).isTrue();
        assertThat(server.holds(PocketOs.SHARED_VOLUME)).isFalse();
        assertThat(server.backups(PocketOs.SHARED_VOLUME)).isZero();
    }

    @Test
    void volumeInstanceUpdate_inOneEnvironment_leavesTheOther() {
        account.send(
                "mutation ($v: String!, $e: String) { volumeInstanceUpdate(volumeId: $v, environmentId: $e,"
                        + " input: { state: DELETED }) }",
                Map.of("v", PocketOs.SHARED_VOLUME, "e", PocketOs.STAGING));

        assertThat(server.rows(PocketOs.SHARED_VOLUME, PocketOs.STAGING)).isZero();
        assertThat(server.rows(PocketOs.SHARED_VOLUME, PocketOs.PRODUCTION)).isEqualTo(18_204);
        assertThat(server.backups(PocketOs.SHARED_VOLUME)).isEqualTo(3);
    }

    @Test
    void volumeInstanceUpdate_ofThePath_deletesNothing() {
        account.send(
                "mutation ($v: String!) { volumeInstanceUpdate(volumeId: $v, input: { mountPath: \"/data\" }) }",
                Map.of("v", PocketOs.SHARED_VOLUME));

        assertThat(server.rows(PocketOs.SHARED_VOLUME, PocketOs.PRODUCTION)).isEqualTo(18_204);
        assertThat(viewer.send(
                                "query ($e: String!) { environment(id: $e) { volumeInstances { edges { node { mountPath"
                                        + " } } } } }",
                                Map.of("e", PocketOs.PRODUCTION))
                        .findValuesAsText("mountPath"))
                .containsExactly("/data");
    }

    @Test
    void tokens_giveWhatTheirKindGives() {
        String delete = "mutation ($v: String!) { volumeDelete(volumeId: $v) }";
        Map<String, Object> shared = Map.of("v", PocketOs.SHARED_VOLUME);

        for (Client refused : List.of(
                viewer, staging, bearer("nobody"), bearer("staging"), header("Project-Access-Token", "account"))) {
            assertThat(refused.send(delete, shared).at("/errors/0/message").asText())
                    .isEqualTo("Not Authorized");
        }
        assertThat(server.holds(PocketOs.SHARED_VOLUME)).isTrue();

        assertThat(staging.send(delete, Map.of("v", PocketOs.SCRATCH_VOLUME))
                        .at("/data/volumeDelete")
                        .asBoolean())
                .isTrue();
        assertThat(server.holds(PocketOs.SCRATCH_VOLUME)).isFalse();
        assertThat(bearer("workspace")
                        .send(delete, shared)
                        .at("/data/volumeDelete")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void probes_tellTheKindOfAToken() {
        String apiToken = "query { apiToken { workspaces { id name } } }";
        String me = "query { me { id name email workspaces { id name } } }";
        String project = "query { projectToken { id name projectId environmentId project { id name } environment"
                + " { id name isEphemeral } } }";

        assertAnswers(account, apiToken, true);
        assertAnswers(account, me, true);
        assertAnswers(account, project, false);
        assertAnswers(viewer, apiToken, true);
        assertAnswers(viewer, me, false);
        assertAnswers(staging, project, true);
        assertAnswers(staging, apiToken, false);
        assertAnswers(bearer("nobody"), project, false);
    }

    /** Every query by which a volume's environments are found, read to its last page. */
    @Test
    void enumeration_overAllPages_findsBothEnvironmentsOfTheVolume() {
        List<JsonNode> projects = all(
                "query ($w: String!, $after: String) { projects(workspaceId: $w, first: 100, after: $after) {"
                        + " edges { node { id name primaryEnvironmentId environments(first: 50) { edges { node { id name"
                        + " isEphemeral canAccess deletedAt } } pageInfo { hasNextPage endCursor } } } }"
                        + " pageInfo { hasNextPage endCursor } } }",
                Map.of("w", PocketOs.WORKSPACE),
                "/data/projects");
        assertThat(projects).extracting(node -> node.path("name").asText()).containsExactly("pocketos", "website");

        List<JsonNode> environments = all(
                "query ($id: String!, $after: String) { project(id: $id) { id environments(first: 50, after: $after) {"
                        + " edges { node { id name isEphemeral canAccess deletedAt } } pageInfo { hasNextPage endCursor"
                        + " } } } }",
                Map.of("id", PocketOs.PROJECT),
                "/data/project/environments");
        assertThat(environments)
                .extracting(node -> node.path("name").asText())
                .containsExactly("production", "pr-212", "staging");

        List<JsonNode> volumes = all(
                "query ($id: String!, $after: String) { project(id: $id) { id name primaryEnvironmentId volumes(first:"
                        + " 100, after: $after) { edges { node { id name volumeInstances(first: 50) { edges { node { id"
                        + " environmentId serviceId mountPath sizeMB currentSizeMB state isPendingDeletion deletedAt"
                        + " environment { id name isEphemeral } } } pageInfo { hasNextPage endCursor } } } }"
                        + " pageInfo { hasNextPage endCursor } } } }",
                Map.of("id", PocketOs.PROJECT),
                "/data/project/volumes");
        assertThat(volumes).hasSize(3);
        assertThat(volumes.get(1).findValuesAsText("environmentId"))
                .containsExactlyInAnyOrder(PocketOs.STAGING, PocketOs.PRODUCTION);

        List<JsonNode> inStaging = all(
                "query ($e: String!, $p: String!, $after: String) { environment(id: $e, projectId: $p) { id name"
                        + " isEphemeral volumeInstances(first: 100, after: $after) { edges { node { id volumeId"
                        + " environmentId serviceId mountPath sizeMB currentSizeMB state isPendingDeletion deletedAt"
                        + " volume { id name } } } pageInfo { hasNextPage endCursor } } } }",
                Map.of("e", PocketOs.STAGING, "p", PocketOs.PROJECT),
                "/data/environment/volumeInstances");
        assertThat(inStaging)
                .extracting(node -> node.path("volumeId").asText())
                .containsExactly(PocketOs.CACHE_VOLUME, PocketOs.SHARED_VOLUME, PocketOs.SCRATCH_VOLUME);
    }

    @Test
    void pages_areNoLargerThanTheServiceGives_whateverFirstAsksFor() {
        JsonNode page = viewer.send(
                "query ($id: String!) { project(id: $id) { volumes(first: 100) { edges { cursor } pageInfo {"
                        + " hasNextPage hasPreviousPage startCursor endCursor } } } }",
                Map.of("id", PocketOs.PROJECT));

        assertThat(page.at("/data/project/volumes/edges")).hasSize(2);
        assertThat(page.at("/data/project/volumes/pageInfo/hasNextPage").asBoolean())
                .isTrue();
        assertThat(viewer.send("query { projects(first: 1, after: \"%%%\") { edges { cursor } } }", Map.of())
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("Invalid cursor");
    }

    @Test
    void volumeInstance_isFoundByItsOwnId_notByTheVolumes() {
        String query = "query ($id: String!) { volumeInstance(id: $id) { id volumeId environmentId serviceId mountPath"
                + " state isPendingDeletion deletedAt environment { id name isEphemeral projectId }"
                + " volume { id name } } }";

        assertThat(viewer.send(query, Map.of("id", productionInstance()))
                        .at("/data/volumeInstance/environment/name")
                        .asText())
                .isEqualTo("production");
        assertThat(viewer.send(query, Map.of("id", PocketOs.SHARED_VOLUME))
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("Volume instance not found");
    }

    @Test
    void backups_areListedMadeAndLocked_andDieWithTheVolume() {
        Map<String, Object> instance = Map.of("v", productionInstance());
        String list =
                "query ($v: String!) { volumeInstanceBackupList(volumeInstanceId: $v) { id name createdAt expiresAt"
                        + " externalId scheduleId usedMB referencedMB volumeInstanceSizeMB creatorId } }";
        assertThat(viewer.send(list, instance).at("/data/volumeInstanceBackupList"))
                .hasSize(3);
        assertThat(viewer.send(
                                "query ($v: String!) { volumeInstanceBackupScheduleList(volumeInstanceId: $v) { id kind"
                                        + " cron name retentionSeconds createdAt } }",
                                instance)
                        .at("/data/volumeInstanceBackupScheduleList/0/kind")
                        .asText())
                .isEqualTo("DAILY");

        String made = account.send(
                        "mutation ($v: String!) { volumeInstanceBackupCreate(volumeInstanceId: $v) { workflowId } }",
                        instance)
                .at("/data/volumeInstanceBackupCreate/workflowId")
                .asText();
        String status = "query ($id: String!) { workflowStatus(workflowId: $id) { status error } }";
        assertThat(account.send(status, Map.of("id", made))
                        .at("/data/workflowStatus/status")
                        .asText())
                .isEqualTo("Complete");
        assertThat(account.send(
                                "mutation ($b: String!, $v: String!) { volumeInstanceBackupLock(volumeInstanceBackupId:"
                                        + " $b, volumeInstanceId: $v) }",
                                Map.of("b", made, "v", productionInstance()))
                        .at("/data/volumeInstanceBackupLock")
                        .asBoolean())
                .isTrue();
        assertThat(viewer.send(list, instance).at("/data/volumeInstanceBackupList"))
                .hasSize(4);

        account.post(THE_REQUEST, "application/json");

        assertThat(account.send(status, Map.of("id", made))
                        .at("/data/workflowStatus/status")
                        .asText())
                .isEqualTo("NotFound");
    }

    @Test
    void evidenceForTheApprover_isAnswered() {
        account.post(THE_REQUEST, "application/json");
        JsonNode log = viewer.send(
                "query ($w: String!, $f: AuditLogFilterInput) { auditLogs(workspaceId: $w, first: 50, filter: $f) {"
                        + " edges { node { id eventType createdAt projectId environmentId context payload } }"
                        + " pageInfo { hasNextPage endCursor } } }",
                Map.of("w", PocketOs.WORKSPACE, "f", Map.of("startDate", "2026-01-01T00:00:00Z")));
        assertThat(log.at("/data/auditLogs/edges/0/node/payload/volumeId").asText())
                .isEqualTo(PocketOs.SHARED_VOLUME);
        assertThat(viewer.send(
                                "query ($p: String!) { projectCompliance(projectId: $p) { projectId serviceBackups {"
                                        + " serviceId serviceName schedules } } }",
                                Map.of("p", PocketOs.PROJECT))
                        .at("/data/projectCompliance/serviceBackups/0/serviceName")
                        .asText())
                .isEqualTo("postgres");
    }

    @Test
    void theTokensPurpose_customDomains_works() {
        JsonNode created = account.send(
                "mutation ($i: CustomDomainCreateInput!) { customDomainCreate(input: $i) { id domain } }",
                Map.of(
                        "i",
                        Map.of(
                                "domain",
                                "rent.example",
                                "environmentId",
                                PocketOs.PRODUCTION,
                                "projectId",
                                PocketOs.PROJECT,
                                "serviceId",
                                PocketOs.POSTGRES)));
        String id = created.at("/data/customDomainCreate/id").asText();

        account.send(
                "mutation ($id: String!, $e: String!) { customDomainUpdate(id: $id, environmentId: $e, targetPort: 80) }",
                Map.of("id", id, "e", PocketOs.PRODUCTION));
        String read = "query ($id: String!, $p: String!) { customDomain(id: $id, projectId: $p) { targetPort } }";
        assertThat(account.send(read, Map.of("id", id, "p", PocketOs.PROJECT))
                        .at("/data/customDomain/targetPort")
                        .asInt())
                .isEqualTo(80);
        assertThat(account.send("mutation ($id: String!) { customDomainDelete(id: $id) }", Map.of("id", id))
                        .at("/data/customDomainDelete")
                        .asBoolean())
                .isTrue();
        assertThat(account.send(read, Map.of("id", id, "p", PocketOs.PROJECT)).has("errors"))
                .isTrue();
    }

    @Test
    void variables_ofOnesOwnEnvironment_mayBeSetByAProjectToken() {
        String upsert = "mutation ($i: VariableUpsertInput!) { variableUpsert(input: $i) }";
        Map<String, Object> input = Map.of("projectId", PocketOs.PROJECT, "name", "PGUSER", "value", "pocketos");

        assertThat(staging.send(upsert, Map.of("i", with(input, "environmentId", PocketOs.STAGING)))
                        .at("/data/variableUpsert")
                        .asBoolean())
                .isTrue();
        assertThat(staging.send(upsert, Map.of("i", with(input, "environmentId", PocketOs.PRODUCTION)))
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("Not Authorized");
        assertThat(staging.send(
                                "query ($e: String!, $p: String!) { variables(environmentId: $e, projectId: $p) }",
                                Map.of("e", PocketOs.STAGING, "p", PocketOs.PROJECT))
                        .at("/data/variables/PGUSER")
                        .asText())
                .isEqualTo("pocketos");
    }

    @Test
    void everything_thatIsNoRequest_isAnsweredAndChangesNothing() throws Exception {
        assertThat(account.post("{", "application/json").has("errors")).isTrue();
        assertThat(account.post("{}", "application/json").has("errors")).isTrue();
        assertThat(account.post("{\"query\":\"mutation {\"}", "application/json")
                        .has("errors"))
                .isTrue();
        HttpResponse<String> elsewhere = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + server.hostAndPort() + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(elsewhere.statusCode()).isEqualTo(404);
        assertThat(server.holds(PocketOs.SHARED_VOLUME)).isTrue();
    }

    private List<JsonNode> all(String query, Map<String, Object> variables, String connection) {
        List<JsonNode> nodes = new ArrayList<>();
        Map<String, Object> next = new java.util.HashMap<>(variables);
        JsonNode page;
        do {
            page = viewer.send(query, next);
            assertThat(page.has("errors")).as("%s", page).isFalse();
            page.at(connection + "/edges").forEach(edge -> nodes.add(edge.path("node")));
            next.put("after", page.at(connection + "/pageInfo/endCursor").textValue());
        } while (page.at(connection + "/pageInfo/hasNextPage").asBoolean());
        return nodes;
    }

    private String productionInstance() {
        return viewer.send(
                        "query ($e: String!) { environment(id: $e) { volumeInstances { edges { node { id } } } } }",
                        Map.of("e", PocketOs.PRODUCTION))
                .at("/data/environment/volumeInstances/edges/0/node/id")
                .asText();
    }

    private Client bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    private Client header(String name, String value) {
        return new Client(server.endpoint(), name, value);
    }

    private static void assertAnswers(Client client, String query, boolean answers) {
        assertThat(client.send(query, Map.of()).has("errors")).as(query).isNotEqualTo(answers);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> copy = new java.util.HashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
