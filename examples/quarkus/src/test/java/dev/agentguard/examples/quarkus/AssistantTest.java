package dev.agentguard.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Quarkus runs is judged first; only the model is scripted. */
@QuarkusTest
class AssistantTest {

    @Inject
    Assistant assistant;

    @Inject
    OrderTools tools;

    @BeforeEach
    void forget() {
        tools.ran().clear();
    }

    @Test
    void call_that_reads_runs() {
        assertThat(assistant.chat("listOrders {\"customer\": \"c1\"}")).contains("o1");
        assertThat(tools.ran()).containsExactly("list c1");
    }

    @Test
    void call_that_cannot_be_undone_by_its_annotation_is_held() {
        assertThat(assistant.chat("tidy {\"order\": \"o7\"}"))
                .contains("held by Guard", "`shop:orderDelete` on shop:order `o7` is IRREVERSIBLE");
        assertThat(tools.ran()).isEmpty();
    }

    @Test
    void call_that_deletes_by_its_name_is_held() {
        assertThat(assistant.chat("deleteOrder {\"id\": \"o1\"}")).contains("held by Guard");
        assertThat(tools.ran()).isEmpty();
    }

    @Test
    void arguments_of_which_readers_could_disagree_are_refused() {
        assertThat(assistant.chat("listOrders {\"customer\": \"c1\", \"customer\": \"c2\"}"))
                .contains("`listOrders` was not run");
        assertThat(tools.ran()).isEmpty();
    }
}
