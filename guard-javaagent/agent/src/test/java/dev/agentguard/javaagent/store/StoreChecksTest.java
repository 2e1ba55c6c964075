package dev.agentguard.javaagent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoreChecksTest {

    @Test
    void placeThatCannotBeRead_isNotKnown_andFailsNothing() {
        List<String> none = StoreChecks.place("test", () -> {
            throw new IllegalStateException("`socketFactory` of this driver cannot be read");
        });

        assertThat(none).isEmpty();
        assertThat(StoreChecks.place("test", () -> List.of("cache:6379"))).containsExactly("cache:6379");
    }
}
