package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.pack.Packs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request of 24 April 2026 and its twins, read with the shipped packs. */
class IncidentTest {

    private static final String VOLUME = "3d2c42fb-8c1f-4c0e-9c52-1f1d0c8a7b11";
    private static final String BODY = "{\"query\":\"mutation { volumeDelete(volumeId: \\\"" + VOLUME + "\\\") }\"}";

    private final Packs packs = Packs.shipped();
    private final HttpReader reader = new HttpReader(packs, new GraphQlReader(packs, Limits.DEFAULT), Limits.DEFAULT);

    private List<Effect> post(String url, String body) {
        Map<String, List<String>> headers = Map.of(
                "Authorization", List.of("Bearer abc"),
                "Content-Type", List.of("application/x-www-form-urlencoded"));
        return reader.read(new HttpCall("POST", url, headers, Body.of(body)));
    }

    private static String json(String document) {
        return "{\"query\":\"" + document.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    private List<Reversibility> classesOf(String document) {
        return post("https://backboard.railway.app/graphql/v2", json(document)).stream()
                .map(Effect::reversibility)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://backboard.railway.app/graphql/v2",
                "https://backboard.railway.com/graphql/v2",
                "https://BACKBOARD.railway.com.:443//graphql/./v2?x=1#y",
                "https://someone@backboard.railway.app/graphql/%76%32",
            })
    void incident_isReadAsTheDeletionOfThatVolume(String url) {
        List<Effect> effects = post(url, BODY);

        assertThat(effects).hasSize(1);
        Effect effect = effects.get(0);
        assertThat(effect.operation()).isEqualTo("railway:volumeDelete");
        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(effect.destroysRecovery()).isTrue();
        assertThat(effect.kind()).isEqualTo(Kind.DATA);
        assertThat(effect.resource().type()).isEqualTo("railway:volume");
        assertThat(effect.resource().id()).isEqualTo(VOLUME);
        assertThat(effect.evidence().where()).isEqualTo("body.query 1:12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query { volumeDelete: project(id: \"x\") { id } }",
                "query { project(id: \"x\") { id } } # mutation { volumeDelete(volumeId: \"v\") }",
                "query { project(id: \"mutation { volumeDelete }\") { volumeDelete: id } }",
                "query volumeDelete { me { ...volumeDelete } } fragment volumeDelete on User { id }",
            })
    void wordsOfTheIncident_thatOnlyRead_areReads(String document) {
        assertThat(classesOf(document)).containsExactly(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation { volumeInstanceUpdate(volumeId: \"v\", input: {state: DELETED}) }",
                "mutation { a: environmentDelete(id: \"e\") }",
                "mutation { customDomainCreate(input: {domain: \"d\"}) { id } userDelete }",
            })
    void otherDeletions_areIrreversible(String document) {
        assertThat(classesOf(document)).contains(Reversibility.IRREVERSIBLE);
    }

    @Test
    void omittedScope_isAllOfIt() {
        Effect effect = post("https://backboard.railway.app/graphql/v2", json("mutation { serviceDelete(id: \"s\") }"))
                .get(0);

        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(effect.reach()).isNotEqualTo(Reach.ONE);
    }

    @Test
    void purposeOfTheToken_isNotHeld() {
        assertThat(classesOf("mutation { customDomainCreate(input: {domain: \"d\", environmentId: \"e\"}) { id } }"))
                .containsExactly(Reversibility.REVERSIBLE);
    }
}
