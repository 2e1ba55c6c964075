package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.invocation.InvocationContext;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionsTest {

    @Test
    void explicit_memory_id_is_one_session_per_service() {
        InvocationContext first = context("alice", UUID.randomUUID());
        InvocationContext second = context("alice", UUID.randomUUID());

        assertThat(Sessions.of("A", first))
                .isEqualTo(Sessions.of("A", second))
                .isNotEqualTo(Sessions.of("B", first))
                .isNotEqualTo(Sessions.of("A", context("bob", UUID.randomUUID())));
    }

    @Test
    void shared_default_memory_is_one_session_per_invocation() {
        UUID invocation = UUID.randomUUID();

        assertThat(Sessions.of("A", context("default", invocation)))
                .isEqualTo(Sessions.of("A", context(null, invocation)))
                .isNotEqualTo(Sessions.of("A", context("default", UUID.randomUUID())));
    }

    @Test
    void call_without_context_is_a_session_of_its_own() {
        assertThat(Sessions.of("A", null)).startsWith("A@").isNotEqualTo(Sessions.of("A", null));
        assertThat(Sessions.of("A", context(null, null))).startsWith("A@");
    }

    private static InvocationContext context(Object memoryId, UUID invocation) {
        return InvocationContext.builder()
                .chatMemoryId(memoryId)
                .invocationId(invocation)
                .build();
    }
}
