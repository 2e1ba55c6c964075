package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentReadingTest {

    @Test
    void findsTheActBehindAThousandOthersOfAList() {
        List<@Nullable Object> acts = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            acts.add("rename_" + i);
        }
        assertThat(read(Map.of("actions", acts))).isEqualTo(Reversibility.REVERSIBLE);
        acts.add("delete_volume");
        assertThat(read(Map.of("actions", acts))).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void neverCallsHarmlessWhatStandsBehindMoreThanIsLookedAt() {
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < Untyped.VALUES; i++) {
            items.add(i);
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("items", items);
        arguments.put("then", Map.of("isDeleted", true));
        assertThat(read(arguments)).isIn(Reversibility.UNKNOWN, Reversibility.IRREVERSIBLE);
        assertThat(read("list_things", arguments)).isIn(Reversibility.UNKNOWN, Reversibility.IRREVERSIBLE);
    }

    @Test
    void readsAFlagHoweverItIsWritten() {
        for (String name : List.of("isDeleted", "deleted", "DELETED", "is_deleted", "markDeleted", "delete")) {
            assertThat(read(Map.of("input", Map.of(name, true)))).as(name).isEqualTo(Reversibility.IRREVERSIBLE);
        }
        assertThat(read(Map.of("deletedAt", "2026-11-21"))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(read(Map.of("delete", List.of()))).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(read(Map.of("deleteProtection", true))).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(read(Map.of("remove", List.of("label")))).isEqualTo(Reversibility.REVERSIBLE);
    }

    private static Reversibility read(Map<String, @Nullable Object> arguments) {
        return read("update_thing", arguments);
    }

    private static Reversibility read(String tool, Map<String, @Nullable Object> arguments) {
        return Packs.shipped()
                .effectOf(new Operation(Operation.Protocol.TOOL, "", "", "", tool, arguments, new Evidence("tool", "")))
                .reversibility();
    }
}
