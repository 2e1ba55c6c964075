package dev.agentguard.scope;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.scope.Recoverability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says whether what an effect destroys could be brought back from a copy in another blast radius. Safe for use by many
 * threads.
 *
 * <p>A copy that lives on the resource itself goes with it and never counts. No copy elsewhere is taken for granted:
 * unless one was verified the answer is not {@link Verdict#SURVIVES}. A verified one outweighs copies that are lost; one
 * that could not be verified leaves open what the loss of the others would have settled.
 */
public final class Recovery implements AutoCloseable {

    private static final Recoverability NOT_NEEDED =
            new Recoverability(Verdict.NOT_NEEDED, "no stored data is destroyed");

    private final List<CopyFinder> finders;

    /**
     * Creates it.
     *
     * @param finders who looks for copies, closed with this; what a resolver said is looked at in any case
     */
    public Recovery(List<CopyFinder> finders) {
        this.finders = List.copyOf(finders);
    }

    /**
     * Returns whether anything would survive.
     *
     * @param loss what is destroyed
     * @param look whether copies are to be looked for, which may take I/O; if not, only what is known counts
     * @param fresh whether what was found out a moment ago must not be used
     * @return the answer and what it rests on
     */
    public Recoverability assess(Loss loss, boolean look, boolean fresh) {
        Effect effect = loss.effect();
        if (effect.kind() != Kind.DATA || effect.reversibility().compareTo(Reversibility.REVERSIBLE) <= 0) {
            return NOT_NEEDED;
        }
        List<Recoverability> found = new ArrayList<>();
        if (look) {
            for (CopyFinder finder : finders) {
                if (finder.responsibleFor(loss)) {
                    found.add(finder.find(loss, fresh));
                }
            }
        }
        Recoverability own = ProvidersCopies.of(loss);
        if (own != null) {
            found.add(own);
        }
        for (Verdict verdict :
                List.of(Verdict.NOT_NEEDED, Verdict.SURVIVES, Verdict.UNKNOWN, Verdict.DOES_NOT_SURVIVE)) {
            if (found.stream().anyMatch(one -> one.verdict() == verdict)) {
                return new Recoverability(verdict, evidence(verdict, found));
            }
        }
        return nothingKnown(loss);
    }

    /** What decides comes first. */
    private static String evidence(Verdict verdict, List<Recoverability> found) {
        List<Recoverability> ordered = new ArrayList<>(found);
        ordered.sort((a, b) -> Boolean.compare(b.verdict() == verdict, a.verdict() == verdict));
        return ordered.stream().map(Recoverability::evidence).distinct().collect(Collectors.joining("; "));
    }

    private static Recoverability nothingKnown(Loss loss) {
        Effect effect = loss.effect();
        if (effect.reversibility() == Reversibility.RECOVERABLE && effect.basis() == Basis.PACK) {
            return new Recoverability(Verdict.SURVIVES, "a way back is kept for a while: " + effect.reason());
        }
        String where = loss.placement().location() instanceof Location.Unknown unknown
                ? "; where it lives is unknown: " + unknown.because()
                : "";
        return new Recoverability(
                Verdict.UNKNOWN,
                "no backup of `" + Shown.text(effect.resource().toString()) + "` outside its own blast radius is known"
                        + where);
    }

    @Override
    public void close() {
        finders.forEach(CopyFinder::close);
    }
}
