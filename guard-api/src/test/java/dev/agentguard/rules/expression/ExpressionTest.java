package dev.agentguard.rules.expression;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.SessionCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    private static final Evidence HERE = new Evidence("here", "");
    private static final HttpCall GET = new HttpCall("GET", "https://api.example.com/x", Map.of(), Body.empty());

    private static final Effect READ =
            effect("http:GET /x", Reversibility.READ_ONLY).build();
    private static final Effect WRITE =
            effect("github:create-issue", Reversibility.REVERSIBLE).build();
    private static final Effect DELETE = effect("railway:volumeDelete", Reversibility.IRREVERSIBLE)
            .resource("railway:volume", "v-1")
            .host("backboard.railway.app")
            .build();
    private static final Effect UNREAD = effect("http:POST /x", Reversibility.UNKNOWN)
            .host("api.example.com")
            .build();
    private static final Effect ROWS = effect("sql:delete", Reversibility.IRREVERSIBLE)
            .resource("sql:table", "orders")
            .build();
    private static final Effect REFUND = effect("stripe:POST /v1/refunds", Reversibility.IRREVERSIBLE)
            .kind(Kind.MONEY)
            .build();

    private static Effect.Builder effect(String operation, Reversibility reversibility) {
        return Effect.of(operation, HERE).reversibility(reversibility, "because");
    }

    private static RuleInput input(Effect effect) {
        return input(effect, Set.of(), GET, Circumstances.NONE);
    }

    private static RuleInput input(Effect effect, Set<String> environments, Action action, Circumstances around) {
        return Inputs.of(effect, environments, action, List.of(), around);
    }

    private static RuleInput running(Effect effect, Command... commands) {
        return Inputs.of(effect, Set.of(), GET, List.of(commands), Circumstances.NONE);
    }

    private static Command command(String program, Word... arguments) {
        return new Command(program, List.of(arguments), null, HERE);
    }

    private static @Nullable Verdict judge(String expression, RuleInput input) {
        try {
            return Expression.compile(expression).strongest(input);
        } catch (ExpressionException e) {
            throw new AssertionError(expression + " at " + e.at() + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Verdict judge(String expression, Effect effect) {
        return judge(expression, input(effect));
    }

    @Test
    void counts_of_the_session_that_nobody_knows_make_it_uncertain_unless_the_rest_decides() {
        SessionCounts unknown = new SessionCounts() {
            @Override
            public @Nullable Long of(String operation) {
                return null;
            }

            @Override
            public @Nullable Long of(Reversibility reversibility) {
                return null;
            }

            @Override
            public @Nullable Long refused() {
                return null;
            }

            @Override
            public Long asked() {
                return 3L;
            }
        };
        RuleInput input = input(
                DELETE,
                Set.of(),
                GET,
                new Circumstances(
                        Instant.EPOCH, "s", unknown, "wire", null, null, false, "unknown", false, null, null));
        assertThat(judge("session.count('git:push') > 3", input)).isEqualTo(Verdict.ASK);
        assertThat(judge("session.irreversible + session.recoverable > 3", input))
                .isEqualTo(Verdict.ASK);
        assertThat(judge("session.refused > 3 && effect.kind == 'money'", input))
                .isNull();
        assertThat(judge("session.count('git:push') > 3 && effect.kind == 'money'", input))
                .isNull();
        assertThat(judge("session.count('git:push') > 3 || effect.provider == 'railway'", input))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("session.asked == 3", input)).isEqualTo(Verdict.DENY);
        assertThat(judge("session.count(effect.operation) == 0", DELETE)).isEqualTo(Verdict.DENY);
    }

    @Test
    void what_is_known_decides() {
        assertThat(judge("effect.operation == 'railway:volumeDelete'", DELETE)).isEqualTo(Verdict.DENY);
        assertThat(judge("effect.operation == 'railway:volumeDelete'", READ)).isNull();
        assertThat(judge("effect.provider == 'railway' && effect.resource_type == 'railway:volume'", DELETE))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("effect.host.endsWith('.railway.app') && effect.resource == 'v-1'", DELETE))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("effect.kind in ['money', 'message'] || effect.destroys_recovery", DELETE))
                .isNull();
        assertThat(judge("effect.reach == 'one' && !effect.makes && effect.basis == 'generic'", DELETE))
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void time_session_credential_and_recovery_are_there() {
        Circumstances around = new Circumstances(
                Instant.parse("2026-11-20T18:30:00Z"),
                "s-1",
                SessionCounts.NONE,
                "wire",
                5L,
                "domains",
                true,
                "does_not_survive",
                true,
                null,
                null);
        RuleInput input = input(ROWS, Set.of("production"), GET, around);
        assertThat(judge("time.getDayOfWeek() == 5 && time.getHours('Europe/Berlin') >= 19", input))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("time < timestamp('2026-11-20T00:00:00Z')", input)).isNull();
        assertThat(judge("session.id == 's-1' && origin == 'wire' && own && recovery == 'does_not_survive'", input))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("credential.found && credential.name == 'domains'", input))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("effect.rows == 5 && 'production' in environments", input))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("credential.name == ''", DELETE)).isEqualTo(Verdict.DENY);
    }

    @Test
    void rows_that_nobody_counted_are_uncertain_unless_the_rest_decides() {
        assertThat(judge("effect.rows > 1000", ROWS)).isEqualTo(Verdict.ASK);
        assertThat(judge("!(effect.rows > 1000)", ROWS)).isEqualTo(Verdict.ASK);
        assertThat(judge("effect.rows > 1000 && effect.kind == 'money'", ROWS)).isNull();
        assertThat(judge("effect.rows > 1000 || effect.kind == 'data'", ROWS)).isEqualTo(Verdict.DENY);
        assertThat(judge("has(effect.rows) && effect.rows > 1000", ROWS)).isNull();
        Effect some = ROWS.toBuilder().quantity(Quantity.of(Measure.ROWS, 1001)).build();
        assertThat(judge("effect.rows > 1000", some)).isEqualTo(Verdict.DENY);
    }

    @Test
    void rows_money_and_recipients_are_none_where_it_is_about_something_else() {
        for (Effect other : List.of(READ, WRITE, DELETE)) {
            assertThat(judge("effect.rows > 1000 || effect.amount > 50.0 || effect.recipients > 10", other))
                    .as(other.operation())
                    .isNull();
        }
        Effect mail = effect("mail:send", Reversibility.IRREVERSIBLE)
                .kind(Kind.MESSAGE)
                .build();
        assertThat(judge("effect.recipients > 10", mail)).isEqualTo(Verdict.ASK);
        assertThat(judge("effect.amount > 50", REFUND)).isEqualTo(Verdict.ASK);
    }

    @ParameterizedTest
    @CsvSource({"5000, EUR, true, ", "5001, EUR, true, DENY", "50, EUR, false, ", "51, EUR, false, DENY"})
    void money_is_in_the_major_unit(String value, String currency, boolean minor, @Nullable Verdict expected) {
        Effect refund = REFUND.toBuilder()
                .quantity(Quantity.money(value, currency, minor))
                .build();
        assertThat(judge("effect.amount > 50 && effect.currency == 'EUR'", refund))
                .isEqualTo(expected);
        assertThat(judge("effect.amount > 50 && effect.currency == 'USD'", refund))
                .isNull();
        Effect unnamed =
                REFUND.toBuilder().quantity(Quantity.money(value, null, true)).build();
        assertThat(judge("effect.amount > 50", unnamed)).isEqualTo(Verdict.ASK);
    }

    @Test
    void a_place_that_is_not_known_is_uncertain_for_what_destroys() {
        for (String expression : List.of(
                "'production' in environments",
                "!('staging' in environments)",
                "environments.exists(e, e.startsWith('prod'))",
                "environments.size() > 0",
                "effect.environment == 'production'")) {
            assertThat(judge(expression, DELETE)).as(expression).isEqualTo(Verdict.ASK);
            assertThat(judge(expression, UNREAD)).as(expression).isEqualTo(Verdict.ASK);
        }
        RuleInput proven = input(DELETE, Set.of("production"), GET, Circumstances.NONE);
        assertThat(judge("'production' in environments", proven)).isEqualTo(Verdict.DENY);
        assertThat(judge("!('staging' in environments)", proven)).isEqualTo(Verdict.DENY);
        assertThat(judge("'staging' in environments", proven)).isNull();
    }

    @Test
    void a_place_that_is_not_known_holds_nothing_that_is_harmless() {
        for (Effect harmless : List.of(READ, WRITE)) {
            assertThat(judge("'production' in environments", harmless)).isNull();
            assertThat(judge("effect.environment == 'production'", harmless)).isNull();
            // said the other way round it holds, but nobody is sure
            assertThat(judge("!('staging' in environments)", harmless)).isEqualTo(Verdict.ASK);
        }
    }

    @Test
    void what_was_not_understood_may_be_of_any_class() {
        assertThat(judge("effect.reversibility == 'irreversible'", UNREAD)).isEqualTo(Verdict.ASK);
        assertThat(judge("effect.reversibility == 'unknown'", UNREAD)).isEqualTo(Verdict.DENY);
        assertThat(judge("effect.reversibility != 'irreversible'", UNREAD)).isEqualTo(Verdict.DENY);
        assertThat(judge("effect.reversibility == 'irreversible' && effect.provider == 'aws'", UNREAD))
                .isNull();
        Effect opaque = effect("tool:frobnicate", Reversibility.UNKNOWN).build();
        assertThat(judge("effect.reversibility in ['recoverable', 'irreversible']", opaque))
                .isNull();
        assertThat(judge("effect.reversibility == 'irreversible' && effect.kind == 'data'", opaque))
                .isEqualTo(Verdict.ASK);
    }

    @Test
    void arguments_of_a_tool_are_compared_as_they_are() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        arguments.put("amount", 51);
        arguments.put("rate", 0.5);
        arguments.put("force", true);
        arguments.put("note", null);
        arguments.put("tags", List.of("a", "b"));
        arguments.put("target", Map.of("name", "prod"));
        RuleInput call = input(
                UNREAD, Set.of(), new ToolCall("deploy", "", arguments, ToolDeclaration.none()), Circumstances.NONE);
        assertThat(judge("action.tool == 'deploy' && action.arguments.amount > 50", call))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("action.arguments.rate < 0.6 && action.arguments['force'] == true", call))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("action.arguments.note == null && 'b' in action.arguments.tags", call))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("action.arguments.target.name == 'prod'", call)).isEqualTo(Verdict.DENY);
        assertThat(judge("action.arguments.force == 'true'", call)).isNull();
    }

    @Test
    void a_missing_argument_is_uncertain_and_a_missing_tool_is_not() {
        RuleInput call = input(
                UNREAD, Set.of(), new ToolCall("deploy", "", Map.of(), ToolDeclaration.none()), Circumstances.NONE);
        assertThat(judge("action.arguments.force == true", call)).isEqualTo(Verdict.ASK);
        assertThat(judge("int(action.tool) > 3", call)).isEqualTo(Verdict.ASK);
        assertThat(judge("has(action.arguments.force) && action.arguments.force == true", call))
                .isNull();
        assertThat(judge("action.arguments.force == true", UNREAD)).isNull();
        assertThat(judge("action.arguments['force'] == true || effect.rows > 3", UNREAD))
                .isNull();
        assertThat(judge("action.arguments.force == true || effect.rows > 3", ROWS))
                .isEqualTo(Verdict.ASK);
    }

    @Test
    void commands_are_looked_through_and_an_unknown_word_may_be_any() {
        String forced = "action.commands.exists(c, c.program == 'git' && 'push' in c.arguments && '-f' in c.arguments)";
        Command push = command("git", Word.of("push"), Word.of("-f"));
        Command open = command("git", Word.of("push"), new Word("$options", false));
        Command plain = command("git", Word.of("push"));
        assertThat(judge(forced, running(WRITE, command("sudo"), push))).isEqualTo(Verdict.DENY);
        assertThat(judge(forced, running(WRITE, open))).isEqualTo(Verdict.ASK);
        assertThat(judge(forced, running(WRITE, open, push))).isEqualTo(Verdict.DENY);
        assertThat(judge(forced, running(WRITE, plain))).isNull();
        assertThat(judge(forced, running(WRITE, command("rm", new Word("$x", false)))))
                .isNull();
        String first = "action.commands.exists(c, c.program == 'git' && c.arguments[0] == 'push')";
        assertThat(judge(first, running(WRITE, push))).isEqualTo(Verdict.DENY);
        assertThat(judge(first, running(WRITE, command("git", new Word("$x", false)))))
                .isEqualTo(Verdict.ASK);
        assertThat(judge("action.commands.exists(c, c.arguments.exists(a, a.startsWith('--f')))", running(WRITE, open)))
                .isEqualTo(Verdict.ASK);
    }

    @Test
    void a_request_is_looked_at() {
        assertThat(judge("action.kind == 'http' && action.method == 'GET'", READ))
                .isEqualTo(Verdict.DENY);
        assertThat(judge("action.url.matches('^https://[a-z.]*/x$')", READ)).isEqualTo(Verdict.DENY);
        assertThat(judge("action.statement == '' && action.tool == ''", READ)).isEqualTo(Verdict.DENY);
        HttpCall endless = new HttpCall("GET", "https://h/?" + "a".repeat(100_000), Map.of(), Body.empty());
        assertThat(judge("action.url.contains('b')", input(READ, Set.of(), endless, Circumstances.NONE)))
                .isEqualTo(Verdict.ASK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        effect.kindd == 'x'                 | 6  | unknown field `kindd`
        nope == 1                           | 0  | unknown name `nope`, expected one of `action`
        effect.kind == 'mony'               | 15 | `effect.kind` is never `mony`, expected one of `access`
        'Money' == effect.kind              | 0  | `effect.kind` is never `Money`
        effect.kind in ['data', 'mony']     | 24 | `effect.kind` is never `mony`
        effect.kind == 3                    | 12 | `==` cannot be applied to `(string, int)`
        effect.rows > 'x'                   | 12 | `>` cannot be applied to `(int, string)`
        effect.kind                         | 6  | expected a condition, found a value of type `string`
        effect.kind.startsWith(1)           | 22 | `startsWith` cannot be applied to `string.(int)`, expected string.(string)
        effect.rows >                       | 13 | mismatched input '<EOF>'
        effect.kind == 'a' + 'b'            | 19 | texts and lists cannot be joined
        [[1]] == [[1]]                      | 1  | expected a text, a number or another plain value in a list
        Effect{kind: 'x'}.kind == 'data'    | 6  | objects cannot be made here
        {'a': 1}.a == 1                     | 0  | maps cannot be made here
        [1].exists(effect, effect > 0)      | 10 | `effect` has a meaning already
        effect.operation.matches('(a')      | 25 | expected a regular expression of RE2: missing closing )
        effect.host.matches(effect.kind)    | 26 | expected a regular expression in quotes
        effect.host.matches('(a{99}){99}')  | 20 | repetitions such as `{3}` multiply to at most 1000
        [1].map(x, x + 1) == [2]            | 7  | unknown name `map`
        session.counts > 1                  | 7  | unknown field `counts`
        """)
    void what_cannot_be_is_an_error_with_its_place(String expression, int at, String message) {
        ExpressionException error = error(expression);
        assertThat(error.getMessage()).contains(message).doesNotContain("\n");
        assertThat(error.at()).isEqualTo(at);
    }

    private static ExpressionException error(String expression) {
        try {
            Expression.compile(expression);
        } catch (ExpressionException e) {
            return e;
        }
        throw new AssertionError("compiled: " + expression);
    }

    @Test
    void what_is_too_large_is_an_error() {
        assertThat(error("true" + " || true".repeat(300)).getMessage()).contains("at most 2000 characters");
        assertThat(error("(".repeat(200) + "true" + ")".repeat(200)).getMessage())
                .contains("recursion limit");
        assertThat(error("true &&\n\n  effect.kindd == 'x'").at()).isEqualTo(17);
    }

    @Test
    void a_regular_expression_takes_linear_time() {
        HttpCall evil = new HttpCall("GET", "https://h/" + "a".repeat(50_000) + "!", Map.of(), Body.empty());
        long start = System.nanoTime();
        judge(
                "action.url.matches('(a+)+$') || action.url.matches('(a|aa)*$')",
                input(READ, Set.of(), evil, Circumstances.NONE));
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "effect.operation == 'Railway:volumeDelete' && effect.rows > 1",
                "effect.kind == 'money' && effect.operation in ['railway:volumeDelete']",
                "('railway:volumeDelete' == effect.operation)"
            })
    void the_operation_is_looked_up(String expression) throws ExpressionException {
        assertThat(Expression.compile(expression).keys())
                .singleElement()
                .hasToString("RuleKey[dimension=OPERATION, value=railway:volumedelete]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        effect.kind == 'money'                                             ~ KIND     ~ READ_ONLY
        effect.kind == 'money' || effect.kind == 'message'                 ~ KIND     ~ READ_ONLY
        effect.kind == 'money' || effect.operation == 'a:b'                ~          ~ READ_ONLY
        effect.kind != 'money'                                             ~          ~ READ_ONLY
        !(effect.kind == 'money')                                          ~          ~ READ_ONLY
        effect.rows > 1000                                                 ~          ~ REVERSIBLE
        effect.rows > -1                                                   ~          ~ READ_ONLY
        effect.reversibility == 'irreversible' || effect.destroys_recovery ~          ~ REVERSIBLE
        effect.reversibility != 'irreversible'                             ~          ~ READ_ONLY
        effect.reversibility != 'read_only' && effect.provider == 'aws'    ~ PROVIDER ~ REVERSIBLE
        effect.operation.startsWith('railway:volume')                      ~ PROVIDER ~ READ_ONLY
        effect.operation.startsWith('rail')                                ~          ~ READ_ONLY
        action.tool == ''                                                  ~          ~ READ_ONLY
        action.tool in ['a', 'b']                                          ~ TOOL     ~ READ_ONLY
        action.commands.exists(c, c.program == 'git')                      ~ PROGRAM  ~ READ_ONLY
        action.commands.all(c, c.program == 'git')                         ~          ~ READ_ONLY
        has(effect.rows)                                                   ~          ~ READ_ONLY
        """)
    void a_rule_is_asked_only_where_it_can_matter(String expression, @Nullable String dimension, Reversibility least)
            throws ExpressionException {
        Expression compiled = Expression.compile(expression);
        assertThat(compiled.keys().stream().map(key -> key.dimension().name()).distinct())
                .containsExactlyElementsOf(dimension == null ? List.of() : List.of(dimension));
        assertThat(compiled.least()).isEqualTo(least);
    }
}
