package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.effect.Reach;
import dev.agentguard.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackParserTest {

    private static final String PACK = """
            guard-pack: 1
            id: acme.graphql
            version: "1"
            maturity: incubating
            sources:
              - {address: "https://docs.acme.example", read: "2026-11-21"}
            match:
              hosts: [api.acme.example, "*.eu.acme.example"]
              paths: [/gql]
            protocol: graphql
            defaults:
              query: {class: read-only}
              subscription: {class: read-only}
              mutation: {class: unknown, reason: not listed}
            mutations:
              boxScrap:
                class: irreversible
                resource: {box: ids}
                scope: {argument: site, absent: all}
                environment: site
                reason: scraps boxes
              boxPaint:
                class: reversible
                resource: {box: id}
                when:
                  - argument: color
                    equals: [acid]
                    class: irreversible
                    reason: dissolves the box
            """;

    @TempDir
    private Path folder;

    @Test
    void userPack_isAppliedAtItsHosts() throws IOException {
        Packs packs = load(PACK);

        Effect scrap = packs.effectOf(mutation("api.acme.example", "boxScrap", Map.of("ids", List.of("b1", "b2"))));
        assertThat(scrap.operation()).isEqualTo("acme:boxScrap");
        assertThat(scrap.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(scrap.reach()).isEqualTo(Reach.ALL);
        assertThat(packs.effectOf(mutation("n1.eu.acme.example", "boxPaint", Map.of("id", "b1")))
                        .reversibility())
                .isEqualTo(Reversibility.REVERSIBLE);
        assertThat(packs.effectOf(mutation("n1.eu.acme.example", "boxPaint", Map.of("id", "b1", "color", "acid")))
                        .reversibility())
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(packs.effectOf(mutation("api.other.example", "boxScrap", Map.of()))
                        .operation())
                .isEqualTo("graphql:boxScrap");
        assertThat(packs.speaksGraphQl("api.acme.example", "/gql")).isTrue();
        assertThat(packs.controls("api.acme.example")).isFalse();
    }

    @Test
    void twoPacksForOneOperation_theStricterWins() throws IOException {
        String lenient = PACK.replace("acme.graphql", "railway.mine")
                .replace("api.acme.example", "backboard.railway.com")
                .replace("boxScrap", "volumeDelete")
                .replace(
                        "class: irreversible\n    resource: {box: ids}", "class: reversible\n    resource: {box: ids}");

        Effect effect = load(lenient)
                .effectOf(mutation("backboard.railway.com", "volumeDelete", Map.of("volumeId", "v1", "site", "s")));

        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(effect.resource().toString()).isEqualTo("railway:volume v1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    guard-pack: 1           | guard-pack: 2                    | :1:13: expected schema version `1`, found `2`
                    id: acme.graphql        | id: Acme                         | :2:5: expected an id such as `provider.topic`, found `Acme`
                    maturity: incubating    | maturity: young                  | :4:11: expected one of `stable`, `incubating`, `deprecated`, found `young`
                    paths: [/gql]           | paths: [gql]                     | :9:11: expected a path that starts with `/`, found `gql`
                    protocol: graphql       | protocol: soap                   | :10:11: expected one of `graphql`, `http`, `aws`, `command`, found `soap`
                    reason: scraps boxes    | because: scraps boxes            | unknown key `because`
                        reason: scraps boxes| kind: data                       | missing key `reason`
                    scope: {argument: site, absent: all} | scope: {argument: site, absent: some} | expected `all`, found `some`
                    scope: {argument: site, absent: all} | scope: {argument: site}               | expected one of `absent: all`, `set: all`
                    equals: [acid]          | equal: [acid]                    | unknown key `equal`
                    equals: [acid]          | kind: data                       | expected exactly one of `equals`, `is`, `contains`, `has`, `null-in`, `finds`, found 0
                    equals: [acid]          | is: maybe                        | expected one of `absent`, `present`, `empty`, found `maybe`
                    equals: [acid]          | finds: gold                      | expected one of `destruction`, found `gold`
                    boxPaint                | boxScrap                         | duplicate key `boxScrap`
                    query: {class: read-only} | query: {class: harmless}       | expected one of `read-only`
                    """)
    void mistake_isOneMessageWithItsPlace(String good, String bad, String message) {
        assertThat(PACK).contains(good);
        assertThatThrownBy(() -> load(PACK.replaceFirst(java.util.regex.Pattern.quote(good), bad)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("acme.yaml:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hosts: [api.boxes.example] | hosts: []                              | :6:16: expected at least a host
            paths: ["/*"]              | paths: []                              | expected at least a path
            DELETE /boxes              | DELTE /boxes                           | :9:3: `DELTE` is no registered method
            DELETE /boxes              | DELETE boxes                           | :9:3: expected a path that starts with `/`
            """)
    void mistakeInAPackOfRequests_isOneMessageWithItsPlace(String good, String bad, String message) {
        String pack = """
                guard-pack: 1
                id: boxes.rest
                version: "1"
                maturity: incubating
                sources: [{address: "https://boxes.example", read: "2026-11-21"}]
                match: {hosts: [api.boxes.example], paths: ["/*"]}
                protocol: http
                requests:
                  "DELETE /boxes/{box}": {class: irreversible, reason: deletes the box}
                """;
        assertThat(pack).contains(good);

        assertThatThrownBy(() -> load(pack.replace(good, bad)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("acme.yaml:")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type Mutation { boxPaint: Int }                   | the schema has no mutation `boxScrap`
            type Mutation { boxScrap( : Int }                 | not a GraphQL schema
            type Box { id: ID }                               | no root type in it
            (none)                                            | cannot be read
            """)
    void schemaThatDoesNotFit_isNamedWithThePlaceInThePack(String schema, String message) throws IOException {
        String pack = """
                guard-pack: 1
                id: boxes.graphql
                version: "1"
                maturity: incubating
                sources: [{address: "https://boxes.example", read: "2026-11-21"}]
                match: {hosts: [api.boxes.example], paths: ["/gql"]}
                protocol: graphql
                schema: boxes.graphql
                mutations:
                  boxScrap: {class: irreversible, reason: scraps the box}
                """;
        if (!schema.equals("(none)")) {
            Files.writeString(folder.resolve("boxes.graphql"), schema);
        }

        assertThatThrownBy(() -> load(pack))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("acme.yaml:")
                .hasMessageContaining(message);
    }

    @Test
    void languageThatNobodyReads_isRefused() {
        String pack = """
                guard-pack: 1
                id: boxes.commands
                version: "1"
                maturity: incubating
                sources: [{address: "https://boxes.example", read: "2026-11-21"}]
                protocol: command
                programs:
                  boxsql: {class: read-only, code: [{language: sqll, option: [-c]}]}
                """;

        assertThatThrownBy(() -> load(pack))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("acme.yaml:8:")
                .hasMessageContaining("found `sqll`");
    }

    @Test
    void caseThatLowersTheClass_isRefused() {
        String lowering = PACK.replace(
                "class: irreversible\n        reason: dissolves", "class: read-only\n        reason: dissolves");

        assertThatThrownBy(() -> load(lowering))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("a case must raise the class `reversible`, found `read-only`");
    }

    @Test
    void missingFileAndTakenId_areRefused() throws IOException {
        Path none = folder.resolve("none.yaml");
        assertThatThrownBy(() -> Packs.load(List.of(none), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.yaml");
        assertThatThrownBy(() -> load(PACK.replace("acme.graphql", "railway.graphql")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there already is a pack with the id `railway.graphql`");
    }

    private Packs load(String content) throws IOException {
        Path file = folder.resolve("acme.yaml");
        Files.writeString(file, content);
        return Packs.load(List.of(file), Map.of());
    }

    private static Operation mutation(String host, String name, Map<String, Object> arguments) {
        return new Operation(
                Protocol.GRAPHQL, host, "/gql", "mutation", name, Map.copyOf(arguments), new Evidence("", ""));
    }
}
