package dev.agentguard.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GuardBridgeTest {

    private static final List<Map<String, Object>> ASKED = new ArrayList<>();

    /** There is one engine for a JVM, so there is one for this class: what it answers depends on the path. */
    @BeforeAll
    static void install() {
        assertThat(GuardBridge.installed()).isFalse();
        assertThatThrownBy(() -> GuardBridge.call("tool.check", Map.of())).isInstanceOf(IllegalStateException.class);
        assertThat(GuardBridge.install(new Scripted())).isTrue();
    }

    @Test
    void only_the_first_engine_is_taken() {
        assertThat(GuardBridge.install(new Scripted())).isFalse();
        assertThat(GuardBridge.installed()).isTrue();
    }

    @Test
    void enterHttp_allowed_returnsTheAnswer() throws RefusedException {
        assertThat(enter("POST", "http://h/allowed")).containsEntry("id", "7");
    }

    @Test
    void enterHttp_refused_throwsTheMessage() {
        assertThatThrownBy(() -> enter("POST", "http://h/refused"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("because");
    }

    @Test
    void enterHttp_engineFails_onlySafeMethodsGoOn() throws RefusedException {
        assertThat(enter("GET", "http://h/fails")).isEmpty();
        assertThat(enter("head", "http://h/fails")).isEmpty();
        for (String method : List.of("POST", "DELETE", "PUT", "PATCH", "BREW", "")) {
            assertThatThrownBy(() -> enter(method, "http://h/fails"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("guard.failure")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void on_hookFails_refusesWithoutTheHooksMessage() {
        assertThatThrownBy(() -> GuardBridge.on("fails"))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void bypass_asksNobody_onThisThreadOnly() throws Exception {
        int before = ASKED.size();
        Map<String, Object> answer =
                GuardBridge.bypass(() -> GuardBridge.bypass(() -> enter("POST", "http://h/refused")));
        assertThat(answer).isEmpty();
        assertThat(ASKED).hasSize(before);
        assertThat(GuardBridge.bypassed()).isFalse();
        boolean[] elsewhere = new boolean[1];
        GuardBridge.bypass(() -> {
            Thread other = new Thread(() -> elsewhere[0] = GuardBridge.bypassed());
            other.start();
            other.join();
            return null;
        });
        assertThat(elsewhere[0]).isFalse();
    }

    @Test
    void bypass_workFails_endsAllTheSame() {
        assertThatThrownBy(() -> GuardBridge.bypass(() -> {
                    throw new IllegalArgumentException("work");
                }))
                .hasMessage("work");
        assertThat(GuardBridge.bypassed()).isFalse();
    }

    private static Map<String, Object> enter(String method, String url) throws RefusedException {
        return GuardBridge.enterHttp(method, url, Map.of(), new byte[0], "", "");
    }

    private static final class Scripted implements Handler {
        @Override
        public Map<String, Object> call(String verb, Map<String, Object> message) {
            ASKED.add(message);
            String url = (String) message.get("url");
            if (url.endsWith("fails")) {
                throw new NoClassDefFoundError("secret");
            }
            return Map.of("id", "7", "proceeds", url.endsWith("allowed"), "message", "because");
        }

        @Override
        public Object on(String hook, Object... arguments) {
            throw new IllegalStateException("secret");
        }
    }
}
