package dev.agentguard.rules.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Quantity;
import dev.agentguard.effect.Quantity.Measure;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.Inputs;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExpressionPropertyTest {

    private static final Evidence HERE = new Evidence("", "");

    private static final List<String> CONDITIONS = List.of(
            "effect.operation == 'sql:delete'",
            "'a:b' == effect.operation",
            "effect.operation in ['sql:delete', 'a:b']",
            "effect.operation.startsWith('sql:d')",
            "effect.operation != 'a:b'",
            "effect.provider == 'sql'",
            "effect.kind == 'money'",
            "effect.kind in ['data', 'message']",
            "effect.resource_type == 'sql:table'",
            "effect.resource == 'orders'",
            "effect.reversibility == 'irreversible'",
            "effect.reversibility in ['read_only', 'unknown']",
            "effect.reversibility != 'read_only'",
            "effect.destroys_recovery",
            "effect.rows > 10",
            "effect.rows >= 0",
            "effect.amount > 50",
            "effect.recipients < 3",
            "has(effect.rows)",
            "effect.environment == 'production'",
            "'production' in environments",
            "action.tool == 'deploy'",
            "action.arguments.force == true",
            "has(action.arguments.force)",
            "action.commands.exists(c, c.program == 'git')",
            "action.commands.exists(c, c.program == 'git' && '-f' in c.arguments)",
            "action.commands.all(c, c.program in ['git', 'rm'])",
            "action.commands.exists_one(c, c.arguments[0] == 'push')",
            "own",
            "time.getHours() < 12",
            "true");

    private static final List<RuleInput> INPUTS = inputs();

    private static List<RuleInput> inputs() {
        List<RuleInput> inputs = new ArrayList<>();
        HttpCall get = new HttpCall("GET", "https://api.example.com/x", Map.of(), Body.empty());
        ToolCall tool = new ToolCall("deploy", "", Map.of("force", true), ToolDeclaration.none());
        Command open = new Command("git", List.of(Word.of("push"), new Word("$x", false)), null, HERE);
        for (Reversibility reversibility : Reversibility.values()) {
            for (Kind kind : List.of(Kind.DATA, Kind.MONEY)) {
                for (String operation : List.of("sql:delete", "a:b", "tool:x")) {
                    for (Action action : List.of(get, tool)) {
                        Effect.Builder effect = Effect.of(operation, HERE)
                                .kind(kind)
                                .reversibility(reversibility, "because")
                                .resource(operation.startsWith("sql") ? "sql:table" : "x:y", "orders");
                        inputs.add(input(effect.build(), Set.of(), action, List.of()));
                        inputs.add(input(
                                effect.quantity(Quantity.of(Measure.ROWS, 11))
                                        .resource("x:y", null)
                                        .build(),
                                Set.of("production"),
                                action,
                                List.of(open)));
                    }
                }
            }
        }
        return inputs;
    }

    private static RuleInput input(Effect effect, Set<String> within, Action action, List<Command> commands) {
        return Inputs.of(effect, within, action, commands, Circumstances.NONE);
    }

    private static String expression(Random random, int depth) {
        int form = depth == 0 ? 0 : random.nextInt(6);
        return switch (form) {
            case 1, 2 -> "(" + expression(random, depth - 1) + " && " + expression(random, depth - 1) + ")";
            case 3 -> "(" + expression(random, depth - 1) + " || " + expression(random, depth - 1) + ")";
            case 4 -> "!(" + expression(random, depth - 1) + ")";
            case 5 ->
                "(" + expression(random, depth - 1) + " ? " + expression(random, depth - 1) + " : "
                        + expression(random, depth - 1) + ")";
            default -> CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        };
    }

    @RepeatedTest(4)
    void looking_rules_up_never_misses_one(RepetitionInfo run) throws ExpressionException {
        Random random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < 150; i++) {
            String text = expression(random, 3);
            Rule rule = new Rule("a", "guard.yaml:1", Verdict.DENY, Expression.compile(text), "a", null, null);
            RuleBook book = RuleBook.of(List.of(rule));
            for (RuleInput input : INPUTS) {
                assertThat(book.matching(input).isEmpty())
                        .as("%s for %s", text, input.effect())
                        .isEqualTo(rule.match(input) == null);
            }
        }
    }

    @RepeatedTest(4)
    void a_condition_or_its_contrary_holds_or_nobody_knows(RepetitionInfo run) throws ExpressionException {
        Random random = new Random(100 + run.getCurrentRepetition());
        for (int i = 0; i < 100; i++) {
            String text = expression(random, 2);
            Expression holds = Expression.compile(text);
            Expression fails = Expression.compile("!(" + text + ")");
            for (RuleInput input : INPUTS) {
                boolean elsewhere =
                        text.contains("action.arguments") && input.action().tool() == null;
                assertThat(elsewhere || holds.strongest(input) != null || fails.strongest(input) != null)
                        .as("%s for %s", text, input.effect())
                        .isTrue();
            }
        }
    }

    @RepeatedTest(4)
    void broken_expressions_are_refused_in_one_line(RepetitionInfo run) {
        Random random = new Random(200 + run.getCurrentRepetition());
        String noise = "(){}[]<>=!&|?:.,'\"\\`%$@#\u0000\u2028\uD800é𝄞 \n\t0123effect.rows";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(expression(random, 2));
            for (int j = random.nextInt(4); j >= 0; j--) {
                int at = random.nextInt(text.length());
                char c = noise.charAt(random.nextInt(noise.length()));
                if (random.nextBoolean()) {
                    text.insert(at, c);
                } else {
                    text.setCharAt(at, c);
                }
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        try {
            Expression compiled = Expression.compile(text);
            INPUTS.forEach(compiled::strongest);
        } catch (ExpressionException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n").hasSizeLessThan(600);
            assertThat(e.at()).isBetween(0, text.length());
        }
    }

    @Test
    void hostile_expressions_take_bounded_time() {
        String nested = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].all(a, ".repeat(6) + "true" + ")".repeat(6);
        List<String> hostile = List.of(
                nested,
                "!".repeat(1_900) + "true",
                "-".repeat(1_900) + "1 == 1",
                "[".repeat(900) + "]".repeat(900) + " == []",
                "true" + " ? true : true".repeat(130),
                "'" + "a".repeat(1_900) + "' == ''",
                "a.".repeat(900) + "b",
                "'x'.matches('" + "(a{1000}){1000}".repeat(50) + "')",
                "effect.operation.matches('((((a{0,99}){0,99}){0,99}){0,99})*')",
                "1 / 0 == 1 || 9223372036854775807 + 1 > 0",
                "timestamp('x') == time && duration('1e99h') > duration('0s')",
                "'%s'.format([1]) == ''",
                "b'\\xff' == b'' && '\\uD800' == ''");
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> hostile.forEach(ExpressionPropertyTest::check));
    }
}
