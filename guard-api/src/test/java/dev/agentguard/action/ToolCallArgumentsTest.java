package dev.agentguard.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arguments of a call are a copy in the same order, few or many, which nobody can change. */
class ToolCallArgumentsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 30})
    void argumentsAreKeptAsGiven(int count) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (int i = count; i > 0; i--) {
            given.put("name" + i, i % 3 == 0 ? null : "value" + i);
        }
        Map<String, @Nullable Object> before = new LinkedHashMap<>(given);

        ToolCall call = new ToolCall("show", "", given, ToolDeclaration.none());
        given.clear();

        Map<String, @Nullable Object> arguments = call.arguments();
        assertThat(arguments).isEqualTo(before).hasSameHashCodeAs(before).hasSize(count);
        assertThat(new ArrayList<>(arguments.entrySet())).isEqualTo(new ArrayList<>(before.entrySet()));
        before.forEach((name, value) -> {
            assertThat(arguments.containsKey(name)).isTrue();
            assertThat(arguments.get(name)).isEqualTo(value);
        });
        assertThat(arguments.containsKey("name")).isFalse();
        assertThat(arguments.get("name")).isNull();
        assertThat(arguments.toString()).isEqualTo(before.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9})
    void argumentsCannotBeChanged(int count) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            given.put("name" + i, "value");
        }
        Map<String, @Nullable Object> arguments = new ToolCall("show", "", given, ToolDeclaration.none()).arguments();

        List<Runnable> changes = List.of(
                () -> arguments.put("name0", "other"),
                () -> arguments.remove("name0"),
                arguments::clear,
                () -> arguments.entrySet().iterator().next().setValue("other"),
                () -> arguments.keySet().remove("name0"),
                () -> arguments.replaceAll((name, value) -> "other"));

        assertThat(changes)
                .allSatisfy(change -> assertThatExceptionOfType(UnsupportedOperationException.class)
                        .isThrownBy(change::run));
        assertThat(arguments).isEqualTo(given);
    }
}
