package dev.agentguard.rules.expression;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A condition in CEL. What it asks for and nobody knows makes it uncertain, unless the rest of it decides; what is
 * uncertain bears {@code ASK} at most:
 *
 * <ul>
 *   <li>a number of rows or recipients or an amount that the action does not say;
 *   <li>where something is, and which resource it is, of an effect that is recoverable or worse. Any other is then
 *       taken to be nowhere in particular, and a condition that holds for that reason is uncertain too;
 *   <li>the class of an effect that was not understood: it may be any;
 *   <li>an argument that a tool was not given, or a conversion that fails.
 * </ul>
 *
 * Immutable but for having said once that an evaluation failed. Safe for use by many threads.
 */
public final class Expression implements Pattern {

    private static final Logger LOG = LoggerFactory.getLogger(Expression.class);

    private static final String CLASS = "effect.reversibility";

    /** What of an effect says what is done, beside its class. */
    private static final Set<String> ACT =
            Set.of("effect.operation", "effect.provider", "effect.kind", "effect.resource", "effect.resource_type");

    private static final List<Reversibility> POSSIBLE = List.of(
            Reversibility.READ_ONLY, Reversibility.REVERSIBLE, Reversibility.RECOVERABLE, Reversibility.IRREVERSIBLE);

    private final String text;
    private final Program program;
    private final Set<RuleKey> keys;
    private final Reversibility least;
    private final boolean ofClass;
    private final boolean ofClassOnly;
    private final boolean byIndex;
    private final boolean counting;
    private final AtomicBoolean said = new AtomicBoolean();

    private Expression(String text, ExpressionCompiler.Compiled compiled) {
        this.text = text;
        this.program = compiled.program();
        Scan scan = compiled.scan();
        this.keys = scan.keys();
        this.least = scan.least();
        this.ofClass = scan.reads().contains(CLASS);
        this.ofClassOnly = ofClass && scan.reads().stream().noneMatch(ACT::contains);
        this.byIndex = scan.isByIndex();
        this.counting = scan.isCounting();
    }

    /**
     * Compiles an expression.
     *
     * @param text the expression
     * @return the condition
     * @throws ExpressionException if it is none, names what there is not, compares what cannot be compared, or is too
     *     large
     */
    public static Expression compile(String text) throws ExpressionException {
        try {
            return new Expression(text, ExpressionCompiler.compile(text));
        } catch (StackOverflowError e) {
            throw new ExpressionException(0, "expected an expression that is nested less deeply");
        } catch (LinkageError e) {
            throw new ExpressionException(
                    0,
                    "`when` needs `dev.cel:compiler`, `dev.cel:runtime` and the `protobuf-java` that they ask for, found"
                            + " none or another version: " + Messages.line(e.toString()));
        }
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        Effect effect = input.effect();
        Verdict verdict = strongest(input, effect.reversibility());
        if (verdict == Verdict.DENY || !ofClass || effect.reversibility() != Reversibility.UNKNOWN) {
            return verdict;
        }
        if (verdict == null && !(ofClassOnly && isOpaqueTool(effect))) {
            for (Reversibility possible : POSSIBLE) {
                if (strongest(input, possible) != null) {
                    return Verdict.ASK;
                }
            }
        }
        return verdict;
    }

    private @Nullable Verdict strongest(RuleInput input, Reversibility reversibility) {
        Evaluation evaluation = new Evaluation(input, reversibility, byIndex);
        try {
            if (!Boolean.TRUE.equals(program.eval(evaluation))) {
                return null;
            }
            return evaluation.doubt().isAssumed() ? Verdict.ASK : Verdict.DENY;
        } catch (CelEvaluationException | RuntimeException | StackOverflowError e) {
            if (evaluation.doubt().isElsewhere()) {
                return null;
            }
            sayOnce(e);
            return Verdict.ASK;
        }
    }

    /** A rule about a class of effects alone would otherwise hold every tool, as in {@code EffectPattern}. */
    private static boolean isOpaqueTool(Effect effect) {
        return effect.host() == null && effect.operation().startsWith("tool:");
    }

    /** Not with the library's message, in which an argument may stand. */
    private void sayOnce(Throwable e) {
        if (said.compareAndSet(false, true)) {
            Object code = e instanceof CelEvaluationException failed ? failed.getErrorCode() : e.getClass();
            LOG.info("the condition `{}` could not be decided ({}), so its rule asks", Messages.line(text), code);
        }
    }

    /**
     * Returns whether it asks how much a session did before. That begins anew when the process does.
     *
     * @return true if it does
     */
    public boolean isCounting() {
        return counting;
    }

    @Override
    public Set<RuleKey> keys() {
        return keys;
    }

    @Override
    public Reversibility least() {
        return least;
    }

    /** Returns the expression. */
    @Override
    public String toString() {
        return text;
    }
}
