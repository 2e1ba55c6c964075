package dev.agentguard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.pack.Packs;
import dev.agentguard.rules.ExampleReader;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.permission.PermissionFile;
import dev.agentguard.rules.permission.PermissionFile.Layer;
import dev.agentguard.rules.permission.PermissionFormat;
import dev.agentguard.rules.permission.PermissionRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Permission files of whatever content: reading them never throws, ends within its bounds and names file and line. */
@Tag("fuzz")
class PermissionsFuzzTest {

    private static final Packs PACKS = Packs.load(List.of(), Map.of());
    private static final PermissionRules RULES =
            new PermissionRules(Path.of("project"), Path.of("home"), new ExampleReader(PACKS, PACKS));

    @FuzzTest(maxDuration = "5m")
    void claude(byte[] data) {
        read(PermissionFormat.CLAUDE_SETTINGS, data);
    }

    @FuzzTest(maxDuration = "5m")
    void codex(byte[] data) {
        read(PermissionFormat.CODEX_RULES, data);
    }

    @FuzzTest(maxDuration = "5m")
    void gemini(byte[] data) {
        read(PermissionFormat.GEMINI_POLICY, data);
    }

    @FuzzTest(maxDuration = "5m")
    void cursor(byte[] data) {
        read(PermissionFormat.CURSOR_CLI, data);
        read(PermissionFormat.CURSOR_PERMISSIONS, data);
        read(PermissionFormat.CURSOR_HOOKS, data);
    }

    private static void read(PermissionFormat format, byte[] data) {
        PermissionFile file = new PermissionFile(Path.of("project", "file"), "file", format, Layer.PROJECT, data);
        RuleBook book = Watched.run(() -> RULES.read(List.of(file)));
        assertThat(book.rules()).allSatisfy(rule -> {
            assertThat(rule.source()).matches("file:\\d+");
            assertThat(rule.pattern().toString()).isNotEmpty();
        });
        assertThat(book.advice())
                .allSatisfy(advice -> assertThat(advice.source()).matches("file:\\d+"));
    }
}
