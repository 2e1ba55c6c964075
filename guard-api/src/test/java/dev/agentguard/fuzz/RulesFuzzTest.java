package dev.agentguard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.RuleLock;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.expression.Expression;
import dev.agentguard.rules.expression.ExpressionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** Rules that are none are said to be so in one line, and those that are one never throw. */
@Tag("fuzz")
class RulesFuzzTest {

    private static final String HEAD = "version: 1\nenvironments: {production: {}}\nrules:\n- id: a\n  verdict: ask\n";

    /** One of its own: what lies beside a configuration is read too. */
    private static final Path DIRECTORY = directory();

    private static final RuleInput INPUT = new RuleInput(
            Effect.of("http:POST /x", new Evidence("", "")).build(),
            Set.of(),
            new ActionView(new HttpCall("POST", "https://api.example.com/x", Map.of(), Body.empty()), List::of),
            Circumstances.NONE);

    private static Path directory() {
        try {
            return Files.createDirectories(Path.of("target/fuzzed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void condition(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Watched.run(() -> {
            try {
                return Expression.compile(text).strongest(INPUT);
            } catch (ExpressionException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                assertThat(e.at()).isBetween(0, text.length());
                return null;
            }
        });
    }

    @FuzzTest(maxDuration = "5m")
    void ruleSection(byte[] data) throws IOException {
        Path file = DIRECTORY.resolve("guard.yaml");
        Files.writeString(file, HEAD);
        Files.write(file, data, StandardOpenOption.APPEND);
        Watched.run(() -> {
            try {
                GuardConfig.load(file, true).rules().forEach(rule -> rule.match(INPUT));
            } catch (ConfigException e) {
                assertThat(e.getMessage()).startsWith("guard.yaml:").doesNotContain("\n");
            }
            return file;
        });
    }

    @FuzzTest(maxDuration = "5m")
    void lock(byte[] data) throws IOException {
        Path project = Files.createDirectories(DIRECTORY.resolve("locked"));
        Files.writeString(project.resolve("AGENTS.md"), "Never guess.\n");
        Path file = project.resolve(RuleLock.FILE);
        Files.writeString(file, "guard-rules: 1\nreadings: []\naccepted:\n");
        Files.write(file, data, StandardOpenOption.APPEND);
        Watched.run(() -> {
            try {
                GuardConfig config = ConfigLocator.in(project).locate(null);
                config.rules().forEach(rule -> rule.match(INPUT));
                assertThat(config.rules().size() + config.ruleBook().advice().size())
                        .isPositive();
                RuleLock lock = RuleLock.of(config.ruleBook(), project).keeping(RuleLock.read(file));
                Path again = project.resolve("again.lock");
                lock.write(again);
                assertThat(RuleLock.read(again)).isEqualTo(lock);
            } catch (ConfigException e) {
                assertThat(e.getMessage()).contains(".lock").doesNotContain("\n");
            }
            return file;
        });
    }
}
