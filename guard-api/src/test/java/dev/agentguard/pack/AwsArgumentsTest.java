package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AwsArgumentsTest {

    @Test
    void get_nameInSmallLetters_isFoundWithACapital() {
        Map<String, @Nullable Object> arguments =
                arguments(Map.of("tableName", "t", "Key", Map.of("id", List.of(Map.of("s", "1")))));

        assertThat(arguments.get("TableName")).isEqualTo("t");
        assertThat(arguments.get("Key")).isEqualTo(Map.of("Id", List.of(Map.of("S", "1"))));
        assertThat(arguments).containsKey("TableName").doesNotContainKey("tableName");
        assertThat(arguments.get("tableName")).isNull();
        assertThat(arguments.get("Name")).isNull();
        assertThat(arguments.get("")).isNull();
        assertThat(arguments.get("-")).isNull();
    }

    @Test
    void get_nameInBothWays_isUnresolved() {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("tableName", "a");
        given.put("TableName", null);

        assertThat(arguments(given).get("TableName")).isEqualTo(Operation.UNRESOLVED);
        assertThat(arguments(given)).containsOnlyKeys("TableName").containsValue(Operation.UNRESOLVED);
    }

    @Test
    void entries_areWhatIsFoundOneByOne() {
        Map<String, @Nullable Object> arguments = arguments(Map.of("a", 1, "B", List.of("c"), "_d", Map.of("e", 2)));

        assertThat(arguments).hasSize(3);
        assertThat(new LinkedHashMap<>(arguments)).isEqualTo(Map.of("A", 1, "B", List.of("c"), "_d", Map.of("E", 2)));
        arguments.forEach((name, value) -> assertThat(arguments(Map.of("a", 1, "B", List.of("c"), "_d", Map.of("e", 2)))
                        .get(name))
                .isEqualTo(value));
    }

    private static Map<String, @Nullable Object> arguments(Map<String, @Nullable Object> given) {
        return AwsArguments.of(new Operation(
                Operation.Protocol.AWS, "h", "/", "dynamodb", "PutItem", given, new Evidence("request", "")));
    }
}
