package dev.agentguard.effect.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.effect.Limits;
import org.junit.jupiter.api.Test;

class ParsedDocumentsTest {

    private final ParsedDocuments documents = new ParsedDocuments(Limits.DEFAULT);

    @Test
    void a_repeated_document_is_parsed_once() {
        ParsedDocument first = documents.of("mutation { a }");
        assertThat(documents.of(new String("mutation { a }".toCharArray()))).isSameAs(first);
        assertThat(documents.of("mutation { b }")).isNotSameAs(first);
    }

    @Test
    void what_is_not_a_document_is_known_as_that_too() {
        assertThat(documents.of("mutation {").problem()).isNotNull();
        assertThat(documents.of("mutation {")).isSameAs(documents.of("mutation {"));
    }

    @Test
    void endless_new_documents_are_not_all_kept() {
        String padding = "#" + "x".repeat(1_000);
        for (int i = 0; i < 2_000; i++) {
            documents.of("{ f" + i + " }" + padding);
        }
        assertThat(documents.kept()).isBetween(1, 260);
    }

    @Test
    void a_document_of_any_length_is_read_but_a_long_one_is_not_kept() {
        String text = "{ f }#" + "x".repeat(200_000);
        assertThat(documents.of(text).operations()).hasSize(1);
        assertThat(documents.kept()).isZero();
    }
}
