package dev.agentguard.benchmarks;

import dev.agentguard.Guard;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.ActionPattern;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.Circumstances;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.rules.expression.Expression;
import dev.agentguard.rules.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Looking up the rules that speak to an effect, among ten and among thousands: the effect is read already. */
@State(Scope.Thread)
public class RuleBenchmark {

    /** The number of rules. */
    @Param({"10", "1000", "10000"})
    public int size;

    private final Guard guard = Guard.builder().build();
    private RuleBook book = RuleBook.empty();
    private RuleBook conditions = RuleBook.empty();
    private RuleBook permissions = RuleBook.empty();

    private final HttpCall get =
            new HttpCall("GET", "https://api.example.com/v2/projects/7?page=2", Map.of(), Body.empty());
    private final HttpCall post = new HttpCall(
            "POST",
            "https://api.example.com/v2/projects/7/notes",
            Map.of("Content-Type", List.of("application/json")),
            Body.of("{\"text\": \"done\"}"));
    private final HttpCall mutation = new HttpCall(
            "POST",
            "https://backboard.railway.app/graphql/v2",
            Map.of("Content-Type", List.of("application/json")),
            Body.of("{\"query\": \"mutation { volumeDelete(volumeId: \\\"3d2c42fb\\\") }\"}"));
    private final ProcessStart line = new ProcessStart(List.of("sh", "-c", "git push --force origin main"));
    private final List<Carrier.Start> starts = List.of(
            start("sh", "-c", "git push --force origin main"), start("git", "push", "--force", "origin", "main"));

    private final ProcessStart removal = new ProcessStart(List.of("sh", "-c", "rm -rf src/module7/out"));
    private final List<Carrier.Start> removalStarts =
            List.of(start("sh", "-c", "rm -rf src/module7/out"), start("rm", "-rf", "src/module7/out"));

    private Effect removalEffect = read(removal);
    private Effect getEffect = read(get);
    private Effect postEffect = read(post);
    private Effect mutationEffect = read(mutation);
    private Effect lineEffect = read(line);

    private static Carrier.Start start(String program, String... arguments) {
        List<Word> words = List.of(arguments).stream().map(Word::of).toList();
        return new Carrier.Start(new Command(program, words, null, new Evidence("", "")), "");
    }

    private Effect read(Action action) {
        return guard.effects(action).get(0);
    }

    /**
     * Makes the rules.
     *
     * @throws ExpressionException if an expression of this class is wrong
     */
    @Setup
    public void makeRules() throws ExpressionException {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rules.add(rule(i, pattern(i)));
        }
        book = RuleBook.of(rules);
        List<Rule> whenOnly = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            whenOnly.add(rule(i, Expression.compile("effect.resource.contains('" + i + "x') && own")));
        }
        conditions = RuleBook.of(whenOnly);
        permissions = Permissions.book(size);
    }

    private static Rule rule(int i, Pattern pattern) {
        return new Rule("rule-" + i, "guard.yaml:" + i, RuleMatch.Verdict.DENY, pattern, "rule " + i, null, null);
    }

    /** Of ten rules three are about an operation, two about a noun, two about a command, one each about the rest. */
    private static Pattern pattern(int i) throws ExpressionException {
        return switch (i % 10) {
            case 0, 1, 2 ->
                EffectPattern.builder()
                        .operations(List.of("provider" + i % 97 + ":operation" + i))
                        .build();
            case 3, 4 ->
                EffectPattern.builder()
                        .subjects(Set.of("noun" + i))
                        .reversibility(Reversibility.RECOVERABLE)
                        .build();
            case 5, 6 ->
                ActionPattern.builder()
                        .commands(List.of("program" + i + " push --force"))
                        .build();
            case 7 -> ActionPattern.builder().tools(List.of("tool_" + i)).build();
            case 8 ->
                EffectPattern.builder()
                        .reversibility(Reversibility.IRREVERSIBLE)
                        .environments(List.of("environment" + i % 50))
                        .build();
            default -> Expression.compile("effect.operation == 'p:operation" + i + "' && effect.rows > " + i);
        };
    }

    private List<RuleMatch> ask(RuleBook rules, Action action, Effect effect) {
        List<Carrier.Start> known =
                action.equals(removal) ? removalStarts : action instanceof ProcessStart ? starts : List.of();
        return rules.matching(
                new RuleInput(effect, Set.of("staging"), new ActionView(action, () -> known), Circumstances.NONE));
    }

    @Benchmark
    public List<RuleMatch> guardGet() {
        return ask(book, get, getEffect);
    }

    @Benchmark
    public List<RuleMatch> guardPost() {
        return ask(book, post, postEffect);
    }

    @Benchmark
    public List<RuleMatch> guardMutation() {
        return ask(book, mutation, mutationEffect);
    }

    @Benchmark
    public List<RuleMatch> guardShellLine() {
        return ask(book, line, lineEffect);
    }

    @Benchmark
    public List<RuleMatch> guardPermissionsOnPost() {
        return ask(permissions, post, postEffect);
    }

    @Benchmark
    public List<RuleMatch> guardPermissionsOnShellLine() {
        return ask(permissions, line, lineEffect);
    }

    @Benchmark
    public List<RuleMatch> guardPermissionsOnFile() {
        return ask(permissions, removal, removalEffect);
    }

    /** Ten conditions by which nothing can be looked up, so that each is evaluated; whatever the size. */
    @Benchmark
    public List<RuleMatch> guardTenConditions() {
        return ask(conditions, mutation, mutationEffect);
    }
}
