package dev.agentguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.rules.SessionCounts;
import dev.agentguard.session.Deeds.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeedsTest {

    private final Deeds deeds = new Deeds();
    private final SessionCounts counts = deeds.of("s");

    private static Effect effect(String operation) {
        return Effect.of(operation, new Evidence("here", ""))
                .reversibility(Reversibility.RECOVERABLE, "because")
                .build();
    }

    private void did(String operation) {
        deeds.did("", "s", List.of(effect(operation)), Part.NONE);
    }

    @Test
    void stars_add_up_and_case_does_not_matter() {
        did("git:push");
        did("Git:Push");
        did("git:tag");
        assertThat(counts.of("GIT:PUSH")).isEqualTo(2);
        assertThat(counts.of("git:*")).isEqualTo(3);
        assertThat(counts.of("git:pus")).isZero();
        assertThat(counts.of(Reversibility.RECOVERABLE)).isEqualTo(3);
        assertThat(counts.of(Reversibility.IRREVERSIBLE)).isZero();
        assertThat(deeds.of("other").of("*")).isZero();
    }

    @Test
    void of_too_many_operations_only_those_are_known_that_were_counted() {
        for (int i = 0; i < 1_001; i++) {
            did("tool:t" + i);
        }
        did("tool:t7");
        assertThat(counts.of("tool:t7")).isEqualTo(2);
        assertThat(counts.of("git:push")).isNull();
        assertThat(counts.of("tool:*")).isNull();
        assertThat(counts.of(Reversibility.RECOVERABLE)).isEqualTo(1_002);
    }

    @Test
    void what_was_undone_is_taken_back_once() {
        deeds.did("a-1", "s", List.of(effect("git:push")), Part.NONE);
        deeds.did("a-2", "s", List.of(effect("git:push")), Part.NONE);
        deeds.completed("a-1", true);
        deeds.completed("a-1", true);
        deeds.completed("a-2", false);
        assertThat(counts.of("git:push")).isEqualTo(1);
        assertThat(counts.of(Reversibility.RECOVERABLE)).isEqualTo(1);
    }

    @Test
    void a_tool_call_covers_a_request_of_its_own_session_only_and_while_it_runs() {
        deeds.did("t", "s", List.of(effect("git:push")), Part.TOOL_CALL);
        deeds.did("w", "other", List.of(effect("git:push")), Part.OF_A_TOOL_CALL);
        assertThat(deeds.of("other").of("git:push")).isEqualTo(1);
        deeds.completed("t", false);
        deeds.did("w2", "s", List.of(effect("git:push")), Part.OF_A_TOOL_CALL);
        assertThat(counts.of("git:push")).isEqualTo(2);
    }

    @Test
    void the_same_question_counts_once() {
        deeds.asked("s", "r-1");
        deeds.asked("s", "r-1");
        deeds.asked("s", "r-2");
        deeds.refused("s");
        assertThat(counts.asked()).isEqualTo(2);
        assertThat(counts.refused()).isEqualTo(1);
    }

    @Test
    void sessions_that_were_long_idle_are_forgotten() {
        deeds.refused("s");
        for (int i = 0; i < 1_000; i++) {
            deeds.refused("s" + i);
        }
        assertThat(counts.refused()).isZero();
        assertThat(deeds.of("s999").refused()).isEqualTo(1);
    }
}
