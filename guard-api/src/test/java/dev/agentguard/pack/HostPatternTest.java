package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a pack's provider answers. */
class HostPatternTest {

    private static final HostPattern ANY_AT_PORT = HostPattern.parse("*:8200");

    @Test
    void starWithPort_isAnyHostAtThatPort() {
        assertThat(ANY_AT_PORT.matches("vault.acme.example:8200")).isTrue();
        assertThat(ANY_AT_PORT.matches("127.0.0.1:8200")).isTrue();
        assertThat(ANY_AT_PORT.matches("[::1]:8200")).isTrue();
    }

    @Test
    void starWithPort_isNoOtherPort() {
        assertThat(ANY_AT_PORT.matches("vault.acme.example:8201")).isFalse();
        assertThat(ANY_AT_PORT.matches("vault.acme.example")).isFalse();
        assertThat(ANY_AT_PORT.matches("")).isFalse();
    }

    @Test
    void starWithPort_survivesTheIndex() {
        assertThat(HostPattern.parse(ANY_AT_PORT.toString())).isEqualTo(ANY_AT_PORT);
    }

    @Test
    void packsAreFoundByPort() {
        PackMatch match =
                new PackMatch("acme.rest", PackProtocol.HTTP, List.of(ANY_AT_PORT), false, List.of(), List.of(), false);
        LazyPack pack = new LazyPack(match, () -> {
            throw new AssertionError("nobody asked for its content");
        });
        HostPacks packs = new HostPacks(List.of(pack));

        assertThat(packs.at("vault.acme.example:8200")).containsExactly(pack);
        assertThat(packs.at("vault.acme.example:443")).isEmpty();
    }
}
