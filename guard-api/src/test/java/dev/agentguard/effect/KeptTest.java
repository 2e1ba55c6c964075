package dev.agentguard.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTest {

    private final List<String> asked = new ArrayList<>();
    private final Kept<Integer> lengths = new Kept<>(name -> {
        asked.add(name);
        return name.length();
    });

    @Test
    void nameThatComesAgain_isNotAskedForAgain() {
        assertThat(lengths.of("delete")).isEqualTo(6);
        assertThat(lengths.of("delete")).isEqualTo(6);

        assertThat(asked).containsExactly("delete");
    }

    @Test
    void streamOfNewNames_doesNotDriveOutThoseThatWereThereBefore() {
        lengths.of("delete");
        stream(20_000);
        asked.clear();

        assertThat(lengths.of("delete")).isEqualTo(6);
        assertThat(asked).isEmpty();
    }

    @Test
    void whenVeryManyCameThatAreNotKept_othersAreAgain() {
        stream(45_000);
        lengths.of("delete");
        asked.clear();

        assertThat(lengths.of("delete")).isEqualTo(6);
        assertThat(asked).isEmpty();
    }

    @Test
    void longName_isAskedForEachTime() {
        String name = "n".repeat(41);

        assertThat(lengths.of(name)).isEqualTo(41);
        assertThat(lengths.of(name)).isEqualTo(41);
        assertThat(asked).hasSize(2);
    }

    private void stream(int names) {
        for (int i = 0; i < names; i++) {
            lengths.of("k" + i);
        }
    }
}
