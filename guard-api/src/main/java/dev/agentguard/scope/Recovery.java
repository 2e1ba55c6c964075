package dev.agentguard.scope;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.scope.Recoverability.Verdict;
import java.time.Duration;
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

    /** What is said of an effect that destroys no stored data. */
    public static final Recoverability NOT_NEEDED =
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
     * Returns whether an effect may destroy stored data.
     *
     * @param effect the effect
     * @return false if {@link #assess} says {@link #NOT_NEEDED} to it, whatever else is known
     */
    public static boolean isNeeded(Effect effect) {
        return effect.kind() == Kind.DATA && effect.reversibility().compareTo(Reversibility.REVERSIBLE) > 0;
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
        if (!isNeeded(effect)) {
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

    /**
     * Returns whether there is a backup that is young enough, whatever is known of other copies.
     *
     * @param loss what may be lost, of whatever class: who requires a backup does not trust that it can be undone
     * @param within the age from which on a backup does not count
     * @param fresh whether what was found out a moment ago must not be used
     * @return the answer and what it rests on
     */
    public RequiredBackup backup(Loss loss, Duration within, boolean fresh) {
        Loss feared = new Loss(
                loss.effect(),
                loss.placement(),
                loss.together().stream().map(Recovery::feared).toList(),
                loss.directory());
        Recoverability best = null;
        for (CopyFinder finder : finders) {
            Recoverability found = finder.findBackup(feared, within, fresh);
            if (found != null && (best == null || found.verdict() == Verdict.SURVIVES)) {
                best = found;
            }
        }
        return new RequiredBackup(
                within,
                best != null
                        ? best
                        : new Recoverability(
                                Verdict.UNKNOWN,
                                "no declared backup holds `"
                                        + Shown.text(loss.effect().resource().toString()) + "`" + unknownPlace(loss)));
    }

    private static Effect feared(Effect effect) {
        return effect.reversibility() == Reversibility.REVERSIBLE
                ? effect.toBuilder()
                        .reversibility(Reversibility.RECOVERABLE, effect.reason())
                        .build()
                : effect;
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
        return new Recoverability(
                Verdict.UNKNOWN,
                "no backup of `" + Shown.text(effect.resource().toString()) + "` outside its own blast radius is known"
                        + unknownPlace(loss));
    }

    private static String unknownPlace(Loss loss) {
        return loss.placement().location() instanceof Location.Unknown unknown
                ? "; where it lives is unknown: " + unknown.because()
                : "";
    }

    @Override
    public void close() {
        finders.forEach(CopyFinder::close);
    }
}
