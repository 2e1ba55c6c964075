package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTableTest {

    private static final String PACK = """
            guard-pack: 1
            id: acme.rest
            version: "1"
            maturity: incubating
            sources: [{address: "https://docs.acme.example", read: "2026-11-21"}]
            match: {hosts: [api.acme.example, "*.boxes.example"], paths: ["/v1/*", "/b/*"]}
            protocol: http
            dry-run: {argument: dryRun, equals: [All]}
            defaults:
              PATCH: {class: unknown, reason: not listed}
            requests:
              "GET /v1/boxes/{id}": {class: read-only}
              "POST /v1/boxes/search": {class: read-only}
              "POST /v1/boxes/{id}": {class: reversible, resource: {box: id}}
              "DELETE /v1/boxes/{id}": {class: recoverable, resource: {box: id}, reason: "box bin"}
              "DELETE /v1/boxes/{id}/lids/{lid}": {class: reversible}
              "POST /v1/boxes/{id}:scrap": {class: irreversible, reason: scraps}
              "POST /v1/{parent}:forgetAll": {class: irreversible, reason: forgets}
              "* /v1/token": {class: read-only}
              "PUT /b/{bucket}/{key+}": {class: reversible, alone: true, resource: {object: key}}
              "GET /b/{bucket}/{key+}/acl": {class: read-only, reason: of an acl}
              "POST /v1/run": {class: unknown, reason: runs code}
              "POST /v1/paint":
                class: reversible
                when: [{argument: color, equals: [acid], class: irreversible, reason: dissolves}]
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/boxes/b1, acme:GET /v1/boxes/{id}, READ_ONLY",
        "GET, /v1/boxes/b1/, acme:GET /v1/boxes/{id}, READ_ONLY",
        "POST, /v1/boxes/search, acme:POST /v1/boxes/search, READ_ONLY",
        "POST, /v1/boxes/SEARCH, acme:POST /v1/boxes/search, READ_ONLY",
        "POST, /v1/boxes/search;x=1, acme:POST /v1/boxes/search, READ_ONLY",
        "POST, /v1/boxes/b1, acme:POST /v1/boxes/{id}, REVERSIBLE",
        "DELETE, /v1/boxes/search, acme:DELETE /v1/boxes/{id}, RECOVERABLE",
        "DELETE, /v1/boxes/b1/lids/3, acme:DELETE /v1/boxes/{id}/lids/{lid}, REVERSIBLE",
        "POST, /v1/boxes/b1:scrap, acme:POST /v1/boxes/{id}:scrap, IRREVERSIBLE",
        "POST, /v1/boxes/b1:SCRAP, acme:POST /v1/boxes/{id}:scrap, IRREVERSIBLE",
        "POST, /v1/x:forgetAll, acme:POST /v1/{parent}:forgetAll, IRREVERSIBLE",
        "DELETE, /v1/token, acme:* /v1/token, READ_ONLY",
        "PUT, /b/one/two/three, acme:PUT /b/{bucket}/{key+}, REVERSIBLE",
        "GET, /b/one/two/three/acl, acme:GET /b/{bucket}/{key+}/acl, READ_ONLY",
        "PUT, /b/one/acl, acme:PUT /b/{bucket}/{key+}, REVERSIBLE",
        "PUT, /b/one, http:PUT, REVERSIBLE",
        "DELETE, /v1/boxes, http:DELETE, IRREVERSIBLE",
        "PATCH, /v1/boxes, acme:PATCH (other), UNKNOWN",
        "DELETE, /v2/boxes/b1, http:DELETE, IRREVERSIBLE",
        "POST, /v1/boxes/delete, acme:POST /v1/boxes/{id}, IRREVERSIBLE",
        "POST, /v1/boxes/delete-all, acme:POST /v1/boxes/{id}, IRREVERSIBLE"
    })
    void mostSpecificTemplateWins(String method, String path, String operation, Reversibility reversibility)
            throws IOException {
        Effect effect = load(PACK).effectOf(request(method, path, Map.of()));

        assertThat(effect.operation()).isEqualTo(operation);
        assertThat(effect.reversibility()).isEqualTo(reversibility);
    }

    @Test
    void parametersOfThePathAreArguments() throws IOException {
        Packs packs = load(PACK);

        assertThat(packs.effectOf(request("DELETE", "/v1/boxes/b1", Map.of("id", "other")))
                        .resource()
                        .toString())
                .isEqualTo("acme:box b1");
        assertThat(packs.effectOf(request("PUT", "/b/one/two/three", Map.of()))
                        .resource()
                        .toString())
                .isEqualTo("acme:object two/three");
    }

    @Test
    void encodedSlashWithinASegment_isReadBothWays() throws IOException {
        Operation operation = new Operation(
                Protocol.HTTP,
                "api.acme.example",
                "/v1/boxes/b1/lids/3",
                "DELETE",
                "/v1/boxes/b1%2Flids%2F3",
                Map.of(),
                new Evidence("", ""));

        assertThat(load(PACK).effectOf(operation).reversibility()).isEqualTo(Reversibility.RECOVERABLE);
    }

    @Test
    void dryRun_changesNothing_unlessItIsInDoubt() throws IOException {
        Packs packs = load(PACK);

        assertThat(dry(packs, "DELETE", "/v1/boxes/b1", "All")).isEqualTo(Reversibility.READ_ONLY);
        assertThat(dry(packs, "DELETE", "/v1/boxes/b1", "")).isEqualTo(Reversibility.RECOVERABLE);
        assertThat(dry(packs, "DELETE", "/v1/boxes/b1", List.of("All", ""))).isEqualTo(Reversibility.RECOVERABLE);
        assertThat(dry(packs, "DELETE", "/v1/boxes/b1", Operation.UNRESOLVED)).isEqualTo(Reversibility.RECOVERABLE);
        assertThat(dry(packs, "POST", "/v1/run", "All")).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void unreadBodyMattersUnlessTheRequestStandsAlone() throws IOException {
        Packs packs = load(PACK);

        assertThat(packs.standsAlone(request("PUT", "/b/one/two", Map.of()))).isTrue();
        assertThat(packs.standsAlone(request("POST", "/v1/boxes/b1", Map.of()))).isFalse();
        assertThat(packs.standsAlone(request("PUT", "/v1/other", Map.of()))).isFalse();
    }

    @Test
    void apiKnownByItsShape_isKnownOnAnyHost() throws IOException {
        Packs packs = load(PACK.replace("hosts: [api.acme.example, \"*.boxes.example\"]", "hosts: [\"*\"]"));

        Operation distinctive = at("10.0.0.7:6443", "DELETE", "/v1/boxes/b1/lids/3");
        assertThat(packs.effectOf(distinctive).reversibility()).isEqualTo(Reversibility.REVERSIBLE);
        // two names are not enough to lower what the method says
        Operation common = at("10.0.0.7:6443", "DELETE", "/v1/boxes/b1");
        assertThat(packs.effectOf(common).reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(packs.effectOf(common).operation()).isEqualTo("acme:DELETE /v1/boxes/{id}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "DELETE /v1/boxes/{id}" | "DELETE v1/boxes/{id}"   | :15:3: expected a path that starts with `/`, found `DELETE v1/boxes/{id}`
            "DELETE /v1/boxes/{id}" | "delete /v1/boxes/{id}"  | :15:3: expected method and path such as `DELETE /things/{id}`, found `delete /v1/boxes/{id}`
            "DELETE /v1/boxes/{id}" | "/v1/boxes/{id}"         | expected method and path
            "DELETE /v1/boxes/{id}" | "DELETE /v1/{a}{b}"      | expected parameters such as `{name}`, with text between two of them
            "DELETE /v1/boxes/{id}" | "DELETE /v1/{a"          | expected parameters such as `{name}`
            "DELETE /v1/boxes/{id}" | "DELETE /v1/a}"          | expected a `{` for each `}`
            "DELETE /v1/boxes/{id}" | "DELETE /v1/{a+}/{b+}"   | expected at most one parameter `{x+}`
            "DELETE /v1/boxes/{id}" | "DELETE /v1/x{a+}"       | expected a parameter `{x+}` as a segment of its own
            "DELETE /v1/boxes/{id}" | "DELETE /v1/{a}/{a}"     | expected a name only once among its parameters
            "DELETE /v1/boxes/{id}" | "GET /v1/boxes/{other}"  | the same request as `GET /v1/boxes/{id}`
            PATCH:                  | patch:                   | :10:3: expected a method in upper case or `*`, found `patch`
            argument: dryRun        | argument: 5              | expected a string
            alone: true             | alone: maybe             | expected `on` or `off`
            requests:               | mutations:               | missing key `requests`
            """, quoteCharacter = '\u0001')
    void mistake_isOneMessageWithItsPlace(String good, String bad, String message) {
        assertThat(PACK).contains(good);
        assertThatThrownBy(() -> load(PACK.replace(good, bad)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("acme.yaml:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    @Timeout(2)
    void endlessPaths_areAnswered() throws IOException {
        Packs packs = load(PACK);

        for (String path : List.of("/b" + "/acl".repeat(100), "/b" + "/x".repeat(50_000), "/".repeat(100_000))) {
            assertThat(packs.effectOf(request("GET", path, Map.of())).reversibility())
                    .isEqualTo(Reversibility.READ_ONLY);
        }
    }

    private static Reversibility dry(Packs packs, String method, String path, Object value) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("dryRun", value);
        return packs.effectOf(request(method, path, arguments)).reversibility();
    }

    private Packs load(String content) throws IOException {
        Path file = folder.resolve("acme.yaml");
        Files.writeString(file, content);
        return Packs.load(List.of(file), Map.of());
    }

    private static Operation at(String host, String method, String path) {
        return new Operation(Protocol.HTTP, host, path, method, path, Map.of(), new Evidence("", ""));
    }

    private static Operation request(String method, String path, Map<String, @Nullable Object> arguments) {
        return new Operation(Protocol.HTTP, "api.acme.example", path, method, path, arguments, new Evidence("", ""));
    }
}
