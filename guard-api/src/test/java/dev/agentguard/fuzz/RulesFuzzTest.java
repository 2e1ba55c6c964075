package dev.agentguard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.expression.Expression;
import dev.agentguard.rules.expression.ExpressionException;
import java.io.IOException;
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

    private static final RuleInput INPUT = new RuleInput(
            Effect.of("http:POST /x", new Evidence("", "")).build(),
            Set.of(),
            new ActionView(new HttpCall("POST", "https://api.example.com/x", Map.of(), Body.empty()), List::of),
            Circumstances.NONE);

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
        Path file = Files.createTempFile("fuzz", ".yaml");
        try {
            Files.writeString(file, HEAD);
            Files.write(file, data, StandardOpenOption.APPEND);
            Watched.run(() -> {
                try {
                    GuardConfig.load(file, true).rules().forEach(rule -> rule.match(INPUT));
                } catch (ConfigException e) {
                    assertThat(e.getMessage())
                            .contains(file.getFileName().toString())
                            .doesNotContain("\n");
                }
                return file;
            });
        } finally {
            Files.delete(file);
        }
    }
}
